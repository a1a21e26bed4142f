import { oncePerSet } from '../checks/once-per-set';
import { identityOf } from '../manifests/manifest';
import type { PodsView } from '../manifests/pods';

/** The pods of the workloads of a set, by the identity of the workload. */
export const podsIn = oncePerSet(
  (set): ReadonlyMap<string, PodsView> => new Map(set.pods.map((pods) => [identityOf(pods.manifest), pods])),
);
