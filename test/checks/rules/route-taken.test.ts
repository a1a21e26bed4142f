import { ROUTE_TAKEN } from '../../../lib/checks/rules/route-taken';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ROUTE_TAKEN, ROUTE_TAKEN.wrong)).toEqual([
    'networking.k8s.io/Ingress//old-edge spec.rules[0].http.paths[0]: got shop.example/, which networking.k8s.io/Ingress//edge has too; wanted one Ingress for each host and path. Fix: remove one of the two, or route another path.',
  ]);
  expect(messagesOf(ROUTE_TAKEN, ROUTE_TAKEN.right)).toEqual([]);
});

const other = (to: string, from = 'name: old-edge') => edited(ROUTE_TAKEN.wrong, from, to);

test('another path, another type of path and another class do not meet', () => {
  const second = ROUTE_TAKEN.wrong.slice(ROUTE_TAKEN.wrong.indexOf('---'));
  const first = ROUTE_TAKEN.wrong.slice(0, ROUTE_TAKEN.wrong.indexOf('---'));
  expect(messagesOf(ROUTE_TAKEN, first + edited(second, 'path: /', 'path: /carts'))).toEqual([]);
  expect(messagesOf(ROUTE_TAKEN, first + edited(second, 'Prefix', 'Exact'))).toEqual([]);
  expect(messagesOf(ROUTE_TAKEN, first + edited(second, 'spec:\n', 'spec:\n  ingressClassName: internal\n'))).toEqual([]);
});

test('two namespaces meet at one controller', () => {
  expect(messagesOf(ROUTE_TAKEN, other('name: edge, namespace: other'))[0]).toContain('networking.k8s.io/Ingress/other/edge');
});

test('a canary shares the route of the one that it is tried beside', () => {
  expect(messagesOf(ROUTE_TAKEN, other('name: canary, annotations: { nginx.ingress.kubernetes.io/canary: "true" }'))).toEqual([]);
});

test('an Ingress may not have a route twice itself', () => {
  const path = '{ path: /, pathType: Prefix, backend: { service: { name: storefront, port: { number: 80 } } } }';
  expect(messagesOf(ROUTE_TAKEN, edited(ROUTE_TAKEN.right, path, `${path}, ${path}`))).toHaveLength(1);
});
