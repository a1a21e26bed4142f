import { deploymentExample } from '../../../lib/review/rollouts/rollout-examples';
import { INVALID_OBJECT } from '../../../lib/review/rules/invalid-object';
import { allTold, effectsBy, told } from '../../support/reviewed';

test('the example is told in full, as one effect', () => {
  const [effect] = effectsBy(INVALID_OBJECT, INVALID_OBJECT.before, INVALID_OBJECT.after);
  expect(effect?.recipe).toEqual(['set maxSurge to 25%']);
  expect(allTold(INVALID_OBJECT.before, INVALID_OBJECT.after)).toEqual([
    'invalid-object error refused apps/Deployment/shop/storefront spec.strategy.rollingUpdate: is refused: spec.strategy.rollingUpdate is maxSurge 0 and maxUnavailable 0, where a maxSurge or a maxUnavailable above 0 is wanted',
  ]);
});

test('several faults of one object are one effect, and those that were there are none', () => {
  const wrong = deploymentExample({ more: '  replica: 2\n' }).replace('minReadySeconds: 10', 'minReadySeconds: ten');
  expect(told(INVALID_OBJECT, deploymentExample(), wrong)).toEqual([
    'error refused apps/Deployment/shop/storefront spec.minReadySeconds, spec.replica: is refused: spec.minReadySeconds is text, where a whole number is wanted, and 1 more',
  ]);
  expect(told(INVALID_OBJECT, '', wrong)).toHaveLength(1);
  expect(told(INVALID_OBJECT, wrong, wrong.replace('2.4.1', '2.5.0'))).toEqual([]);
});

test('what is merely unwise, or not served at all, is none of its business', () => {
  expect(told(INVALID_OBJECT, '', deploymentExample())).toEqual([]);
  expect(told(INVALID_OBJECT, '', '{ apiVersion: apps/v1beta1, kind: Deployment, metadata: { name: A_B } }')).toEqual([]);
});

/** A definition of carts, by what it says of their spec. */
const definitionOf = (properties: string, served = 'true') => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: carts.shop.example }
spec:
  group: shop.example
  scope: Namespaced
  names: { kind: Cart, plural: carts }
  versions:
    - { name: v1, served: ${served}, storage: true, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, ${properties} } } } } }
---
`;

test('a custom resource is judged by its definition, whether that changes or not', () => {
  const definition = definitionOf('properties: { size: { type: integer } }');
  const cart = (size: string): string => `{ apiVersion: shop.example/v1, kind: Cart, metadata: { name: it }, spec: { size: ${size} } }`;
  expect(told(INVALID_OBJECT, definition + cart('1'), definition + cart('big'))).toEqual([
    'error refused shop.example/Cart//it spec.size: is refused: spec.size is text, where a whole number is wanted',
  ]);
  expect(told(INVALID_OBJECT, cart('1'), cart('big'))).toEqual([]);
});

test('a definition that changes is told where it refuses an object as it is, and not where the object may stay', () => {
  const cart = (spec: string) => `{ apiVersion: shop.example/v1, kind: Cart, metadata: { name: it }, spec: { ${spec} } }`;
  const old = definitionOf('properties: { size: { type: integer }, by: { type: string } }');
  const after = (properties: string, spec = 'size: 1', served?: string) =>
    told(INVALID_OBJECT, old + cart('size: 1'), definitionOf(properties, served) + cart(spec));
  const as = '; it is as it was, but its CustomResourceDefinition is not';
  expect(after('properties: { by: { type: string } }')).toEqual([
    `error refused shop.example/Cart//it spec.size: is refused: spec.size is an unknown field, where a field of the CustomResourceDefinition is wanted${as}`,
  ]);
  expect(after('properties: { size: { type: string } }')).toEqual([
    `error refused shop.example/Cart//it spec.size: is refused: spec.size is a whole number, where text is wanted${as}`,
  ]);
  expect(after('properties: { size: { type: integer } }', 'size: 1', 'false')).toEqual([
    `error refused shop.example/Cart//it kind: is refused: kind is Cart of shop.example/v1, where a version that the CustomResourceDefinition serves is wanted${as}`,
  ]);
  // A value that is no longer taken may stay, and so may an object without a field that is required now.
  const narrowed = 'properties: { size: { type: integer, minimum: 2 }, by: { type: string } }';
  expect(after(narrowed)).toEqual([]);
  expect(after(narrowed, 'size: 1, by: anna')).toEqual([]);
  expect(after(narrowed, 'size: 0')).toHaveLength(1);
  const required = 'required: [by], properties: { size: { type: integer }, by: { type: string } }';
  expect(after(required)).toEqual([]);
  expect(after(required, 'size: 2')).toEqual([
    'error refused shop.example/Cart//it spec.by: is refused: spec.by is nothing, where text: the CustomResourceDefinition requires it is wanted',
  ]);
});
