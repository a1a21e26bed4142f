import { deploymentExample } from '../../../lib/review/rollouts/rollout-examples';
import { WORKLOAD_REMOVED } from '../../../lib/review/rules/workload-removed';
import { allTold, told } from '../../support/reviewed';

test('the example is told in full, as one effect', () => {
  expect(allTold(WORKLOAD_REMOVED.before, WORKLOAD_REMOVED.after)).toEqual([
    'workload-removed warning stops apps/Deployment/shop/checkout: ends its 3 pods for good, each within 60 s',
  ]);
});

test('one without pods is not missed, and one that stays is not told', () => {
  expect(told(WORKLOAD_REMOVED, deploymentExample({ replicas: 0 }), '')).toEqual([
    'note no-restart apps/Deployment/shop/storefront: goes, and had no pods',
  ]);
  expect(told(WORKLOAD_REMOVED, deploymentExample(), deploymentExample({ tag: '2.5.0' }))).toEqual([]);
});

test('who would keep it is told', () => {
  const kept = deploymentExample().replace(/^metadata: \{/m, 'metadata: { annotations: { kustomize.toolkit.fluxcd.io/prune: disabled },');
  expect(kept).toContain('prune: disabled');
  expect(told(WORKLOAD_REMOVED, kept, '')).toEqual([
    'warning stops apps/Deployment/shop/storefront: is kept from Flux by its annotations; any other tool ends its 3 pods for good, each within 60 s',
  ]);
});
