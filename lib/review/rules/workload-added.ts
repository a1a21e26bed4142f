import { changeRule, type EffectRule } from '../effect-rule';
import { deploymentExample } from '../rollouts/rollout-examples';
import { LASTING_WORKLOADS, ownPods, withoutPods } from '../rollouts/workload-pods';

/** Pods that were not there before. */
export const WORKLOAD_ADDED: EffectRule = changeRule(
  {
    id: 'workload-added',
    kind: 'starts',
    severity: 'note',
    reason: 'a new workload gets all its pods at once, as soon as there is room for them',
    recipe: [],
    before: deploymentExample(),
    after: `${deploymentExample()}---${deploymentExample({ name: 'checkout' })}`,
    see: ['https://kubernetes.io/docs/concepts/workloads/'],
  },
  LASTING_WORKLOADS,
  function* added({ kind, after }, target) {
    if (kind !== 'added' || !after) return;
    const without = withoutPods(after);
    const pods = ownPods(after, target.after);
    if (after.kind === 'StatefulSet' && without !== undefined)
      yield { kind: 'capacity-changed', severity: 'error', summary: without, recipe: ['give it a name of at most 52 characters'] };
    else if (without !== undefined || pods === undefined)
      yield { kind: 'no-restart', summary: without ?? 'is new and has no pods until it is scaled up' };
    else yield { summary: `starts ${pods}` };
  },
);
