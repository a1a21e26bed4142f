import { autoscalerOf } from '../checks/autoscaling';
import { numberAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';

/** How many pods a workload has: a number, or what its autoscaler chooses from. */
export interface ReplicaRange {
  readonly least: number;
  readonly most: number;
}

/** What KEDA takes where nothing is said. */
const KEDA_MOST = 100;

/** Pods of a workload that counts them, by its autoscaler or its own `replicas`. */
export function replicaRange(manifest: Manifest, manifests: ManifestSet): ReplicaRange {
  const replicas = numberAt(manifest.body, 'spec', 'replicas');
  const scaler = autoscalerOf(manifest, manifests);
  // An autoscaler leaves a workload alone that is scaled to zero by hand.
  if (!scaler || (replicas === 0 && scaler.min > 0)) return { least: replicas ?? 1, most: replicas ?? 1 };
  const { body, kind } = scaler.manifest;
  const most = kind === 'ScaledObject' ? (numberAt(body, 'spec', 'maxReplicaCount') ?? KEDA_MOST) : numberAt(body, 'spec', 'maxReplicas');
  return { least: scaler.min, most: Math.max(scaler.min, most ?? scaler.min) };
}

/** `3 pods`, `3 to 30 pods`. */
export function podsText({ least, most }: ReplicaRange): string {
  return least === most ? `${most} pod${most === 1 ? '' : 's'}` : `${least} to ${most} pods`;
}
