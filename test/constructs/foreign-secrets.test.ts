import { App } from 'cdk8s';
import {
  CacheUse,
  ClusterProfile,
  SecretDelivery,
  Shop,
  ShopCache,
  ShopDatabase,
  ShopProfile,
  ShopQueue,
  ShopWebTier,
  ShopWorker,
} from '../../lib';
import { messageOf } from '../support/synthesis';

const BASE = { image: 'registry.example/web:1', port: 8080 };

/** Two shops of one app. */
function shops(delivery = SecretDelivery.FILE): { readonly here: Shop; readonly there: Shop } {
  const app = new App();
  const profile = ShopProfile.development().derive({ secretDelivery: delivery });
  return { here: new Shop(app, 'here', { profile }), there: new Shop(app, 'there', { profile }) };
}

test.each([SecretDelivery.FILE, SecretDelivery.ENV])(
  "another shop's database is refused, for its Secret cannot be read from here: by %s",
  (delivery) => {
    const { here, there } = shops(delivery);
    const orders = new ShopDatabase(there, 'orders-db');
    expect(messageOf(() => new ShopWebTier(here, 'web', { ...BASE, connections: [orders.query()] }))).toBe(
      'SHOP-G011 at here/web: got a connection to "orders-db", whose Secret "orders-db-credentials" is in the namespace "there"; wanted a Secret in the namespace "here". Fix: declare the target here with its class\'s external(…), by its full host name and with a Secret of this namespace.',
    );
    expect(here._graph.connections).toEqual([]);
  },
);

test('what needs no Secret may be in another shop', () => {
  const { here, there } = shops();
  const pages = new ShopCache(there, 'pages', { use: CacheUse.PAGE, authentication: false });
  const api = new ShopWebTier(there, 'api', BASE);
  const orders = new ShopDatabase(there, 'orders-db');
  const host = orders.query({ env: { DB_HOST: '{host}' } });
  expect(() => new ShopWebTier(here, 'web', { ...BASE, connections: [pages.readWrite(), api.call(), host] })).not.toThrow();
});

test('KEDA looks into a queue with the Secret that it finds beside the worker, so that one has to be here too', () => {
  const app = new App();
  const profile = ShopProfile.staging();
  const events = new ShopQueue(new Shop(app, 'there', { profile }), 'events');
  const consume = () => [events.consume({ env: { EVENTS_HOST: '{host}' } })];
  const worker = (name: string, kedaNamespace?: string) => () =>
    new ShopWorker(new Shop(app, name, { profile, cluster: ClusterProfile.of({ kedaNamespace }) }), 'mailer', {
      image: 'registry.example/mailer:1',
      connections: consume(),
    });
  expect(worker('without')).not.toThrow();
  expect(messageOf(worker('with', 'keda'))).toContain(
    'SHOP-G011 at with/mailer: got a connection to "events", whose Secret "events-credentials"',
  );
});
