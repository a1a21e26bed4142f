/** Bounds of a scaled component. */
export interface ScalePlan {
  readonly min: number;
  readonly max: number;
  /** Wanted CPU use, percent of the request. */
  readonly cpuPercent: number;
}

/**
 * Wanted CPU use. With few pods a queue builds early: at 16 servers the 99th percentile of the wait is 27 ms at 0.7 of
 * capacity and 53 ms at 0.8 (M/M/c, 50 ms service); new pods need about a minute, in which the load goes on growing.
 */
export const CPU_PERCENT = 60;

/**
 * Up: at once, doubling or four pods in 15 s, whichever is more (the API's own default, written down so that it cannot
 * change under us). Down: a tenth in a minute after five quiet minutes, because a wave of visitors comes back, and
 * because a removed pod is protected by its drain alone, not by a disruption budget.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
 */
export const SCALE_BEHAVIOR = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [
      { type: 'Percent', value: 100, periodSeconds: 15 },
      { type: 'Pods', value: 4, periodSeconds: 15 },
    ],
  },
  scaleDown: {
    stabilizationWindowSeconds: 300,
    selectPolicy: 'Max',
    policies: [
      { type: 'Percent', value: 10, periodSeconds: 60 },
      { type: 'Pods', value: 1, periodSeconds: 60 },
    ],
  },
};

/** KEDA: seconds between looks at the queue; as often as the autoscaler itself decides. */
export const QUEUE_POLLING_SECONDS = 15;

/**
 * KEDA: messages for each replica to aim at, until measured: at a quarter of a second for each, a replica works off its
 * share in five seconds, well before the next look.
 * @see https://keda.sh/docs/latest/scalers/rabbitmq-queue/
 */
export const BACKLOG_PER_REPLICA = 20;

/** KEDA: after this many failed looks the replicas stay where they are, never at zero. */
export const QUEUE_FALLBACK_FAILURES = 3;
