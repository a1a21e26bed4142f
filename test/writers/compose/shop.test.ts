import { Size } from 'cdk8s';
import {
  CacheUse,
  DatabaseEngine,
  SecretDelivery,
  type Shop,
  ShopCache,
  type ShopCompose,
  ShopDatabase,
  ShopJob,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopService,
  ShopWebTier,
  ShopWorker,
} from '../../../lib';
import { type Composed, composed } from '../../support/composed';
import { messageOf, testShop } from '../../support/synthesis';

const IMAGE = 'registry.example/any:1.0';

function bookshop(shop: Shop): void {
  const db = new ShopDatabase(shop, 'orders-db', { engine: DatabaseEngine.postgres('17'), storage: Size.gibibytes(1), backup: {} });
  const carts = new ShopCache(shop, 'carts', { use: CacheUse.CART });
  const events = new ShopQueue(shop, 'events');
  const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example' });
  new ShopJob(shop, 'migrate', { image: IMAGE, connections: [db.query()] });
  const connections = [db.query(), carts.readWrite(), events.publish(), payments.call()];
  const orders = new ShopWebTier(shop, 'orders', {
    image: IMAGE,
    port: 8080,
    servicePort: 80,
    serviceName: 'orders-v1',
    connections,
    secrets: [{ secretName: 'psp', key: 'token', env: 'PSP_TOKEN' }],
  });
  new ShopWorker(shop, 'fulfilment', { image: IMAGE, connections: [events.consume(), orders.call()] });
  new ShopJob(shop, 'smoke', { image: IMAGE, connections: [orders.call()] });
}

const development = testShop();
bookshop(development);

function whole(options: ShopCompose = {}, shop = development): Composed {
  return composed(shop, options);
}

test('clients wait for what they connect to and for its migrations; a job that asks a service is no migration', () => {
  const { services } = whole().compose;
  const healthy = { condition: 'service_healthy' };
  const done = { condition: 'service_completed_successfully' };
  expect(services.migrate.depends_on).toEqual({ 'orders-db': healthy });
  expect(services.orders.depends_on).toEqual({ carts: healthy, events_health: healthy, migrate: done, 'orders-db': healthy });
  expect(services.fulfilment.depends_on).toEqual({ events_health: healthy, orders_health: healthy });
  expect(services.smoke.depends_on).toEqual({ orders_health: healthy });
  expect(services['orders-db-backup']).toMatchObject({ profiles: ['scheduled'], depends_on: { 'orders-db': healthy } });
});

test('a Service by another name than its pods is found by its name, on every network of its clients', () => {
  const { services } = whole().compose;
  expect(services.fulfilment.environment).toMatchObject({
    ORDERS_HOST: 'orders-v1',
    ORDERS_PORT: '8080',
    ORDERS_URI: 'http://orders-v1:8080',
  });
  expect(services.orders.networks).toMatchObject({
    'fulfilment.orders': { aliases: ['orders-v1'] },
    'smoke.orders': { aliases: ['orders-v1'] },
  });
  expect(services.orders.networks).toMatchObject({ orders_outside: {} });
});

test('jobs that make credentials do not run here; secrets are files, at the paths of the cluster', () => {
  const { compose, facts } = whole();
  expect(Object.keys(compose.services).filter((name) => name.includes('credentials'))).toEqual([]);
  expect(compose.services.orders.secrets).toContainEqual({
    source: 'orders-db-credentials..password',
    target: '/run/secrets/orders-db-credentials/password',
  });
  expect(compose.secrets['orders-db-credentials..password']).toEqual({ file: './secrets/orders-db-credentials/password' });
  expect(facts.secrets).toEqual([
    { path: 'carts-credentials/password', anyValue: true },
    { path: 'events-credentials/erlang-cookie', anyValue: true },
    { path: 'events-credentials/password', anyValue: true },
    { path: 'orders-db-credentials/password', anyValue: true },
    { path: 'psp/token', variable: 'SECRET_PSP_TOKEN', anyValue: false },
  ]);
});

test('secrets in the environment are variables of .env, alone and inside of a URI, also at the port that is moved', () => {
  const shop = testShop({ profile: ShopProfile.development().derive({ secretDelivery: SecretDelivery.ENV }) });
  bookshop(shop);
  const { compose } = whole({}, shop);
  const password = `\${SECRET_ORDERS_DB_CREDENTIALS_PASSWORD:?run cdk8s-shop up, or sh secrets.sh}`;
  expect(compose.services.orders.environment).toMatchObject({
    ORDERS_DB_PASSWORD: password,
    ORDERS_DB_URI: `postgresql://shop:${password}@orders-db:5432/shop`,
  });
  expect(compose.services.fulfilment.environment.ORDERS_URI).toBe('http://orders-v1:8080');
});

test('variables of two secrets with like names are two', () => {
  const shop = testShop();
  const secrets = ['a-b', 'a.b'].map((secretName, i) => ({ secretName, key: 'k', env: `V${i}` }));
  new ShopWorker(shop, 'any', { image: IMAGE, secrets });
  const [one, other] = composed(shop).facts.secrets.map(({ variable }) => variable);
  expect(one).toMatch(/^SECRET_A_B_K/);
  expect(other).toMatch(/^SECRET_A_B_K/);
  expect(one).not.toBe(other);
});

