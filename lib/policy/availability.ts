import { peerLabels, selectorOf } from './labels';

/**
 * Spread over zones and hosts. `ScheduleAnyway`, so that a cluster of one zone or one node still runs the shop;
 * `pod-template-hash` keeps the old revision's pods out of the count during a rollout (on by default since 1.27).
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function spreadOf(name: string, revisionLabel: string) {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorOf(name) },
    matchLabelKeys: [revisionLabel],
  }));
}

/** Label in which a workload kind writes the revision of its pods. */
export const REVISION_LABEL = { Deployment: 'pod-template-hash', StatefulSet: 'controller-revision-hash' } as const;

/** Preferred, not required: a pod beside its twin is better than a pod that is not there. */
export function antiAffinityOf(name: string) {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: peerLabels(name) } } },
      ],
    },
  };
}

/**
 * One pod at a time may be evicted. `maxUnavailable` and not `minAvailable`, because the latter blocks every drain once
 * replicas fall to it; `AlwaysAllow`, because a pod that crashes anyway must not keep a node from being drained.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
export const DISRUPTION = { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' } as const;
