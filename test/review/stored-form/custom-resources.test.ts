import { manifestOf } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { review } from '../../../lib/review/review';

type Body = Parameters<typeof manifestOf>[0];

const definition = (weight: unknown, { group = 'shop.example', kind = 'Cart' } = {}): Body => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.${group}` },
  spec: {
    group,
    names: { kind, plural: `${kind.toLowerCase()}s` },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { properties: { spec: { properties: { weight: { default: weight } } } } } },
      },
    ],
  } as Body['spec'],
});
const cart = (spec: Body, apiVersion = 'shop.example/v1'): Body => ({
  apiVersion,
  kind: 'Cart',
  metadata: { name: 'a', namespace: 'shop' },
  spec,
});
const end = (bodies: readonly Body[]) => ({ name: 'x', manifests: new ManifestSet(bodies.map((body) => manifestOf(body))) });
const carts = (before: readonly Body[], after: readonly Body[], given: readonly Body[] = []): string[] =>
  review(end(before), end(after), { definitions: end(given).manifests })
    .changes.filter(({ object }) => object.includes('/Cart/'))
    .map(({ kind }) => kind);

const stated = cart({ weight: 1 });
const unstated = cart({});

test('to state the default of the definition is no difference, wherever the definition is', () => {
  const crd = definition(1);
  expect(carts([crd, stated], [crd, unstated])).toEqual([]);
  expect(carts([crd, unstated], [crd, stated])).toEqual([]);
  expect(carts([stated], [crd, unstated])).toEqual([]);
  expect(carts([crd, stated], [unstated])).toEqual([]);
  expect(carts([stated], [unstated], [crd])).toEqual([]);
});

test('without a definition nothing is known, and another value is a difference', () => {
  expect(carts([stated], [unstated])).toEqual(['changed']);
  expect(carts([stated], [unstated], [definition(2)])).toEqual(['changed']);
  expect(carts([stated], [cart({ weight: 2 })], [definition(1)])).toEqual(['changed']);
});

test('the definition of the second end counts before that of the first, and both before a given one', () => {
  expect(carts([definition(2), stated], [definition(1), unstated], [definition(3)])).toEqual([]);
  expect(carts([definition(1), stated], [definition(2), unstated])).toEqual(['changed']);
  expect(carts([definition(1), stated], [unstated], [definition(2)])).toEqual([]);
});

test('of a field that is never stated the server keeps what it has stored, whatever a new definition says', () => {
  expect(carts([definition(1), unstated], [definition(2), unstated])).toEqual([]);
});

test('another version of the kind has its own schema', () => {
  const [old, fresh] = [cart({ weight: 1 }, 'shop.example/v2'), cart({}, 'shop.example/v2')];
  expect(carts([old], [fresh], [definition(1)])).toEqual(['changed']);
});

test('the API’s own kinds are not defined by anybody', () => {
  const crd = definition(['x'], { group: 'apps', kind: 'Deployment' });
  const deployment = (spec: Body): Body => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a', namespace: 'shop' },
    spec,
  });
  const { changes } = review(end([crd, deployment({ replicas: 1 })]), end([crd, deployment({})]));
  expect(changes).toEqual([]);
});
