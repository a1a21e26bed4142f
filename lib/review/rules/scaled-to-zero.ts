import { changeRule, type EffectRule } from '../effect-rule';
import { podsText, replicaRange } from '../rollouts/replica-range';
import { deploymentExample } from '../rollouts/rollout-examples';
import { fieldsWithin, updateOf } from '../update';

/** A workload that stays and loses all its pods. */
export const SCALED_TO_ZERO: EffectRule = changeRule(
  {
    id: 'scaled-to-zero',
    kind: 'stops',
    severity: 'warning',
    reason: 'with 0 replicas no pod is left, no Service that selects them answers, and no autoscaler brings them back',
    recipe: ['see that nobody calls it any more'],
    before: deploymentExample(),
    after: deploymentExample({ replicas: 0 }),
    see: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation'],
  },
  ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController'],
  function* scaled(change, target) {
    const update = updateOf(change);
    if (!update) return;
    const [old, fresh] = [replicaRange(update.before, target.before), replicaRange(update.after, target.after)];
    if (old.most > 0 && fresh.most === 0) yield { fields: fieldsWithin(update, 'spec.replicas'), summary: `ends its ${podsText(old)}` };
  },
);
