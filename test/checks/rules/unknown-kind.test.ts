import { UNKNOWN_KIND } from '../../../lib/checks/rules/unknown-kind';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { messagesOf } from '../../support/checked';

const object = (apiVersion: string, kind: string) => `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(UNKNOWN_KIND, UNKNOWN_KIND.wrong)).toEqual([
    '/CronJob//reports kind: got CronJob of v1; wanted a kind that Kubernetes 1.34 serves. Fix: write apiVersion: batch/v1.',
  ]);
  expect(messagesOf(UNKNOWN_KIND, UNKNOWN_KIND.right)).toEqual([]);
});

test('kinds that other versions serve are told of by other rules, and once only', () => {
  const policy = object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy');
  expect(messagesOf(UNKNOWN_KIND, policy, { kubernetes: KubernetesVersion.V1_29 })).toEqual([]);
  expect(messagesOf(UNKNOWN_KIND, object('flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema'))).toEqual([]);
});

test('a misspelt kind is told what was meant', () => {
  expect(messagesOf(UNKNOWN_KIND, object('apps/v1', 'deployment'))).toEqual([
    'apps/deployment//it kind: got deployment of apps/v1; wanted a kind that Kubernetes 1.34 serves. Fix: write kind: Deployment.',
  ]);
});

test.each([
  ['v2', 'Pod'],
  ['shop/v1', 'Shop'],
  ['networking.k8s.io/v1', 'Shop'],
  ['v1', 'constructor'],
  ['__proto__', 'Pod'],
  ['Shop.Example/v1', 'Shop'],
  ['shop.example/1', 'Shop'],
  ['"shop.example/v1/v2"', 'Shop'],
  ['"shop.example \\n/v1"', 'Shop'],
])('%s %s is refused', (apiVersion, kind) => {
  expect(messagesOf(UNKNOWN_KIND, object(apiVersion, kind))).toHaveLength(1);
});

test.each([
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['shop.example/v1', 'Shop'],
])('%s %s, a custom resource without its definition, is left alone', (apiVersion, kind) => {
  expect(messagesOf(UNKNOWN_KIND, object(apiVersion, kind))).toEqual([]);
});

test('a version of a custom resource that its definition does not serve is refused', () => {
  const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: shops.shop.example }
spec:
  group: shop.example
  scope: Namespaced
  names: { kind: Shop, plural: shops }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
    - { name: v1beta1, served: false, storage: false, schema: { openAPIV3Schema: { type: object } } }
---
`;
  expect(messagesOf(UNKNOWN_KIND, definition + object('shop.example/v1', 'Shop'))).toEqual([]);
  expect(messagesOf(UNKNOWN_KIND, definition + object('shop.example/v1beta1', 'Shop'))).toEqual([
    'shop.example/Shop//it kind: got Shop of shop.example/v1beta1; wanted a version that the CustomResourceDefinition serves. Fix: write the apiVersion and kind that the target version serves.',
  ]);
  expect(messagesOf(UNKNOWN_KIND, definition + object('shop.example/v2', 'Shop'))).toEqual([
    'shop.example/Shop//it kind: got Shop of shop.example/v2; wanted a version that the CustomResourceDefinition serves. Fix: write the apiVersion and kind that the target version serves.',
  ]);
  expect(messagesOf(UNKNOWN_KIND, definition + object('shop.example/v2', 'Store'))).toEqual([]);
});
