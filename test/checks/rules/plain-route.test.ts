import { PLAIN_ROUTE } from '../../../lib/checks/rules/plain-route';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PLAIN_ROUTE, PLAIN_ROUTE.wrong)).toEqual([
    'gateway.networking.k8s.io/HTTPRoute//edge spec.rules[0]: got requests passed on from listener "http"; wanted a redirect at a listener for plain HTTP. Fix: attach the route to the HTTPS listener by sectionName, and a RequestRedirect to the other.',
  ]);
  expect(messagesOf(PLAIN_ROUTE, PLAIN_ROUTE.right)).toEqual([]);
});

test('a redirect is what a plain listener is for', () => {
  const redirect = '[{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]';
  expect(messagesOf(PLAIN_ROUTE, edited(PLAIN_ROUTE.wrong, '[{ backendRefs: [{ name: storefront, port: 80 }] }]', redirect))).toEqual([]);
});

test('a route without sectionName is attached to the plain listener beside the other', () => {
  const both = edited(PLAIN_ROUTE.right, '    - {', '    - { name: http, port: 80, protocol: HTTP }\n    - {');
  expect(messagesOf(PLAIN_ROUTE, both)).toHaveLength(1);
  expect(messagesOf(PLAIN_ROUTE, edited(both, 'parentRefs: [{ name: edge }]', 'parentRefs: [{ name: edge, sectionName: https }]'))).toEqual(
    [],
  );
  expect(messagesOf(PLAIN_ROUTE, edited(both, 'parentRefs: [{ name: edge }]', 'parentRefs: [{ name: edge, port: 443 }]'))).toEqual([]);
});

test('a Gateway that is not in the set is not judged', () => {
  expect(
    messagesOf(PLAIN_ROUTE, edited(PLAIN_ROUTE.wrong, 'parentRefs: [{ name: edge }]', 'parentRefs: [{ name: edge, namespace: other }]')),
  ).toEqual([]);
});
