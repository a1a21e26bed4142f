import { type App, Size } from 'cdk8s';
import {
  CacheUse,
  ClusterProfile,
  DatabaseEngine,
  EdgeClass,
  KubernetesVersion,
  Shop,
  ShopCache,
  ShopDatabase,
  ShopEdge,
  ShopJob,
  type ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopService,
  ShopWebTier,
  ShopWorker,
} from 'cdk8s-shop';

/** The shop: what it consists of, and who talks to whom. Replace the images by your own. */
export function makeShop(app: App, profile: ShopProfile): Shop {
  const shop = new Shop(app, 'shop', {
    profile,
    // What your cluster offers; a class of the Gateway API, External Secrets, KEDA and others are told here too.
    cluster: ClusterProfile.of({ kubernetes: KubernetesVersion.V1_34, edge: EdgeClass.ingress('haproxy') }),
  });

  // Development and staging make their passwords on the cluster; production names the Secrets that its operators keep.
  const login = (name: string) => (profile.name === 'production' ? ShopSecret.existing(name) : undefined);

  const ordersDb = new ShopDatabase(shop, 'orders-db', {
    engine: DatabaseEngine.postgres('17.6'),
    storage: Size.gibibytes(20),
    // Held against the pools of all its clients at full scale.
    maxConnections: 200,
    credentials: login('orders-db-login'),
  });
  const carts = new ShopCache(shop, 'carts', { use: CacheUse.CART, credentials: login('carts-login') });
  const events = new ShopQueue(shop, 'order-events', { credentials: login('order-events-login') });
  const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example', cidrs: ['203.0.113.0/24'] });

  new ShopJob(shop, 'migrate-orders', {
    image: 'registry.example/orders:1.0.0',
    command: ['/app/migrate'],
    connections: [ordersDb.query({ poolPerReplica: 1 })],
  });
  const orders = new ShopWebTier(shop, 'orders', {
    image: 'registry.example/orders:1.0.0',
    port: 8080,
    connections: [ordersDb.query({ poolPerReplica: 4 }), carts.readWrite(), events.publish(), payments.call()],
  });
  const storefront = new ShopWebTier(shop, 'storefront', {
    image: 'registry.example/storefront:1.0.0',
    port: 8080,
    connections: [orders.call()],
  });
  new ShopWorker(shop, 'fulfilment', {
    image: 'registry.example/fulfilment:1.0.0',
    // Where its probes ask; nobody else does.
    port: 8080,
    connections: [events.consume(), ordersDb.query({ poolPerReplica: 2 })],
  });
  new ShopEdge(shop, 'edge', {
    host: 'shop.example',
    routes: [
      { path: '/api', to: orders },
      { path: '/', to: storefront },
    ],
    tlsSecretName: 'edge-tls',
  });
  return shop;
}
