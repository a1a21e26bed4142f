import { STATEFUL_SET_SERVICE } from '../../../lib/checks/rules/stateful-set-service';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const REST =
  'wanted a headless Service of the manifests (`clusterIP: None`). Fix: add a headless Service and name it in serviceName, which cannot be changed later.';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(STATEFUL_SET_SERVICE, STATEFUL_SET_SERVICE.wrong)).toEqual([
    `apps/StatefulSet/shop/orders-db spec.serviceName: got Service "orders-db", which has an address; ${REST}`,
  ]);
  expect(messagesOf(STATEFUL_SET_SERVICE, STATEFUL_SET_SERVICE.right)).toEqual([]);
});

const set = (spec: string) => edited(STATEFUL_SET_SERVICE.right, 'serviceName: orders-db, replicas: 3', spec);

test('a Service that is not there is told of', () => {
  expect(messagesOf(STATEFUL_SET_SERVICE, set('serviceName: orders, replicas: 3'))).toEqual([
    `apps/StatefulSet/shop/orders-db spec.serviceName: got Service "orders", which is not there; ${REST}`,
  ]);
  const moved = edited(
    STATEFUL_SET_SERVICE.right,
    'Service\nmetadata: { name: orders-db, namespace: shop }',
    'Service\nmetadata: { name: orders-db, namespace: other }',
  );
  expect(messagesOf(STATEFUL_SET_SERVICE, moved)).toHaveLength(1);
});

test('a single pod has nobody to find, so an address is only worth a look', () => {
  const severities = (replicas: string) =>
    findingsOf(STATEFUL_SET_SERVICE, edited(STATEFUL_SET_SERVICE.wrong, ', replicas: 3', replicas)).map(({ severity }) => severity);
  expect([severities(''), severities(', replicas: 1'), severities(', replicas: 2')]).toEqual([['note'], ['note'], ['warning']]);
  expect(findingsOf(STATEFUL_SET_SERVICE, set('serviceName: orders')).map(({ severity }) => severity)).toEqual(['warning']);
});

test('one that is said to be elsewhere, or that an operator makes, is there', () => {
  const absent = set('serviceName: events-nodes');
  expect(messagesOf(STATEFUL_SET_SERVICE, absent, { settings: { elsewhere: ['/Service/shop/events-nodes'] } })).toEqual([]);
  const cluster = '---\n{ apiVersion: rabbitmq.com/v1beta1, kind: RabbitmqCluster, metadata: { name: events, namespace: shop } }';
  expect(messagesOf(STATEFUL_SET_SERVICE, absent + cluster)).toEqual([]);
});

test.each(['replicas: 3', 'serviceName: ""', 'serviceName: null', 'serviceName: 7'])('a set with %s names none', (spec) => {
  expect(messagesOf(STATEFUL_SET_SERVICE, set(spec))).toEqual([]);
});
