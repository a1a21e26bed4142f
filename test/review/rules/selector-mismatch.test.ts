import { deploymentExample } from '../../../lib/review/rollouts/rollout-examples';
import { SELECTOR_MISMATCH } from '../../../lib/review/rules/selector-mismatch';
import { allTold, told } from '../../support/reviewed';

test('the example is told in full, as one effect', () => {
  expect(allTold(SELECTOR_MISMATCH.before, SELECTOR_MISMATCH.after)).toEqual([
    'selector-mismatch error refused apps/Deployment/shop/storefront spec.template.metadata.labels.app: is refused: its pods would not bear app as spec.selector wants it',
  ]);
});

test('a new workload is refused for it too, one whose selector changes for that', () => {
  const wrong = deploymentExample().replace('{ labels: { app: storefront } }', '{ labels: {} }');
  expect(told(SELECTOR_MISMATCH, '', wrong)).toEqual([
    'error refused apps/Deployment/shop/storefront spec.template.metadata.labels: is refused: its pods would not bear app as spec.selector wants it',
  ]);
  expect(told(SELECTOR_MISMATCH, '', deploymentExample())).toEqual([]);
  const both = wrong.replace('matchLabels: { app: storefront }', 'matchLabels: { app: other }');
  expect(told(SELECTOR_MISMATCH, deploymentExample(), both)).toEqual([]);
  const more = deploymentExample().replace('{ labels: { app: storefront } }', '{ labels: { app: storefront, a: b } }');
  expect(told(SELECTOR_MISMATCH, deploymentExample(), more)).toEqual([]);
});
