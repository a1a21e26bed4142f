import type { AnyManifest } from '../../support/synthesis';

/** Whether objects of a kind are something for controllers to do. */
export function takesTime(kind: string): boolean {
  return Object.hasOwn(SETTLED, kind);
}

/** Whether the controllers have done what an object asks of them. Objects without pods have nothing to wait for. */
export function isSettled(object: AnyManifest, all: readonly AnyManifest[]): boolean {
  const settled = SETTLED[object.kind];
  if (!settled) return true;
  return (!TELLS_GENERATION.has(object.kind) || object.status?.observedGeneration === object.metadata.generation) && settled(object, all);
}

/** Kinds of which controllers, or the kubelet, say which generation they have seen; a pod of old versions has none. */
const TELLS_GENERATION: ReadonlySet<string> = new Set(['DaemonSet', 'Deployment', 'Pod', 'ReplicaSet', 'StatefulSet']);

const SETTLED: Readonly<Record<string, (object: AnyManifest, all: readonly AnyManifest[]) => boolean>> = {
  DaemonSet: ({ spec, status }) =>
    status.numberReady === status.desiredNumberScheduled &&
    (spec.updateStrategy.type === 'OnDelete' || (status.updatedNumberScheduled ?? 0) === status.desiredNumberScheduled),
  Deployment: ({ spec, status = {} }) =>
    [status.replicas, status.availableReplicas, spec.paused ? spec.replicas : status.updatedReplicas].every(
      (count = 0) => count === spec.replicas,
    ),
  // It keeps its bounds without a metric, too, which it looks at every 15 s.
  HorizontalPodAutoscaler: ({ spec: { scaleTargetRef, minReplicas, maxReplicas } }, all) =>
    all
      .filter(({ kind, metadata }) => kind === scaleTargetRef.kind && metadata.name === scaleTargetRef.name)
      .every(({ spec: { replicas } }) => replicas >= minReplicas && replicas <= maxReplicas),
  Job: ({ spec, status = {} }) => spec.suspend === true || status.completionTime !== undefined || status.ready === spec.parallelism,
  Pod: ({ status }) => status.conditions?.some(({ type, status: is }: AnyManifest) => type === 'Ready' && is === 'True') === true,
  ReplicaSet: ({ spec, status }) => status.replicas === spec.replicas && (status.readyReplicas ?? 0) === spec.replicas,
  StatefulSet: ({ spec, status }) =>
    [status.replicas, status.readyReplicas].every((count = 0) => count === spec.replicas) &&
    (spec.updateStrategy.type === 'OnDelete' ||
      status.currentRevision === status.updateRevision ||
      (status.updatedReplicas ?? 0) >= spec.replicas - spec.updateStrategy.rollingUpdate.partition),
};
