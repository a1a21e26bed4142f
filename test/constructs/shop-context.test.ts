import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Shop, ShopWebTier } from '../../lib';
import { shopAt, shopOf } from '../../lib/constructs/shop-context';
import { messageOf, testShop } from '../support/synthesis';

test('a component finds its shop however deep it stands', () => {
  const shop = testShop();
  const deep = new Construct(new Construct(shop, 'team'), 'squad');
  expect(shopOf(deep, 'web').graph).toBe(shop._graph);
  expect(shopOf(shop, 'web').namespace).toBe('shop');
});

test('the nearest shop is the one', () => {
  const outer = testShop();
  const inner = new Shop(outer, 'inner');
  expect(shopOf(new Construct(inner, 'team'), 'web').name).toBe('inner');
});

test('only a shop is one itself', () => {
  const shop = testShop();
  expect(shopAt(shop)?.name).toBe('shop');
  expect(shopAt(new Construct(shop, 'team'))).toBeUndefined();
});

test('the context is no visible property, so that nothing serialises it', () => {
  expect(Object.keys(testShop()).filter((key) => key.includes('ShopContext'))).toEqual([]);
});

test('a component outside of a shop is refused, with its path', () => {
  const text =
    'got a component outside of a Shop; wanted a Shop among the scopes of the component. Fix: create it with the shop, or a construct inside it, as its scope.';
  const props = { image: 'registry.example/web:1', port: 8080 };
  expect(messageOf(() => new ShopWebTier(new Chart(new App(), 'chart'), 'web', props))).toBe(`SHOP-G003 at chart/web: ${text}`);
  expect(messageOf(() => new ShopWebTier(new App(), 'web', props))).toBe(`SHOP-G003 at web: ${text}`);
});
