import type { Component, ConnectionData, Endpoint, Link } from '../../lib/model/component';
import { envOf, type SecretDelivery, secretPath, TEMPLATE_WORDS, unansweredWords, unknownWords } from '../../lib/model/env-contract';
import { literal, secretValue, type Value } from '../../lib/model/value';
import { component, endpoint } from '../support/graph';

const LOGIN = { username: literal('shop'), password: secretValue('creds', 'password') };

/** The targets of a shop, as their constructs describe them. */
const TARGETS = {
  database: [component('orders-db', { facts: { ...LOGIN, database: literal('orders') } }), endpoint(5432, { scheme: 'postgresql' })],
  broker: [
    component('events', { facts: { ...LOGIN, queue: literal('events'), vhost: literal('shop') } }),
    endpoint(5672, { scheme: 'amqp' }),
  ],
  cache: [component('carts', { facts: { password: LOGIN.password } }), endpoint(6379, { scheme: 'redis' })],
  http: [component('catalogue'), endpoint(80, { scheme: 'http', targetPort: 8080 })],
  grpc: [component('pricing'), endpoint(5050, { scheme: 'grpc' })],
  tcp: [component('legacy'), endpoint(9000)],
} as const satisfies Record<string, readonly [Component, Endpoint]>;

function link(kind: keyof typeof TARGETS, options: ConnectionData = {}): Link {
  const [to, on] = TARGETS[kind];
  return { to, endpoint: on, intent: 'call', options };
}

/** A value as a reader would describe it: a secret is `<secret/key>`, a path to one `<file path>`. */
function described(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'secret':
      return `<${value.ref.secret}/${value.ref.key}>`;
    case 'secret-path':
      return `<file ${value.path}>`;
    case 'join':
      return value.parts.map(described).join('');
  }
}

function env(l: Link, delivery: SecretDelivery): Record<string, string> {
  return Object.fromEntries(envOf(l, delivery).map((v) => [v.name, described(v.value)]));
}

describe('default variables', () => {
  test('of a database, the secret as a file', () => {
    expect(env(link('database'), 'file')).toEqual({
      ORDERS_DB_HOST: 'orders-db',
      ORDERS_DB_PORT: '5432',
      ORDERS_DB_DATABASE: 'orders',
      ORDERS_DB_USERNAME: 'shop',
      ORDERS_DB_PASSWORD_FILE: '<file /run/secrets/creds/password>',
      ORDERS_DB_URI: 'postgresql://shop@orders-db:5432/orders',
    });
  });

  test('of a database, the secret in the environment', () => {
    expect(env(link('database'), 'env')).toEqual({
      ORDERS_DB_HOST: 'orders-db',
      ORDERS_DB_PORT: '5432',
      ORDERS_DB_DATABASE: 'orders',
      ORDERS_DB_USERNAME: 'shop',
      ORDERS_DB_PASSWORD: '<creds/password>',
      ORDERS_DB_URI: 'postgresql://shop:<creds/password>@orders-db:5432/orders',
    });
  });

  test.each([
    ['file', { EVENTS_PASSWORD_FILE: '<file /run/secrets/creds/password>', EVENTS_URI: 'amqp://shop@events:5672/shop' }],
    ['env', { EVENTS_PASSWORD: '<creds/password>', EVENTS_URI: 'amqp://shop:<creds/password>@events:5672/shop' }],
  ] as const)('of a broker with its virtual host, by %s', (delivery, secret) => {
    expect(env(link('broker'), delivery)).toEqual({
      EVENTS_HOST: 'events',
      EVENTS_PORT: '5672',
      EVENTS_VHOST: 'shop',
      EVENTS_USERNAME: 'shop',
      ...secret,
    });
  });

  test.each([
    ['file', { CARTS_PASSWORD_FILE: '<file /run/secrets/creds/password>', CARTS_URI: 'redis://carts:6379' }],
    ['env', { CARTS_PASSWORD: '<creds/password>', CARTS_URI: 'redis://:<creds/password>@carts:6379' }],
  ] as const)('of a cache, which has a password and no user, by %s', (delivery, secret) => {
    expect(env(link('cache'), delivery)).toEqual({ CARTS_HOST: 'carts', CARTS_PORT: '6379', ...secret });
  });

  test.each(['file', 'env'] as const)('of an HTTP service without a secret: the Service port, not the container port (%s)', (delivery) => {
    expect(env(link('http'), delivery)).toEqual({
      CATALOGUE_HOST: 'catalogue',
      CATALOGUE_PORT: '80',
      CATALOGUE_URI: 'http://catalogue:80',
    });
  });

  test('of a gRPC service: an address without a scheme, as its clients dial it', () => {
    expect(env(link('grpc'), 'file').PRICING_URI).toBe('pricing:5050');
  });

  test('of a plain TCP service', () => {
    expect(env(link('tcp'), 'file').LEGACY_URI).toBe('tcp://legacy:9000');
  });

  test('a chosen prefix replaces the name of the target', () => {
    expect(Object.keys(env(link('http', { envPrefix: 'SHOP' }), 'file'))).toEqual(['SHOP_HOST', 'SHOP_PORT', 'SHOP_URI']);
  });

  test('a queue and a pool size are told beside them', () => {
    expect(env(link('broker', { queue: 'placed', poolPerReplica: 8, envPrefix: 'MQ' }), 'file')).toMatchObject({
      MQ_QUEUE: 'placed',
      MQ_POOL_SIZE: '8',
    });
    expect(env(link('tcp', { poolPerReplica: 0 }), 'file')).toMatchObject({ LEGACY_POOL_SIZE: '0' });
  });
});

