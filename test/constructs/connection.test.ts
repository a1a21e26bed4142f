import {
  CacheUse,
  type CallOptions,
  type Connection,
  type ConnectionOptions,
  type ConsumeOptions,
  PortProtocol,
  type QueryOptions,
  type Shop,
  ShopCache,
  ShopDatabase,
  ShopQueue,
  ShopSecret,
  ShopWebTier,
  ShopWorker,
} from '../../lib';
import { Seen } from '../support/prop-cases';
import { type AnyManifest, manifest, testShop, testShopOn } from '../support/synthesis';

const BASE = { image: 'registry.example/it:1', port: 8080 };
const LOGIN = { username: 'u', credentials: ShopSecret.existing('login') };

/** Environment of a client with the one connection. */
function envOf(connect: (shop: Shop) => Connection): Record<string, string> {
  const shop = testShop();
  new ShopWebTier(shop, 'it', { ...BASE, connections: [connect(shop)] });
  const vars = new Seen(shop).main.env.map((v: AnyManifest) => [v.name, v.value ?? JSON.stringify(v.valueFrom)]);
  return Object.fromEntries(vars);
}

const PATH = '{"configMapKeyRef":{"key":"login.0","name":"it-paths"}}';

test('a database gives its name, login and address, and the size of the pool that is counted', () => {
  const db = (shop: Shop) => ShopDatabase.external(shop, 'orders-db', { host: 'db.example', database: 'orders', ...LOGIN });
  const options: Required<Pick<QueryOptions, 'poolPerReplica' | 'envPrefix'>> = { poolPerReplica: 8, envPrefix: 'PG' };
  expect(envOf((shop) => db(shop).query(options))).toEqual({
    PG_DATABASE: 'orders',
    PG_HOST: 'db.example',
    PG_PASSWORD_FILE: PATH,
    PG_POOL_SIZE: '8',
    PG_PORT: '5432',
    PG_URI: 'postgresql://u@db.example:5432/orders',
    PG_USERNAME: 'u',
  });
  const env = { JDBC_URL: 'jdbc:postgresql://{host}:{port}/{database}?user={username}', PW_FILE: '{passwordFile}' };
  // With names of the client's own, it is told nothing else.
  expect(envOf((shop) => db(shop).query({ env, poolPerReplica: 8 }))).toEqual({
    JDBC_URL: 'jdbc:postgresql://db.example:5432/orders?user=u',
    PW_FILE: PATH,
  });
});

test('a broker gives its virtual host, and a consumer its queue', () => {
  const broker = (shop: Shop) => ShopQueue.external(shop, 'events', { host: 'mq.example', vhost: 'shop', ...LOGIN });
  const shared = {
    EVENTS_HOST: 'mq.example',
    EVENTS_PASSWORD_FILE: PATH,
    EVENTS_PORT: '5672',
    EVENTS_URI: 'amqp://u@mq.example:5672/shop',
    EVENTS_USERNAME: 'u',
    EVENTS_VHOST: 'shop',
  };
  expect(envOf((shop) => broker(shop).publish())).toEqual(shared);
  expect(envOf((shop) => broker(shop).consume())).toEqual({ ...shared, EVENTS_QUEUE: 'events' });
  const options: Required<Omit<ConsumeOptions, 'envPrefix'>> = { queue: 'mails', backlogPerReplica: 5, env: { Q: '{vhost}/{queue}' } };
  expect(envOf((shop) => broker(shop).consume(options))).toEqual({ Q: 'shop/mails' });
});

test('a cache gives its address, and a password where it has one', () => {
  const open = (shop: Shop) => ShopCache.external(shop, 'pages', { host: 'cache.example', port: 6380 });
  expect(envOf((shop) => open(shop).readWrite())).toEqual({
    PAGES_HOST: 'cache.example',
    PAGES_PORT: '6380',
    PAGES_URI: 'redis://cache.example:6380',
  });
  const options: ConnectionOptions = { env: { REDIS_ADDR: '{host}:{port}' } };
  expect(envOf((shop) => open(shop).readWrite(options))).toEqual({ REDIS_ADDR: 'cache.example:6380' });
  const locked = (shop: Shop) => new ShopCache(shop, 'carts', { use: CacheUse.CART, credentials: LOGIN.credentials });
  expect(envOf((shop) => locked(shop).readWrite())).toMatchObject({ CARTS_HOST: 'carts', CARTS_PASSWORD_FILE: PATH });
});

test('a call leads to the port that it names, and gRPC clients are told host and port without a scheme', () => {
  const api = (shop: Shop) =>
    new ShopWebTier(shop, 'api', {
      ...BASE,
      protocol: PortProtocol.GRPC,
      servicePort: 50051,
      extraPorts: [{ name: 'admin', port: 9000, servicePort: 90, protocol: PortProtocol.HTTP }],
    });
  expect(envOf((shop) => api(shop).call())).toEqual({ API_HOST: 'api', API_PORT: '50051', API_URI: 'api:50051' });
  const options: Required<Omit<CallOptions, 'env'>> = { port: 'admin', envPrefix: 'ADMIN' };
  expect(envOf((shop) => api(shop).call(options))).toEqual({ ADMIN_HOST: 'api', ADMIN_PORT: '90', ADMIN_URI: 'http://api:90' });
});

test('a connection knows the name of its target', () => {
  expect(new ShopWebTier(testShop(), 'api', BASE).call().targetName).toBe('api');
});

test('the backlog of a consumer is what its autoscaler aims at', () => {
  const shop = testShopOn({ kedaNamespace: 'keda' });
  const broker = ShopQueue.external(shop, 'events', { host: 'mq.example', ...LOGIN });
  new ShopWorker(shop, 'it', { image: BASE.image, scale: { min: 1, max: 3 }, connections: [broker.consume({ backlogPerReplica: 5 })] });
  expect(manifest(shop, 'ScaledObject', 'it').spec.triggers[0].metadata.value).toBe('5');
});

test('a publisher is told the queue that it is given, and none when its consumers take from the default one', () => {
  const queueOf = (options?: { queue: string }) => envOf((shop) => new ShopQueue(shop, 'events').publish(options)).EVENTS_QUEUE;
  expect(queueOf({ queue: 'welcome' })).toBe('welcome');
  expect(queueOf()).toBeUndefined();
});
