import { deploymentExample } from '../../../lib/review/rollouts/rollout-examples';
import { WORKLOAD_REMOVED } from '../../../lib/review/rules/workload-removed';
import { allTold, effectsBy, told } from '../../support/reviewed';

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

test('what delivery tools keep goes on, and is ended by others alone', () => {
  const kept = (annotation: string): string =>
    deploymentExample({ replicas: 1 }).replace('metadata: {', `metadata: { annotations: { ${annotation} },`);
  const line = 'note stops apps/Deployment/shop/storefront: ';
  const rest = 'it running, as its annotations ask; any other tool ends its 1 pod for good, within 60 s';
  const [argo, flux] = ['argocd.argoproj.io/sync-options: Prune=false', 'kustomize.toolkit.fluxcd.io/prune: disabled'];
  expect(told(WORKLOAD_REMOVED, kept(`${argo}`), '')).toEqual([`${line}Argo CD leaves ${rest}`]);
  expect(told(WORKLOAD_REMOVED, kept(`${argo}, ${flux}`), '')).toEqual([`${line}Argo CD and Flux leave ${rest}`]);
  expect(effectsBy(WORKLOAD_REMOVED, kept(`${argo}`), '')[0]?.recipe).toEqual([]);
});
