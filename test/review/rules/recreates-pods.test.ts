import { deploymentExample } from '../../../lib/review/rollouts/rollout-examples';
import { RECREATES_PODS } from '../../../lib/review/rules/recreates-pods';
import { allTold, told } from '../../support/reviewed';

const strategy = '{ type: Recreate }';

test('the example is told in full, as one effect', () => {
  expect(allTold(RECREATES_PODS.before, RECREATES_PODS.after)).toEqual([
    'recreates-pods warning recreates apps/Deployment/shop/storefront spec.template.spec.containers[app].image: ends 3 pods before the new ones come, and none is available meanwhile; takes 15 s at least and 2 min 10 s at most by its probes',
  ]);
});

test('a strategy that changes with the template is the one that counts', () => {
  expect(told(RECREATES_PODS, deploymentExample(), deploymentExample({ strategy, tag: '2.5.0' }))).toHaveLength(1);
  expect(told(RECREATES_PODS, deploymentExample({ strategy }), deploymentExample({ tag: '2.5.0' }))).toEqual([]);
  expect(told(RECREATES_PODS, deploymentExample(), deploymentExample({ strategy }))).toEqual([]);
});