describe('chosen variables', () => {
  const ask = (kind: keyof typeof TARGETS, template: string, more: ConnectionData = {}) =>
    env(link(kind, { ...more, env: { X: template } }), 'file');

  test.each([
    ['host', 'database', 'orders-db'],
    ['port', 'http', '80'],
    ['scheme', 'broker', 'amqp'],
    ['username', 'database', 'shop'],
    ['password', 'cache', '<creds/password>'],
    ['passwordFile', 'cache', '<file /run/secrets/creds/password>'],
    ['database', 'database', 'orders'],
    ['vhost', 'broker', 'shop'],
    ['queue', 'broker', 'events'],
  ] as const)('{%s} of a %s', (word, kind, expected) => {
    expect(ask(kind, `{${word}}`)).toEqual({ X: expected });
    expect(unknownWords(`{${word}}`)).toEqual([]);
    expect(unansweredWords(`{${word}}`, link(kind))).toEqual([]);
  });

  test('these are all the words', () => {
    expect(TEMPLATE_WORDS).toEqual(['host', 'port', 'scheme', 'username', 'password', 'passwordFile', 'database', 'vhost', 'queue']);
  });

  test('they replace the default ones altogether, queue and pool size too', () => {
    expect(ask('broker', 'amqp://{host}:{port}', { queue: 'placed', poolPerReplica: 3, envPrefix: 'MQ' })).toEqual({
      X: 'amqp://events:5672',
    });
  });

  test('a queue that the client names goes before that of the broker', () => {
    expect(ask('broker', '{queue}', { queue: 'placed' })).toEqual({ X: 'placed' });
    expect(unansweredWords('{queue}', link('tcp', { queue: 'placed' }))).toEqual([]);
  });

  test('text between the words stays, braces that hold no word too', () => {
    expect(ask('http', 'a{host}b{port}{{host}}{"k":1}{ho-st}')).toEqual({ X: 'acatalogueb80{catalogue}{"k":1}{ho-st}' });
    expect(ask('http', '')).toEqual({ X: '' });
    expect(unknownWords('{"k":1}{ho-st} text')).toEqual([]);
  });

  test('a secret stays a reference, however it is joined', () => {
    const [uri] = envOf(link('database', { env: { X: 'p={password}' } }), 'file');
    expect(uri?.value).toEqual({ kind: 'join', parts: [literal('p='), secretValue('creds', 'password')] });
  });
});

test('words that the contract does not have are named, those of every object too', () => {
  expect(unknownWords('{host}{hostname}{}{constructor}{toString}')).toEqual(['hostname', '', 'constructor', 'toString']);
});

test('words that a target cannot answer are named, and stand for nothing', () => {
  const template = '{host}:{database}:{vhost}:{username}:{password}:{passwordFile}:{queue}:{nonsense}';
  const expected = ['database', 'vhost', 'username', 'password', 'passwordFile', 'queue', 'nonsense'];
  expect(unansweredWords(template, link('tcp'))).toEqual(expected);
  expect(env(link('tcp', { env: { X: template } }), 'file')).toEqual({ X: 'legacy:::::::' });
});

test('a target without a host, and a password that is no secret, cannot answer', () => {
  const to = component('nameless', { host: undefined, facts: { password: literal('open') } });
  expect(unansweredWords('{host}{passwordFile}{password}', { ...link('tcp'), to })).toEqual(['host', 'passwordFile']);
});

test('the path of a secret is that of its key below its name', () => {
  expect(secretPath({ secret: 'creds', key: 'password' })).toBe('/run/secrets/creds/password');
});
