import { keepersOf } from '../../checks/pruners';
import { changeRule, type EffectRule } from '../effect-rule';
import { deploymentExample } from '../rollouts/rollout-examples';
import { LASTING_WORKLOADS, ownPods, withoutPods } from '../rollouts/workload-pods';
import { listed, oldName } from '../wording';

/** A workload under another name: the pods of the old one go when those of the new one have only begun to start. */
export const WORKLOAD_RENAMED: EffectRule = changeRule(
  {
    id: 'workload-renamed',
    kind: 'recreates',
    severity: 'warning',
    reason:
      'to Kubernetes a name is what makes an object the same one; another name is another object, and nobody waits for it before the old one is pruned',
    recipe: [
      'keep the old one among the manifests beside the new one, and apply',
      'when the new pods are ready and the Service selects them, remove the old one',
    ],
    before: deploymentExample({ component: 'storefront' }),
    after: deploymentExample({ component: 'storefront', name: 'web' }),
    see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  },
  LASTING_WORKLOADS,
  function* renamed({ kind, before, after }, target) {
    if (kind !== 'renamed' || !before || !after) return;
    const [old, fresh] = [ownPods(before, target.before), ownPods(after, target.after)];
    const keepers = keepersOf(before.body).map(({ name }) => name);
    const kept =
      keepers.length === 0 ? '' : `, unless ${listed(keepers)} ${keepers.length === 1 ? 'leaves' : 'leave'} it as its annotations ask`;
    const ends = old === undefined ? 'which had no pods' : `which ends ${old} without waiting${kept}`;
    const starts = withoutPods(after) ?? (fresh === undefined ? 'has no pods until it is scaled up' : `starts ${fresh}`);
    yield { summary: `${starts}, in the place of ${before.kind} ${oldName(before, after)}, ${ends}` };
  },
);
