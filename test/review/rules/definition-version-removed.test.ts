import { definitionExample } from '../../../lib/review/refusals/definition-example';
import { DEFINITION_VERSION_REMOVED } from '../../../lib/review/rules/definition-version-removed';
import { allTold, told } from '../../support/reviewed';

const { before, after } = DEFINITION_VERSION_REMOVED;

test('the example is told in full, as one effect', () => {
  expect(allTold(before, after)).toEqual([
    'definition-version-removed warning data-at-risk apiextensions.k8s.io/CustomResourceDefinition//carts.shop.example spec.versions[v1alpha1]: shop.example/v1alpha1 is no longer served; none of these manifests is written in it',
  ]);
});

test('it is an error while manifests are written in it, and the same where it is served no longer', () => {
  const cart = '---\n{ apiVersion: shop.example/v1alpha1, kind: Cart, metadata: { name: it } }\n';
  const unserved = before.replace('v1alpha1, served: true', 'v1alpha1, served: false');
  expect(told(DEFINITION_VERSION_REMOVED, before + cart, unserved + cart)).toEqual([
    'error data-at-risk apiextensions.k8s.io/CustomResourceDefinition//carts.shop.example spec.versions[v1alpha1]: shop.example/v1alpha1 is no longer served; 1 object of these manifests is written in it',
  ]);
  const two = cart + cart.replace('name: it', 'name: other');
  expect(told(DEFINITION_VERSION_REMOVED, before + two, unserved + two)).toEqual([
    'error data-at-risk apiextensions.k8s.io/CustomResourceDefinition//carts.shop.example spec.versions[v1alpha1]: shop.example/v1alpha1 is no longer served; 2 objects of these manifests are written in it',
  ]);
});

test('one that is stored cannot go, and one that comes is no loss', () => {
  expect(allTold(definitionExample(['v1']), definitionExample(['v2'], 'v2')).map((line) => line.split(' ', 1)[0])).toEqual([
    'immutable-field',
  ]);
  expect(told(DEFINITION_VERSION_REMOVED, after, before)).toEqual([]);
});