test('a Secret that the shop is given is any value where both its ends run here', () => {
  const shop = testShop();
  const db = new ShopDatabase(shop, 'db', {
    engine: DatabaseEngine.postgres('17'),
    storage: Size.gibibytes(1),
    credentials: ShopSecret.existing('mine'),
  });
  const outside = ShopDatabase.external(shop, 'old', {
    host: 'db.example',
    username: 'u',
    database: 'd',
    credentials: ShopSecret.existing('theirs'),
  });
  new ShopWorker(shop, 'any', { image: IMAGE, connections: [db.query(), outside.query()] });
  const { facts, files } = composed(shop);
  expect(facts.secrets.map(({ path, anyValue }) => `${path} ${anyValue}`)).toEqual(['mine/password true', 'theirs/password false']);
  expect(files.get('README.md')).toContain('| theirs/password |');
  expect(files.get('README.md')).toContain('| old | outside of this machine');
});

test('networks take their addresses from a range where one is named, or where Docker has not enough', () => {
  expect(whole().compose.networks['orders.carts']).toEqual({ internal: true });
  const named = whole({ networkRange: '10.213.7.9/23' }).compose.networks;
  const subnets = Object.keys(named)
    .sort()
    .map((name) => named[name].ipam.config[0].subnet);
  expect(subnets.slice(0, 2)).toEqual(['10.213.6.0/28', '10.213.6.16/28']);
  expect(new Set(subnets).size).toBe(subnets.length);
  const shop = testShop();
  const target = new ShopWebTier(shop, 'target', { image: IMAGE, port: 8080 });
  for (let i = 0; i < 24; i++) new ShopWorker(shop, `client-${i}`, { image: IMAGE, connections: [target.call()] });
  const many = composed(shop).compose.networks;
  expect(many['client-0.target']).toEqual({ internal: true, ipam: { config: [{ subnet: '198.18.0.0/28' }] } });
  expect(many.target_health.ipam.config[0].subnet).toBe('198.18.1.128/28');
});

test('the override publishes what clients dial, once each, and runs what somebody works on', () => {
  const development = {
    orders: {
      buildContext: '../../orders',
      mounts: { '/app/src': '../../src', '/a': './$b' },
      command: ['watch', '$1'],
      env: { DEBUG: '$x' },
    },
  };
  const { services, networks } = whole({ development }).override;
  expect(services.orders).toEqual({
    build: { context: '../../orders' },
    entrypoint: ['watch', '$$1'],
    command: [],
    environment: { DEBUG: '$$x' },
    volumes: [
      { type: 'bind', source: './$$b', target: '/a' },
      { type: 'bind', source: '../../src', target: '/app/src' },
    ],
    ports: ['127.0.0.1:8080:8080'],
    networks: { orders_localhost: {} },
  });
  expect(services['orders-db'].ports).toEqual(['127.0.0.1:5432:5432']);
  expect(services.events.ports).toEqual(['127.0.0.1:5672:5672']);
  expect(services.migrate).toBeUndefined();
  expect(networks.orders_localhost).toEqual({});
});

test('a port that is taken, or that root alone may open, is moved', () => {
  const shop = testShop();
  for (const name of ['a', 'b']) new ShopWebTier(shop, name, { image: IMAGE, port: 8080 });
  const capabilities = [{ name: 'NET_BIND_SERVICE', reason: 'it listens on 80 alone' }];
  new ShopWebTier(shop, 'c', { image: IMAGE, port: 80, capabilities });
  const { override } = composed(shop);
  expect(override.services.a.ports).toEqual(['127.0.0.1:8080:8080']);
  expect(override.services.b.ports).toEqual(['127.0.0.1:18000:8080']);
  expect(override.services.c.ports).toEqual(['127.0.0.1:18001:80']);
});

test('what is wrong with the options is told at once, and nothing is written', () => {
  const development = { nobody: {}, orders: { mounts: { src: '.' } } };
  expect(messageOf(() => whole({ edgePort: 65_536, networkRange: '10.0.0.0/30', development }))).toBe(
    [
      'SHOP-R001 at shop: got development of "nobody"; wanted the names of components that run pods on this machine. Fix: correct the name, or leave it out.',
      "SHOP-R002 at shop: got the edge's port 65536; wanted a whole number from 1 to 65535, with room for a port for each edge. Fix: correct the port.",
      'SHOP-R003 at shop: got the range 10.0.0.0/30 with room for 0 of 11 networks; wanted a range of IPv4 with 16 addresses for each network, as 10.213.0.0/16. Fix: name a larger range that nothing else on the machine uses.',
      'SHOP-R004 at shop: got the mount "src" of "orders"; wanted absolute paths in the container, without ".." or a slash at the end. Fix: correct the path.',
    ].join('\n'),
  );
  for (const networkRange of ['any', '2001:db8::/32', '10.0.0.0']) expect(messageOf(() => whole({ networkRange }))).toContain('SHOP-R003');
});

test('written twice, the bytes are equal', () => {
  expect([...whole().files]).toEqual([...whole().files]);
});

test('a shop without pods has files that Compose can read', () => {
  const { compose, override, facts } = composed(testShop());
  expect(compose).toEqual({ services: {}, networks: {} });
  expect(override).toEqual({ services: {} });
  expect(facts).toEqual({ format: 1, project: 'shop', edges: [], secrets: [] });
});
