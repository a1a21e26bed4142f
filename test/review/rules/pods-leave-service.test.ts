import { trafficExample } from '../../../lib/review/doors/traffic-example';
import { PODS_LEAVE_SERVICE } from '../../../lib/review/rules/pods-leave-service';
import { told } from '../../support/reviewed';

const { before, after } = PODS_LEAVE_SERVICE;

test('the example is told in full', () => {
  expect(told(PODS_LEAVE_SERVICE, before, after)).toEqual([
    'error door-closed apps/Deployment/shop/orders spec.template.metadata.labels.tier: leaves Service orders without any pod of these manifests',
  ]);
});

test('a workload that goes leaves its Service too, one of several leaves the others', () => {
  const [service = '', orders = '', storefront = ''] = trafficExample().split('---\n');
  const set = (...parts: string[]): string => parts.join('---\n');
  expect(told(PODS_LEAVE_SERVICE, set(service, orders, storefront), set(service, storefront))).toEqual([
    'error door-closed apps/Deployment/shop/orders: leaves Service orders without any pod of these manifests',
  ]);
  const second = orders.replace('{ name: orders,', '{ name: orders-canary,');
  expect(told(PODS_LEAVE_SERVICE, set(service, orders, second), set(service, orders))).toEqual([
    'warning door-closed apps/Deployment/shop/orders-canary: is no longer behind Service orders',
  ]);
  expect(told(PODS_LEAVE_SERVICE, set(service, orders, storefront), set(orders, storefront))).toEqual([]);
  expect(told(PODS_LEAVE_SERVICE, set(service, orders), set(service, orders.replace('1.2.0', '1.3.0')))).toEqual([]);
});

test('a selector that changes with the labels is told of the Service', () => {
  expect(told(PODS_LEAVE_SERVICE, before, trafficExample({ selector: '{ app: orders, track: a }' }))).toEqual([]);
});
