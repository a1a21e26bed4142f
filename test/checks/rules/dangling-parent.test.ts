import { DANGLING_PARENT } from '../../../lib/checks/rules/dangling-parent';
import { findingsOf, messagesOf } from '../../support/checked';

const GATEWAY = '---\napiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: edge, namespace: shop }\n';
const route = (parents: string, kind = 'HTTPRoute') =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: { name: web, namespace: shop }\nspec: { parentRefs: ${parents} }\n`;
const found = (yaml: string, elsewhere: string[] = []) =>
  findingsOf(DANGLING_PARENT, yaml, { settings: { elsewhere } }).map(({ field, got }) => `${field} ${got}`);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_PARENT, DANGLING_PARENT.wrong)).toEqual([
    'gateway.networking.k8s.io/HTTPRoute//storefront spec.parentRefs[0].name: got Gateway "egde" in namespace "default", which is not there; wanted a Gateway of the manifests, or a mention of it in the setting `elsewhere`. Fix: correct the name or the namespace in parentRefs, or name the Gateway in `elsewhere`.',
  ]);
  expect(messagesOf(DANGLING_PARENT, DANGLING_PARENT.right)).toEqual([]);
});

test.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('%s has to be attached to what is there', (kind) => {
  expect(found(route('[{ name: edge }, { name: other }]', kind) + GATEWAY)).toEqual([
    'spec.parentRefs[1].name Gateway "other" in namespace "shop", which is not there',
  ]);
});

test('the namespace of the parent counts', () => {
  const yaml = route('[{ name: edge, namespace: infra }]') + GATEWAY;
  expect(found(yaml)).toEqual(['spec.parentRefs[0].name Gateway "edge" in namespace "infra", which is not there']);
  expect(found(yaml, ['gateway.networking.k8s.io/Gateway/infra/*'])).toEqual([]);
});

test('where the manifests bring no Gateway, it is the cluster’s', () => {
  expect(found(route('[{ name: other }]'))).toEqual([]);
});

test('a parent of another kind is left to others, and what is no parent is none', () => {
  const parents = "[{ group: '', kind: Service, name: web }, { kind: XListenerSet, name: more }, {}, { name: 5 }, 5]";
  expect(found(route(parents) + GATEWAY)).toEqual([]);
  expect(found(route('5') + GATEWAY)).toEqual([]);
});
