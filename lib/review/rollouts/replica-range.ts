import { counted } from '../../core/counted';
import { numberAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { podCounts } from '../capacity/pod-counts';
import { podsIn } from '../set-pods';

/** How many pods a workload has: a number, or what its autoscaler chooses from. */
export interface ReplicaRange {
  readonly least: number;
  readonly most: number;
}

/**
 * Pods of a workload of a set that counts them, by its autoscaler or its own `replicas`. An autoscaler leaves a workload
 * alone that is scaled to zero by hand.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation
 */
export function replicaRange(manifest: Manifest, manifests: ManifestSet): ReplicaRange {
  const pods = podsIn(manifests).get(identityOf(manifest));
  if (!pods || numberAt(manifest.body, 'spec', 'replicas') === 0) return { least: 0, most: 0 };
  const { least, most } = podCounts(pods, manifests);
  return { least, most };
}

/** `1 pod`, `3 pods`, `3 to 30 pods`. */
export function podsText({ least, most }: ReplicaRange): string {
  return least === most ? counted(most, 'pod') : `${least} to ${most} pods`;
}
