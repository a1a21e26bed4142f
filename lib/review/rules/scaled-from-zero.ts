import { changeRule, type EffectRule } from '../effect-rule';
import { podsText, replicaRange } from '../rollouts/replica-range';
import { deploymentExample } from '../rollouts/rollout-examples';
import { withoutPods } from '../rollouts/workload-pods';
import { fieldsWithin, updateOf } from '../update';

/** A workload that was there without pods, and gets them. */
export const SCALED_FROM_ZERO: EffectRule = changeRule(
  {
    id: 'scaled-from-zero',
    kind: 'starts',
    severity: 'note',
    reason: 'all its pods start at once, as soon as there is room for them',
    recipe: [],
    before: deploymentExample({ replicas: 0 }),
    after: deploymentExample(),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment'],
  },
  ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController'],
  function* scaled(change, target) {
    const update = updateOf(change);
    if (!update || withoutPods(update.after) !== undefined) return;
    const [old, fresh] = [replicaRange(update.before, target.before), replicaRange(update.after, target.after)];
    if (old.most === 0 && fresh.most > 0) yield { fields: fieldsWithin(update, 'spec.replicas'), summary: `starts its ${podsText(fresh)}` };
  },
);
