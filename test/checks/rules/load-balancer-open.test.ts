import { LOAD_BALANCER_OPEN } from '../../../lib/checks/rules/load-balancer-open';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(LOAD_BALANCER_OPEN, LOAD_BALANCER_OPEN.wrong)).toEqual([
    '/Service//storefront spec.type: got a LoadBalancer for everybody; wanted a load balancer with loadBalancerSourceRanges or an internal one; ClusterIP behind the edge otherwise. Fix: use ClusterIP and a route of the edge, or name who may come.',
  ]);
  expect(messagesOf(LOAD_BALANCER_OPEN, LOAD_BALANCER_OPEN.right)).toEqual([]);
});

test('an internal one is accepted', () => {
  const annotations = (text: string) =>
    edited(LOAD_BALANCER_OPEN.wrong, '{ name: storefront }', `{ name: storefront, annotations: { ${text} } }`);
  expect(messagesOf(LOAD_BALANCER_OPEN, annotations('networking.gke.io/load-balancer-type: Internal'))).toEqual([]);
  expect(messagesOf(LOAD_BALANCER_OPEN, annotations('networking.gke.io/load-balancer-type: External'))).toHaveLength(1);
  expect(messagesOf(LOAD_BALANCER_OPEN, annotations('constructor: Internal'))).toHaveLength(1);
});

test.each(['0.0.0.0/0', '::/0'])('the range %s is everybody', (range) => {
  expect(messagesOf(LOAD_BALANCER_OPEN, edited(LOAD_BALANCER_OPEN.right, '203.0.113.0/24', `203.0.113.0/24, "${range}"`))[0]).toContain(
    `spec.loadBalancerSourceRanges: got 203.0.113.0/24, ${range};`,
  );
});

test('other types have no load balancer', () => {
  expect(messagesOf(LOAD_BALANCER_OPEN, edited(LOAD_BALANCER_OPEN.wrong, 'LoadBalancer', 'ClusterIP'))).toEqual([]);
});
