import { definitionExample } from '../../../lib/review/refusals/definition-example';
import { DEFINITION_REMOVED } from '../../../lib/review/rules/definition-removed';
import { told } from '../../support/reviewed';

test('the example is told in full', () => {
  expect(told(DEFINITION_REMOVED, DEFINITION_REMOVED.before, DEFINITION_REMOVED.after)).toEqual([
    'error data-at-risk apiextensions.k8s.io/CustomResourceDefinition//carts.shop.example: takes every Cart of shop.example in the cluster with it; these manifests had 1 object of it and still have 0',
  ]);
});

test('one that comes or changes takes nothing with it', () => {
  expect(told(DEFINITION_REMOVED, '', definitionExample())).toEqual([]);
  expect(told(DEFINITION_REMOVED, definitionExample(), definitionExample(['v1', 'v2']))).toEqual([]);
});
