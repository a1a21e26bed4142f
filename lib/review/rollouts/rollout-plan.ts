/** How long one pod takes, in seconds, as far as its manifest says. */
export interface PodTimes {
  /** From its start until it is ready, at the least: what its probes wait before they ask, and ask again. */
  readonly startLeast: number;
  /** At the most, before it is started anew; undefined where no startup probe sets a limit. */
  readonly startMost?: number;
  /** That an old one has to end, at the most. */
  readonly grace: number;
  /** That it must stay ready before it counts. */
  readonly minReady: number;
}

/** How many pods are replaced at a time, and how long all of them take. */
export interface RolloutPlan {
  readonly pods: number;
  /** Pods that are there beside all others, at the most. */
  readonly surge: number;
  /** Pods that are missing at a time, at the most. */
  readonly unavailable: number;
  /** How often the next pods wait for those before them. */
  readonly steps: number;
  /** Seconds until the last new pod counts, at the least. */
  readonly least: number;
  /** At the most; undefined where nothing limits how long a pod may take to be ready. */
  readonly most?: number;
}

/** A share or count of pods, as the API takes it: `25%` or `1`. */
export type PodShare = string | number;

/**
 * The plan of a Deployment that rolls: old pods go as far as may be missing, new ones come as far as there is room for,
 * and each that counts makes room for the next.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/deployment/rolling.go
 */
export function deploymentPlan(pods: number, maxSurge: PodShare, maxUnavailable: PodShare, times: PodTimes): RolloutPlan {
  const surge = podsOf(maxSurge, pods, Math.ceil);
  const rounded = podsOf(maxUnavailable, pods, Math.floor);
  // Both may come to nothing by rounding; then an old pod goes first.
  const unavailable = Math.min(pods, surge === 0 && rounded === 0 ? 1 : rounded);
  const steps = Math.ceil(pods / Math.max(1, surge + unavailable));
  const least = steps * (times.startLeast + times.minReady);
  const most = times.startMost === undefined ? undefined : steps * (times.startMost + times.minReady);
  return { pods, surge: Math.min(surge, pods), unavailable, steps, least, ...(most !== undefined && { most }) };
}

/**
 * The plan of a StatefulSet that rolls: pod by pod, each gone before its successor of the same name comes. `maxUnavailable`
 * counts only where a feature is switched on that is off by default, so it is not counted on.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/statefulset/stateful_set_control.go
 */
export function statefulSetPlan(pods: number, times: PodTimes): RolloutPlan {
  const { startLeast, startMost, grace, minReady } = times;
  const most = startMost === undefined ? undefined : pods * (grace + startMost + minReady);
  const least = pods * (startLeast + minReady);
  return { pods, surge: 0, unavailable: Math.min(1, pods), steps: pods, least, ...(most !== undefined && { most }) };
}

/** The plan of pods of which all go before new ones come. */
export function recreatePlan(pods: number, times: PodTimes): RolloutPlan {
  const { startLeast, startMost, grace, minReady } = times;
  const most = startMost === undefined ? undefined : grace + startMost + minReady;
  return { pods, surge: 0, unavailable: pods, steps: Math.min(1, pods), least: startLeast + minReady, ...(most !== undefined && { most }) };
}

/** Pods of a share of all, rounded as the controller does it; what is no share is none. */
export function podsOf(share: PodShare, pods: number, round: (n: number) => number): number {
  if (typeof share === 'number') return share;
  const percent = /^(\d+)%$/.exec(share)?.[1];
  return percent === undefined ? 0 : round((Number(percent) * pods) / 100);
}
