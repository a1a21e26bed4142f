import {
  type Connection,
  type ExternalTargetProps,
  SecretDelivery,
  type Shop,
  ShopCache,
  ShopDatabase,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopStore,
  ShopWebTier,
} from '../../lib';
import { type AnyManifest, faultsOf, manifest, manifestsOf, messageOf, testShop } from '../support/synthesis';

type Maker = (shop: Shop, props: ExternalTargetProps, credentials?: ShopSecret, id?: string) => Connection;

const login = ShopSecret.existing('it-login', 'pw');

/** Every data service that may be outside, with the connection that it offers. */
const MAKERS: Record<string, Maker> = {
  database: (shop, props, credentials = login, id = 'it') =>
    ShopDatabase.external(shop, id, { ...props, database: 'orders', username: 'checkout', credentials }).query(),
  queue: (shop, props, credentials = login, id = 'it') =>
    ShopQueue.external(shop, id, { ...props, username: 'checkout', vhost: 'shop', credentials }).publish(),
  cache: (shop, props, credentials = login, id = 'it') => ShopCache.external(shop, id, { ...props, credentials }).readWrite(),
  store: (shop, props, _, id = 'it') => ShopStore.external(shop, id, { scheme: 'mongodb', port: 27017, ...props }).readWrite(),
};

const HOST = 'data.example';

function client(make: Maker, props: ExternalTargetProps, profile = ShopProfile.development()): Shop {
  const shop = testShop({ profile });
  new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: [make(shop, props)] });
  return shop;
}

const envOf = (shop: Shop): Record<string, unknown> =>
  Object.fromEntries(
    manifest(shop, 'Deployment', 'web').spec.template.spec.containers[0].env.map((v: AnyManifest) => [v.name, v.value ?? v.valueFrom]),
  );

/** The rules of the client beyond DNS. */
const egressOf = (shop: Shop) => manifest(shop, 'NetworkPolicy', 'web').spec.egress.slice(1);

describe.each(Object.entries(MAKERS))('a %s outside of the shop', (kind, make) => {
  const usual = { database: 5432, queue: 5672, cache: 6379, store: 27017 }[kind];

  test('emits nothing', () => {
    const shop = testShop();
    const before = manifestsOf(shop);
    make(shop, { host: HOST });
    expect(manifestsOf(shop)).toEqual(before);
  });

  test('is open to its client at the addresses that are named, on its usual port', () => {
    expect(egressOf(client(make, { host: HOST, cidrs: ['203.0.113.0/24', '2001:db8::/32'] }))).toEqual([
      {
        to: [{ ipBlock: { cidr: '203.0.113.0/24' } }, { ipBlock: { cidr: '2001:db8::/32' } }],
        ports: [{ port: usual, protocol: 'TCP' }],
      },
    ]);
  });

  test('is open on another port, when that is given', () => {
    const shop = client(make, { host: HOST, port: 16000, cidrs: ['203.0.113.9/32'] });
    expect(egressOf(shop)[0].ports).toEqual([{ port: 16000, protocol: 'TCP' }]);
    expect(envOf(shop)).toMatchObject({ IT_HOST: HOST, IT_PORT: '16000' });
  });

  test('by its name alone is open at every public address, and at no private one', () => {
    const [rule] = egressOf(client(make, { host: HOST }));
    expect(rule.to.map((peer: AnyManifest) => peer.ipBlock.cidr)).toEqual(['0.0.0.0/0', '::/0']);
    expect(rule.to[0].ipBlock.except).toContain('169.254.0.0/16');
  });

  test('by its address is open there alone', () => {
    expect(egressOf(client(make, { host: '10.20.30.40' }))[0].to).toEqual([{ ipBlock: { cidr: '10.20.30.40/32' } }]);
    expect(egressOf(client(make, { host: '2001:db8::7' }))[0].to).toEqual([{ ipBlock: { cidr: '2001:db8::7/128' } }]);
  });

  test('is refused where it cannot be, with everything that is wrong', () => {
    const call = () => make(testShop(), { host: 'https://data.example', port: 0, cidrs: ['203.0.113.0'] }, login, 'It');
    expect(messageOf(call)).toBe(
      [
        'SHOP-N001 at shop/It: got the name "It" (2 characters); wanted 1 to 40 characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last. Fix: rename the component.',
        'SHOP-X001 at shop/It: got the host "https://data.example"; wanted a host name or an address, without scheme, port or path. Fix: correct the host.',
        'SHOP-W001 at shop/It: got the port 0; wanted a whole number from 1 to 65535. Fix: correct the port.',
        'SHOP-X002 at shop/It: got the CIDR "203.0.113.0"; wanted an address, a slash and a prefix length: 203.0.113.0/24. Fix: correct the CIDR.',
      ].join('\n'),
    );
  });

  test('is refused with a list of no addresses', () => {
    expect(messageOf(() => make(testShop(), { host: HOST, cidrs: [] }))).toBe(
      'SHOP-X003 at shop/it: got an empty list of CIDRs, which would open nothing; wanted at least one CIDR, or none given at all for any public address. Fix: name the addresses.',
    );
  });
});

