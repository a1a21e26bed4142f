/** How a Deployment replaces its pods. */
export interface RolloutPlan {
  readonly maxSurge: string | number;
  readonly maxUnavailable: number;
  readonly minReadySeconds: number;
  readonly progressDeadlineSeconds: number;
  readonly revisionHistoryLimit: number;
}

/**
 * Share of the replicas that may exist beside them while they are replaced, rounded up, so it is never none: the API's
 * own default, which replaces a tier of any size in four steps.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge
 */
const SURGE_PERCENT = 25;

/** A pod that crashes does so in its first seconds; this long it must be ready before the next is replaced. */
const MIN_READY_SECONDS = 10;

/** Old ReplicaSets kept for `rollout undo`; the default of 10 fills etcd without anybody going back so far. */
export const REVISION_HISTORY = 5;

/**
 * Never fewer pods than now are serving: new ones come first. The deadline leaves room for one whole start and its
 * ready time, twice.
 */
export function planRollout(startupSeconds: number): RolloutPlan {
  return {
    maxSurge: `${SURGE_PERCENT}%`,
    maxUnavailable: 0,
    minReadySeconds: MIN_READY_SECONDS,
    progressDeadlineSeconds: Math.max(600, 2 * (startupSeconds + MIN_READY_SECONDS)),
    revisionHistoryLimit: REVISION_HISTORY,
  };
}

/**
 * Pods of a Deployment that can exist at once during one rollout at `replicas`: all of them, the surge, and old pods
 * that are still shutting down, which count against a quota and hold their connections until they are gone. A batch of
 * the surge's size ends at most every `minReadySeconds`, and each pod of it takes the whole grace and a moment more. Each
 * replica is there twice at most, as the old pod and as the new one.
 */
export function rolloutPods(replicas: number, graceSeconds: number): number {
  const surge = Math.ceil((replicas * SURGE_PERCENT) / 100);
  const terminating = surge * (Math.floor(graceSeconds / MIN_READY_SECONDS) + 1);
  return replicas + Math.min(replicas, surge + terminating);
}
