import { trafficExample } from '../../../lib/review/doors/traffic-example';
import { SERVICE_REMOVED } from '../../../lib/review/rules/service-removed';
import { effectsBy, told } from '../../support/reviewed';

const { before, after } = SERVICE_REMOVED;

test('the example is told in full', () => {
  expect(told(SERVICE_REMOVED, before, after)).toEqual([
    'error door-closed /Service/shop/orders: goes, behind which orders answered; storefront still names it',
  ]);
});

test('one that nobody names is a warning', () => {
  expect(told(SERVICE_REMOVED, before, after.replace('http://orders:80', 'http://others:80'))).toEqual([
    'warning door-closed /Service/shop/orders: goes, behind which orders answered; nobody of these manifests names it',
  ]);
});

test('one that answered nobody, and that several name', () => {
  const nobody = before.replace('selector: { app: orders }', 'selector: { app: others }');
  const [first, ...rest] = after.split('---\n');
  const named = rest.map((text) => text.replaceAll('storefront', 'search')).filter((text) => text.includes('search'));
  expect(told(SERVICE_REMOVED, [nobody, ...named].join('---\n'), [first, ...rest, ...named].join('---\n'))).toEqual([
    'error door-closed /Service/shop/orders: goes; storefront and search still name it',
  ]);
});

test('one with another name is named by its old one', () => {
  const labelled = (name: string): string =>
    trafficExample().replace(
      '{ name: orders, namespace: shop }',
      `{ name: ${name}, namespace: shop, labels: { app.kubernetes.io/name: orders } }`,
    );
  expect(told(SERVICE_REMOVED, labelled('orders'), labelled('order-service'))).toEqual([
    'error door-closed /Service/shop/order-service: takes the place of Service orders, behind which orders answered; storefront still names orders',
  ]);
});

test('one that goes with everybody behind it, and that nobody names, is a note without anything to do', () => {
  const [service, ...pods] = before.split('---\n');
  const alone = [service, ...pods.filter((text) => text.includes('app: orders'))].join('---\n');
  expect(told(SERVICE_REMOVED, alone, '')).toEqual([
    'note door-closed /Service/shop/orders: goes, behind which orders answered and goes too; nobody of these manifests names it',
  ]);
  expect(effectsBy(SERVICE_REMOVED, alone, '')[0]?.recipe).toEqual([]);
  // Somebody still asks for it.
  const [named] = pods.filter((text) => text.includes('storefront'));
  expect(told(SERVICE_REMOVED, before, `${named}`)[0]).toMatch(/^error/);
});
