import { deploymentExample } from '../../../lib/review/rollouts/rollout-examples';
import { WORKLOAD_RENAMED } from '../../../lib/review/rules/workload-renamed';
import { allTold, told } from '../../support/reviewed';

const component = 'storefront';

test('the example is told in full, as one effect', () => {
  expect(allTold(WORKLOAD_RENAMED.before, WORKLOAD_RENAMED.after)).toEqual([
    'workload-renamed warning recreates apps/Deployment/shop/web: starts its 3 pods, in the place of Deployment storefront, which ends its 3 pods without waiting',
  ]);
});

test('one that goes to another namespace is named with both', () => {
  const there = WORKLOAD_RENAMED.before.replaceAll('namespace: shop', 'namespace: shop-eu');
  expect(told(WORKLOAD_RENAMED, WORKLOAD_RENAMED.before, there)).toEqual([
    'warning recreates apps/Deployment/shop-eu/storefront: starts its 3 pods, in the place of Deployment shop/storefront, which ends its 3 pods without waiting',
  ]);
});

test('who has no pods loses none and starts none', () => {
  const none = (name: string): string => deploymentExample({ component, name, replicas: 0 });
  const three = (name: string): string => deploymentExample({ component, name });
  const line = 'warning recreates apps/Deployment/shop/web: ';
  expect(told(WORKLOAD_RENAMED, none('storefront'), three('web'))).toEqual([
    `${line}starts its 3 pods, in the place of Deployment storefront, which had no pods`,
  ]);
  expect(told(WORKLOAD_RENAMED, three('storefront'), none('web'))).toEqual([
    `${line}has no pods until it is scaled up, in the place of Deployment storefront, which ends its 3 pods without waiting`,
  ]);
});

test('what delivery tools keep may go on beside the new one', () => {
  const kept = (name: string): string =>
    deploymentExample({ component, name }).replace('labels: {', 'annotations: { argocd.argoproj.io/sync-options: Prune=false }, labels: {');
  expect(told(WORKLOAD_RENAMED, kept('storefront'), kept('web'))[0]).toMatch(
    /which ends its 3 pods without waiting, unless Argo CD leaves it as its annotations ask$/,
  );
});
