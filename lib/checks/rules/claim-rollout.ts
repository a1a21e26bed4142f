import { at, numberAt, textAt } from '../../manifests/json';
import { claimsOf, exclusiveMode } from '../claims';
import { cmsExample } from '../data-examples';
import type { Rule } from '../rule';
import { workloadRule } from '../workload-rule';

/** A Deployment's pod leaves its disk before the next one wants it. */
export const CLAIM_ROLLOUT: Rule = workloadRule(
  {
    id: 'claim-rollout',
    severity: 'warning',
    why: 'A rolling update makes the new pod while the old one has the disk. On another node the new one waits for it for ever, and the rollout with it; on the same node two pods write to the same files.',
    wanted: 'a strategy that takes the old pod away first: Recreate, or a RollingUpdate with maxSurge 0',
    fix: 'set strategy.type to Recreate, or make it a StatefulSet',
    wrong: cmsExample(1, '{ type: RollingUpdate }'),
    right: cmsExample(1, '{ type: Recreate }'),
    see: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    ],
  },
  ['apps/Deployment'],
  function* overlapping(pods, { manifests }) {
    const { body } = pods.manifest;
    const type = textAt(body, 'spec', 'strategy', 'type') ?? 'RollingUpdate';
    const surge = at(body, 'spec', 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%';
    if (type !== 'RollingUpdate' || surge === 0 || surge === '0%' || numberAt(body, 'spec', 'replicas') === 0) return;
    for (const claim of claimsOf(pods, manifests)) {
      const mode = exclusiveMode(claim);
      if (mode === undefined) continue;
      yield { field: ['spec', 'strategy'], got: `a RollingUpdate with maxSurge ${surge} over the ${mode} claim "${claim.shared}"` };
      return;
    }
  },
);
