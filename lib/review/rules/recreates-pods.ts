import { changeRule, type EffectRule } from '../effect-rule';
import { deploymentExample } from '../rollouts/rollout-examples';
import { recreateStory } from '../rollouts/rollout-text';
import { templateChange } from '../rollouts/template-change';

/** Pods of a Deployment that all go before new ones come. */
export const RECREATES_PODS: EffectRule = changeRule(
  {
    id: 'recreates-pods',
    kind: 'recreates',
    severity: 'warning',
    reason: 'the strategy Recreate ends every old pod before the first new one starts, which two versions that must not meet may need',
    recipe: [
      'where both versions can run beside each other, take the strategy RollingUpdate with maxUnavailable: 0',
      'else roll it out when nobody minds, and let its clients try again',
    ],
    before: deploymentExample({ strategy: '{ type: Recreate }' }),
    after: deploymentExample({ strategy: '{ type: Recreate }', tag: '2.5.0' }),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment'],
  },
  ['apps/Deployment'],
  function* recreated(change, target) {
    const found = templateChange(change, target);
    if (found?.replacement === 'recreates') yield { fields: found.fields, summary: recreateStory(found.pods, found.replicas).summary };
  },
);
