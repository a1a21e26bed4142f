import { trafficExample } from '../../../lib/review/doors/traffic-example';
import { SERVICE_SELECTS_OTHERS } from '../../../lib/review/rules/service-selects-others';
import { told } from '../../support/reviewed';

const { before, after } = SERVICE_SELECTS_OTHERS;

test('the example is told in full', () => {
  expect(told(SERVICE_SELECTS_OTHERS, before, after)).toEqual([
    'error door-closed /Service/shop/orders spec.selector.track: sends to no pod of these manifests any more, where orders answered',
  ]);
});

test('other pods, and the same ones by other labels', () => {
  expect(told(SERVICE_SELECTS_OTHERS, before, trafficExample({ selector: '{ app: storefront }' }))).toEqual([
    'warning door-closed /Service/shop/orders spec.selector.app: sends to storefront instead of orders',
  ]);
  const labels = '{ app: orders, tier: api }';
  expect(told(SERVICE_SELECTS_OTHERS, trafficExample({ labels }), trafficExample({ labels, selector: '{ tier: api }' }))).toEqual([
    'note no-restart /Service/shop/orders spec.selector.app, spec.selector.tier: selects the same pods as before: orders',
  ]);
  expect(told(SERVICE_SELECTS_OTHERS, after, before)).toEqual([
    'warning door-closed /Service/shop/orders spec.selector.track: sends to orders instead of nobody',
  ]);
});
