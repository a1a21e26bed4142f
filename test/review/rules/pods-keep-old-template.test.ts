import { deploymentExample, statefulSetExample } from '../../../lib/review/rollouts/rollout-examples';
import { PODS_KEEP_OLD_TEMPLATE } from '../../../lib/review/rules/pods-keep-old-template';
import { allTold, effectsBy } from '../../support/reviewed';

test('the example is told in full, as one effect', () => {
  const [effect] = effectsBy(PODS_KEEP_OLD_TEMPLATE, PODS_KEEP_OLD_TEMPLATE.before, PODS_KEEP_OLD_TEMPLATE.after);
  expect(effect?.recipe).toEqual(['delete the pods one by one, each when the one before is ready again']);
  expect(allTold(PODS_KEEP_OLD_TEMPLATE.before, PODS_KEEP_OLD_TEMPLATE.after)).toEqual([
    'pods-keep-old-template warning no-restart apps/StatefulSet/shop/order-events spec.template.spec.containers[rabbitmq].image: replaces no pod until somebody deletes it, as the strategy OnDelete wants it',
  ]);
});

const summaries = (before: string, after: string): string[] =>
  effectsBy(PODS_KEEP_OLD_TEMPLATE, before, after).map(({ summary, recipe }) => `${summary} → ${recipe.join('; ')}`);

test('a partition above all pods, a paused Deployment and a ReplicaSet replace nothing either', () => {
  const more = '  updateStrategy: { rollingUpdate: { partition: 3 } }\n';
  expect(summaries(statefulSetExample({ more }), statefulSetExample({ more, tag: '4.1.3' }))).toEqual([
    'replaces no pod: partition 3 is not below any of its 3 → lower the partition step by step, down to 0',
  ]);
  const paused = { more: '  paused: true\n' };
  expect(summaries(deploymentExample(paused), deploymentExample({ ...paused, tag: '2.5.0' }))).toEqual([
    'replaces no pod while the Deployment is paused → kubectl rollout resume deployment storefront -n shop, or set paused: false',
  ]);
  const set = (tag: string): string => deploymentExample({ tag }).replace('kind: Deployment', 'kind: ReplicaSet');
  expect(summaries(set('1'), set('2'))).toEqual([
    'leaves the pods that run as they are; only new ones of this ReplicaSet are made from the new template → delete the old pods one by one, or let a Deployment do it',
  ]);
});

test('what replaces pods, and what has none, is told by others or not at all', () => {
  expect(summaries(deploymentExample(), deploymentExample({ tag: '2.5.0' }))).toEqual([]);
  const more = '  updateStrategy: { type: OnDelete }\n';
  expect(summaries(statefulSetExample({ more, replicas: 0 }), statefulSetExample({ more, replicas: 0, tag: '2' }))).toEqual([]);
});
