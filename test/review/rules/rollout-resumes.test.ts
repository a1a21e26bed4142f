import { deploymentExample, statefulSetExample } from '../../../lib/review/rollouts/rollout-examples';
import { ROLLOUT_RESUMES } from '../../../lib/review/rules/rollout-resumes';
import { allTold, told } from '../../support/reviewed';

const set = (strategy: string, tag = '4.1.2'): string => statefulSetExample({ more: `  updateStrategy: ${strategy}\n`, tag });

test('the example is told in full, as one effect', () => {
  expect(allTold(ROLLOUT_RESUMES.before, ROLLOUT_RESUMES.after)).toEqual([
    'rollout-resumes note no-restart apps/StatefulSet/shop/order-events spec.updateStrategy.rollingUpdate.partition: pods order-events-0 to order-events-1 that have an older template, if any, are replaced now',
  ]);
});

test('a Deployment that goes on, and a strategy that rolls again', () => {
  const summary = 'pods that have an older template, if any, are replaced now';
  expect(told(ROLLOUT_RESUMES, deploymentExample({ more: '  paused: true\n' }), deploymentExample())).toEqual([
    `note no-restart apps/Deployment/shop/storefront spec.paused: ${summary}`,
  ]);
  expect(told(ROLLOUT_RESUMES, set('{ type: OnDelete }'), set('{ type: RollingUpdate }'))).toEqual([
    `note no-restart apps/StatefulSet/shop/order-events spec.updateStrategy.rollingUpdate, spec.updateStrategy.type: ${summary}`,
  ]);
});

test('a partition that rises holds back, and a new template is told as what it is', () => {
  const [low, high] = ['{ rollingUpdate: { partition: 0 } }', '{ rollingUpdate: { partition: 2 } }'];
  expect(told(ROLLOUT_RESUMES, set(low), set(high))).toEqual([]);
  expect(told(ROLLOUT_RESUMES, set(high), set(low, '4.1.3'))).toEqual([]);
});
