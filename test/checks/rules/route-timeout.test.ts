import { ROUTE_TIMEOUT } from '../../../lib/checks/rules/route-timeout';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ROUTE_TIMEOUT, ROUTE_TIMEOUT.wrong)).toEqual([
    'gateway.networking.k8s.io/HTTPRoute//edge spec.rules[0].timeouts.request: got none; wanted timeouts.request above 0s. Fix: set it to what the slowest page may take.',
  ]);
  expect(messagesOf(ROUTE_TIMEOUT, ROUTE_TIMEOUT.right)).toEqual([]);
});

test('0s means no end', () => {
  expect(messagesOf(ROUTE_TIMEOUT, edited(ROUTE_TIMEOUT.right, '30s', '0s'))[0]).toContain('got 0s, which means no end');
});

test('a redirect ends at once', () => {
  expect(
    messagesOf(
      ROUTE_TIMEOUT,
      edited(ROUTE_TIMEOUT.wrong, 'backendRefs: [{ name: storefront, port: 80 }]', 'filters: [{ type: RequestRedirect }]'),
    ),
  ).toEqual([]);
});
