import { REFERENCE_GRANT } from '../../../lib/checks/rules/reference-grant';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const found = (yaml: string, elsewhere: string[] = []) =>
  findingsOf(REFERENCE_GRANT, yaml, { settings: { elsewhere } }).map(({ object, field, got }) => `${object} ${field} ${got}`);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFERENCE_GRANT, REFERENCE_GRANT.wrong)).toEqual([
    'gateway.networking.k8s.io/HTTPRoute/edge/storefront spec.rules[0].backendRefs[0].name: got Service "storefront" in namespace "shop", and no grant for it; wanted a ReferenceGrant in the namespace that is referred to, or a mention of one in the setting `elsewhere`. Fix: add the grant beside what is referred to, for this kind and namespace alone.',
  ]);
  expect(messagesOf(REFERENCE_GRANT, REFERENCE_GRANT.right)).toEqual([]);
});

test.each([
  ['another kind of route', 'kind: HTTPRoute, namespace: edge }]\n', 'kind: GRPCRoute, namespace: edge }]\n'],
  ['another namespace', 'kind: HTTPRoute, namespace: edge }', 'kind: HTTPRoute, namespace: other }'],
  ['another group', 'from: [{ group: gateway.networking.k8s.io', 'from: [{ group: other.example'],
  ['another name', "to: [{ group: '', kind: Service }]", "to: [{ group: '', kind: Service, name: other }]"],
  ['nobody', "to: [{ group: '', kind: Service }]", 'to: 5'],
  [
    'a grant in the namespace of the route',
    'metadata: { name: from-edge, namespace: shop }',
    'metadata: { name: from-edge, namespace: edge }',
  ],
])('a grant for %s does not count', (_, before, after) => {
  expect(found(edited(REFERENCE_GRANT.right, before, after))).toHaveLength(1);
});

test('a grant for the very name counts', () => {
  expect(found(edited(REFERENCE_GRANT.right, 'kind: Service }]', 'kind: Service, name: storefront }]'))).toEqual([]);
});

test('the certificate of a Gateway needs one too', () => {
  const yaml = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: edge }
spec: { listeners: [{ tls: { certificateRefs: [{ name: own }, { name: theirs, namespace: shop }, { namespace: shop }, { group: acme.example, name: x, namespace: shop }, 5] } }] }
---
apiVersion: v1
kind: Secret
metadata: { name: theirs, namespace: shop }
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: certificates, namespace: shop }
spec: { from: [{ group: gateway.networking.k8s.io, kind: Gateway, namespace: edge }], to: [{ kind: Secret }] }
`;
  expect(found(yaml)).toEqual([]);
  expect(found(edited(yaml, 'to: [{ kind: Secret }]', 'to: []'))).toEqual([
    'gateway.networking.k8s.io/Gateway/edge/edge spec.listeners[0].tls.certificateRefs[1].name Secret "theirs" in namespace "shop", and no grant for it',
  ]);
});

test('a namespace of which the manifests have nothing has its grants elsewhere', () => {
  const [route = ''] = REFERENCE_GRANT.wrong.split('---');
  expect(found(route)).toEqual([]);
});

test('a grant that is said to be elsewhere counts for its namespace', () => {
  expect(found(REFERENCE_GRANT.wrong, ['gateway.networking.k8s.io/ReferenceGrant/shop/*'])).toEqual([]);
  expect(found(REFERENCE_GRANT.wrong, ['gateway.networking.k8s.io/ReferenceGrant/other/*'])).toHaveLength(1);
});

test('within a namespace nobody grants anything', () => {
  expect(found(REFERENCE_GRANT.wrong.replaceAll('namespace: edge', 'namespace: shop'))).toEqual([]);
});
