import { App } from 'cdk8s';
import { Shop, ShopProfile } from '../../lib';
import { messageOf } from '../support/synthesis';

const shopWith = (changes: Parameters<ShopProfile['derive']>[0]) => () =>
  new Shop(new App(), 'shop', { profile: ShopProfile.staging().derive(changes) });

test('every number of a profile that cannot be is told at once', () => {
  const changes = { minReplicas: 0, maxReplicas: 1.5, cpuRequestPercent: 101, quotaHeadroomPercent: -1 };
  const fault = (got: string) =>
    `SHOP-C005 at shop: got ${got}; wanted whole numbers: replicas from 1, cpuRequestPercent from 1 to 100, quotaHeadroomPercent from 0. Fix: correct the number in derive().`;
  expect(messageOf(shopWith(changes))).toBe(
    ['minReplicas 0', 'maxReplicas 1.5', 'cpuRequestPercent 101', 'quotaHeadroomPercent -1'].map(fault).join('\n'),
  );
});

test('more replicas at least than at most are refused', () => {
  expect(messageOf(shopWith({ minReplicas: 5 }))).toBe(
    'SHOP-C006 at shop: got minReplicas 5 above maxReplicas 4; wanted minReplicas of at most maxReplicas. Fix: raise maxReplicas, or lower minReplicas, in derive().',
  );
});

test('the bounds themselves are taken', () => {
  expect(shopWith({ minReplicas: 1, maxReplicas: 1, cpuRequestPercent: 1, quotaHeadroomPercent: 0 })).not.toThrow();
  expect(shopWith({ cpuRequestPercent: 100 })).not.toThrow();
});
