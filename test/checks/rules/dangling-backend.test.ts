import { DANGLING_BACKEND } from '../../../lib/checks/rules/dangling-backend';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const route = (ref: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: edge, namespace: shop }
spec: { rules: [{}, { backendRefs: [${ref}] }] }
---
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: shop }
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_BACKEND, DANGLING_BACKEND.wrong)).toEqual([
    'networking.k8s.io/Ingress/shop/edge spec.defaultBackend.service.name: got Service "store" in namespace "shop", which is not there; wanted a Service of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the Service, or correct its name.',
  ]);
  expect(messagesOf(DANGLING_BACKEND, DANGLING_BACKEND.right)).toEqual([]);
});

test('a route is told of at its own field, in the namespace that it names', () => {
  expect(messagesOf(DANGLING_BACKEND, route('{ name: storefront, port: 80 }'))).toEqual([]);
  expect(messagesOf(DANGLING_BACKEND, route('{ name: storefront, namespace: other, port: 80 }'))).toEqual([
    'gateway.networking.k8s.io/HTTPRoute/shop/edge spec.rules[1].backendRefs[0].name: got Service "storefront" in namespace "other", which is not there; wanted a Service of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the Service, or correct its name.',
  ]);
});

test('whoever names one absent Service several times is told once, another one again', () => {
  const told = messagesOf(DANGLING_BACKEND, route('{ name: a, port: 80 }, { name: a, port: 81 }, { name: b, port: 80 }'));
  expect(told.map((text) => text.slice(0, text.indexOf(':')))).toEqual([
    'gateway.networking.k8s.io/HTTPRoute/shop/edge spec.rules[1].backendRefs[0].name',
    'gateway.networking.k8s.io/HTTPRoute/shop/edge spec.rules[1].backendRefs[2].name',
  ]);
});

test('a backend that is no Service, or has no name, is none', () => {
  expect(
    messagesOf(DANGLING_BACKEND, route('{ name: pages, group: storage.example, kind: Bucket }, { port: 80 }, { name: 7 }, 7')),
  ).toEqual([]);
  expect(
    messagesOf(
      DANGLING_BACKEND,
      edited(DANGLING_BACKEND.wrong, 'service: { name: store, port: { number: 80 } }', 'resource: { kind: Bucket, name: pages }'),
    ),
  ).toEqual([]);
});

test('one that is said to be elsewhere, that an operator makes, or that every cluster has is there', () => {
  const told = (elsewhere: string) => messagesOf(DANGLING_BACKEND, DANGLING_BACKEND.wrong, { settings: { elsewhere: [elsewhere] } }).length;
  expect([told('/Service/shop/store'), told('/Service/*/sto*'), told('/Service/other/store'), told('/Secret/shop/store')]).toEqual([
    0, 0, 1, 1,
  ]);
  const cluster = '---\napiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: { name: store, namespace: shop }\n';
  expect(messagesOf(DANGLING_BACKEND, DANGLING_BACKEND.wrong + cluster)).toEqual([]);
  expect(messagesOf(DANGLING_BACKEND, route('{ name: kubernetes, namespace: default, port: 443 }'))).toEqual([]);
  expect(messagesOf(DANGLING_BACKEND, route('{ name: kubernetes, port: 443 }'))).toHaveLength(1);
});
