import { EXTERNAL_IPS } from '../../../lib/checks/rules/external-ips';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(EXTERNAL_IPS, EXTERNAL_IPS.wrong)).toEqual([
    '/Service//storefront spec.externalIPs: got 203.0.113.10; wanted no externalIPs. Fix: use a route of the edge, or a load balancer.',
  ]);
  expect(messagesOf(EXTERNAL_IPS, EXTERNAL_IPS.right)).toEqual([]);
});

test('an empty list is none', () => {
  expect(messagesOf(EXTERNAL_IPS, edited(EXTERNAL_IPS.wrong, '[203.0.113.10]', '[]'))).toEqual([]);
});
