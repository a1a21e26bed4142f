import { numberAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { autoscalerOf } from '../autoscaling';
import { claimsOf, exclusiveMode, isPinned } from '../claims';
import { CONTROLLERS } from '../controllers';
import { cmsExample } from '../data-examples';
import type { Rule } from '../rule';
import { workloadRule } from '../workload-rule';

/** A disk for one node is not asked for by many pods. */
export const CLAIM_PER_POD: Rule = workloadRule(
  {
    id: 'claim-per-pod',
    severity: 'warning',
    why: 'A ReadWriteOnce volume is at one node: pods that come to another wait for it for ever, so there are fewer than were asked for, all on one node. A ReadWriteOncePod volume is in one pod.',
    wanted: 'one pod, a claim for each pod, or a claim that is ReadWriteMany',
    fix: 'make it a StatefulSet with a volumeClaimTemplate, keep the files in object storage, or ask for ReadWriteMany',
    wrong: cmsExample(3, '{ type: Recreate }'),
    right: cmsExample(1, '{ type: Recreate }'),
    see: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  },
  CONTROLLERS,
  function* crowded(pods, { manifests }) {
    const many = manyPods(pods.manifest, manifests);
    if (many === undefined) return;
    for (const claim of claimsOf(pods, manifests)) {
      const mode = exclusiveMode(claim);
      if (claim.shared === undefined || mode === undefined || (mode === 'ReadWriteOnce' && isPinned(pods))) continue;
      yield { field: claim.field, got: `the ${mode} claim "${claim.shared}" in ${many}` };
    }
  },
);

/** How many pods there are or may be, in words; undefined for one at the most. */
function manyPods(manifest: Manifest, manifests: ManifestSet): string | undefined {
  if (manifest.kind === 'DaemonSet') return 'a pod of each node';
  const scaler = autoscalerOf(manifest, manifests)?.manifest.body;
  const scaled = numberAt(scaler, 'spec', 'maxReplicas') ?? numberAt(scaler, 'spec', 'maxReplicaCount') ?? 1;
  const stated = numberAt(manifest.body, 'spec', 'replicas') ?? 1;
  if (scaler) return scaled > 1 ? `up to ${scaled} pods` : undefined;
  return stated > 1 ? `${stated} pods` : undefined;
}
