import { CacheUse, ShopCache, ShopDatabase, ShopService, ShopWebTier } from '../../lib';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { graphJson } from '../../lib/writers/graph-json';
import { testShop } from '../support/synthesis';

test('tells components and connections, and nothing of secrets', () => {
  const shop = testShop();
  const db = new ShopDatabase(shop, 'orders-db');
  const carts = new ShopCache(shop, 'carts', { use: CacheUse.CART });
  const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example', cidrs: ['203.0.113.0/24'] });
  new ShopWebTier(shop, 'web', {
    image: 'registry.example/web:1',
    port: 8080,
    metrics: { port: 9090 },
    paymentZone: true,
    connections: [db.query({ poolPerReplica: 4 }), carts.readWrite(), payments.call()],
  });
  const view = {
    name: 'shop',
    namespace: 'shop',
    profile: shop.profile._data,
    cluster: shop.cluster._data,
    graph: shop._graph,
    manifests: new ManifestSet([]),
    files: new Map(),
  };
  const text = graphJson(view);
  expect(text).not.toMatch(/login|password|secret/i);
  const graph = JSON.parse(text);
  expect({ ...graph, components: undefined, connections: undefined }).toEqual({
    format: 1,
    shop: 'shop',
    namespace: 'shop',
    profile: 'development',
  });
  expect(graph.connections.filter((c: { from: string }) => c.from === 'web')).toEqual([
    { from: 'web', to: 'carts', intent: 'readWrite', port: 6379, scheme: 'redis' },
    { from: 'web', to: 'orders-db', intent: 'query', port: 5432, scheme: 'postgresql', poolPerReplica: 4 },
    { from: 'web', to: 'payments', intent: 'call', port: 443, scheme: 'https' },
  ]);
  const component = (name: string) => graph.components.find((c: { name: string }) => c.name === name);
  expect(component('web')).toEqual({
    name: 'web',
    role: 'web',
    namespace: 'shop',
    phase: 30,
    host: 'web',
    outside: false,
    paymentZone: true,
    endpoints: [{ name: 'http', port: 8080, targetPort: 8080, scheme: 'http', transport: 'TCP' }],
    metrics: { port: 9090, path: '/metrics' },
  });
  expect(component('payments')).toMatchObject({ role: 'service', outside: true, host: 'api.psp.example' });
});
