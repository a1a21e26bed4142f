import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { CacheUse, ShopCache, ShopEdge, ShopJob, ShopService, ShopWebTier } from '../../lib';
import { filePlaceOf, placeFile } from '../../lib/constructs/file-place';
import { testShop } from '../support/synthesis';

const image = 'registry.example/web:1';

test('a construct belongs to the file of its nearest scope that has one', () => {
  const chart = new Chart(new App(), 'chart');
  const place = { shop: 'shop', phase: 10, name: 'outer' };
  const inner = { shop: 'shop', phase: 30, name: 'inner' };
  const a = new Construct(chart, 'a');
  const b = new Construct(a, 'b');
  const c = new Construct(b, 'c');
  placeFile(a, place);
  placeFile(b, inner);
  expect(filePlaceOf(a)).toEqual(place);
  expect(filePlaceOf(b)).toEqual(inner);
  expect(filePlaceOf(c)).toEqual(inner);
});

test('outside of every shop there is no file', () => {
  expect(filePlaceOf(new Chart(new App(), 'chart'))).toBeUndefined();
});

test('each component has a file of its phase; what a user adds to the shop comes last', () => {
  const shop = testShop();
  const web = new ShopWebTier(shop, 'web', { image, port: 8080 });
  const placed = {
    foundation: filePlaceOf(shop.node.findChild('Foundation').node.findChild('DefaultDeny')),
    carts: filePlaceOf(new ShopCache(shop, 'carts', { use: CacheUse.CART })),
    migrate: filePlaceOf(new ShopJob(shop, 'migrate', { image })),
    web: filePlaceOf(web.node.findChild('Default')),
    edge: filePlaceOf(new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web }] })),
    own: filePlaceOf(new Construct(shop, 'own')),
  };
  expect(placed).toEqual({
    foundation: { shop: 'shop', phase: 0, name: 'shop' },
    carts: { shop: 'shop', phase: 10, name: 'carts' },
    migrate: { shop: 'shop', phase: 20, name: 'migrate' },
    web: { shop: 'shop', phase: 30, name: 'web' },
    edge: { shop: 'shop', phase: 40, name: 'edge' },
    own: { shop: 'shop', phase: 60, name: 'shop' },
  });
});

test('a component keeps its own file inside another construct of the shop', () => {
  const shop = testShop();
  const service = ShopService.external(new Construct(shop, 'team'), 'payments', { host: 'api.psp.example' });
  expect(filePlaceOf(service)).toEqual({ shop: 'shop', phase: 0, name: 'payments' });
});
