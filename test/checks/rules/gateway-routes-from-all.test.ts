import { GATEWAY_ROUTES_FROM_ALL } from '../../../lib/checks/rules/gateway-routes-from-all';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(GATEWAY_ROUTES_FROM_ALL, GATEWAY_ROUTES_FROM_ALL.wrong)).toEqual([
    'gateway.networking.k8s.io/Gateway//edge spec.listeners[0].allowedRoutes.namespaces.from: got All; wanted routes of the same namespace, or of selected ones. Fix: set from to Same, or to Selector.',
  ]);
  expect(messagesOf(GATEWAY_ROUTES_FROM_ALL, GATEWAY_ROUTES_FROM_ALL.right)).toEqual([]);
});

test.each(['Same', 'Selector'])('from %s is accepted', (from) => {
  expect(messagesOf(GATEWAY_ROUTES_FROM_ALL, edited(GATEWAY_ROUTES_FROM_ALL.wrong, 'from: All', `from: ${from}`))).toEqual([]);
});