const WITH_LOGIN = Object.entries(MAKERS).filter(([kind]) => kind !== 'store');

describe.each(WITH_LOGIN)('the password of a %s outside', (_, make) => {
  test('must be in a Secret that exists, because nothing would make it', () => {
    const text = (source: string) =>
      `SHOP-S005 at shop/it: got ShopSecret.${source}(…) for something outside; wanted ShopSecret.existing(…): nothing is emitted for what is outside, so nothing would make the Secret. Fix: name a Secret that exists in the namespace.`;
    expect(messageOf(() => make(testShop(), { host: HOST }, ShopSecret.generated()))).toBe(text('generated'));
    expect(messageOf(() => make(testShop(), { host: HOST }, ShopSecret.external('prod/it')))).toBe(text('external'));
  });

  test('is in a Secret that can be, which is said beside what else is wrong', () => {
    const call = () => make(testShop(), { host: '' }, ShopSecret.existing('It Login'));
    expect(faultsOf(call).map((f) => `${f.code} ${f.got}`)).toEqual([
      'SHOP-X001 the host ""',
      'SHOP-S002 the key "password" of the Secret "It Login"',
    ]);
  });

  test('reaches the client as a file, or as a variable where the profile wants it', () => {
    const file = client(make, { host: HOST });
    expect(envOf(file).IT_PASSWORD_FILE).toEqual({ configMapKeyRef: { name: 'web-paths', key: 'it-login.0' } });
    expect(manifest(file, 'ConfigMap', 'web-paths').data).toEqual({ 'it-login.0': '/run/secrets/it-login/pw' });
    const variable = client(make, { host: HOST }, ShopProfile.development().derive({ secretDelivery: SecretDelivery.ENV }));
    expect(envOf(variable).IT_PASSWORD).toEqual({ secretKeyRef: { name: 'it-login', key: 'pw' } });
  });
});

test.each([
  ['database', 'postgresql://checkout@data.example:5432/orders', { IT_DATABASE: 'orders', IT_USERNAME: 'checkout' }],
  ['queue', 'amqp://checkout@data.example:5672/shop', { IT_VHOST: 'shop', IT_USERNAME: 'checkout' }],
  ['cache', 'redis://data.example:6379', {}],
  ['store', 'mongodb://data.example:27017', {}],
])('the client of a %s outside is told %s', (kind, uri, more) => {
  const env = envOf(client(MAKERS[kind] as Maker, { host: HOST }));
  expect(env).toMatchObject({ IT_URI: uri, IT_HOST: HOST, ...more });
});

test('a cache outside may have no password, and a queue no virtual host', () => {
  const cache = client((shop, props) => ShopCache.external(shop, 'it', props).readWrite(), { host: HOST });
  expect(envOf(cache)).toEqual({ IT_HOST: HOST, IT_PORT: '6379', IT_URI: 'redis://data.example:6379' });
  const consume: Maker = (shop, props) => ShopQueue.external(shop, 'it', { ...props, username: 'u', credentials: login }).consume();
  expect(envOf(client(consume, { host: HOST }))).toMatchObject({ IT_QUEUE: 'it', IT_URI: 'amqp://u@data.example:5672' });
});

test('a consumer of a queue outside may name the queue', () => {
  const consume: Maker = (shop, props) =>
    ShopQueue.external(shop, 'it', { ...props, username: 'u', credentials: login }).consume({ queue: 'placed' });
  expect(envOf(client(consume, { host: HOST })).IT_QUEUE).toBe('placed');
});

test('a store outside has no usual port, and without a scheme it is told as tcp', () => {
  expect(messageOf(() => ShopStore.external(testShop(), 'It', { host: HOST }))).toBe(
    [
      'SHOP-N001 at shop/It: got the name "It" (2 characters); wanted 1 to 40 characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last. Fix: rename the component.',
      'SHOP-X004 at shop/It: got a store outside without a port; wanted the port that clients dial. Fix: give the port.',
    ].join('\n'),
  );
  const plain = client((shop, props) => ShopStore.external(shop, 'it', { ...props, port: 9200 }).readWrite(), { host: HOST });
  expect(envOf(plain).IT_URI).toBe('tcp://data.example:9200');
});
