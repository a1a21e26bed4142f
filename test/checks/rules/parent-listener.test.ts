import { PARENT_LISTENER } from '../../../lib/checks/rules/parent-listener';
import { findingsOf, messagesOf } from '../../support/checked';

const edge = (parent: string, listeners = '[{ name: https, port: 443 }, { name: http, port: 80 }]') => `
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: web, namespace: shop }
spec: { parentRefs: [{ name: edge, ${parent} }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { listeners: ${listeners} }
`;
const found = (yaml: string) => findingsOf(PARENT_LISTENER, yaml).map(({ field, got }) => `${field} ${got}`);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PARENT_LISTENER, PARENT_LISTENER.wrong)).toEqual([
    'gateway.networking.k8s.io/HTTPRoute//storefront spec.parentRefs[0].sectionName: got "secure", where Gateway "edge" has https (443); wanted a listener of the Gateway. Fix: name a listener that the Gateway has, and its own port.',
  ]);
  expect(messagesOf(PARENT_LISTENER, PARENT_LISTENER.right)).toEqual([]);
});

test.each(['sectionName: http', 'port: 443', 'sectionName: https, port: 443', ''])('a route to {%s} finds its listener', (parent) => {
  expect(found(edge(parent))).toEqual([]);
});

test('a port that no listener has is told, and one that is another listener’s', () => {
  const had = 'where Gateway "edge" has https (443), http (80)';
  expect(found(edge('port: 8443'))).toEqual([`spec.parentRefs[0].port port 8443, ${had}`]);
  expect(found(edge('sectionName: https, port: 80'))).toEqual([`spec.parentRefs[0].sectionName "https" and port 80, ${had}`]);
});

test('a Gateway without listeners has none', () => {
  for (const listeners of ['[]', '5', '[5, null]'])
    expect(found(edge('sectionName: https', listeners))).toEqual(['spec.parentRefs[0].sectionName "https", where Gateway "edge" has none']);
});

test('the listeners of a Gateway that is elsewhere, or of another kind of parent, are not known', () => {
  expect(found(edge('sectionName: none, namespace: infra'))).toEqual([]);
  expect(found(edge('sectionName: none, kind: XListenerSet'))).toEqual([]);
});
