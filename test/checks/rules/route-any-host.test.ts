import { ROUTE_ANY_HOST } from '../../../lib/checks/rules/route-any-host';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ROUTE_ANY_HOST, ROUTE_ANY_HOST.wrong)).toEqual([
    'gateway.networking.k8s.io/HTTPRoute//edge spec.hostnames: got a route for every host; wanted hostnames that are named in full, at the route or at each of its listeners. Fix: name each host.',
  ]);
  expect(messagesOf(ROUTE_ANY_HOST, ROUTE_ANY_HOST.right)).toEqual([]);
});

test('a star is told at the route', () => {
  expect(
    messagesOf(ROUTE_ANY_HOST, edited(ROUTE_ANY_HOST.right, '  parentRefs', '  hostnames: ["*.shop.example"]\n  parentRefs'))[0],
  ).toContain('got *.shop.example;');
});

test('a star at the listener is every host of a domain', () => {
  expect(messagesOf(ROUTE_ANY_HOST, edited(ROUTE_ANY_HOST.right, 'hostname: shop.example', 'hostname: "*.shop.example"'))).toHaveLength(1);
});

test('a Gateway that is not in the set may name the hosts', () => {
  expect(
    messagesOf(ROUTE_ANY_HOST, edited(ROUTE_ANY_HOST.wrong, 'parentRefs: [{ name: edge }]', 'parentRefs: [{ name: shared }]')),
  ).toEqual([]);
});
