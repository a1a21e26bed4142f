import {
  CacheUse,
  type Shop,
  ShopCache,
  ShopDatabase,
  ShopProfile,
  ShopSecret,
  ShopService,
  ShopWebTier,
  type ShopWebTierProps,
} from '../../lib';
import { messageOf, testShop } from '../support/synthesis';

const BASE = { image: 'registry.example/web:1', port: 8080 };
const SIDE = { name: 'proxy', image: 'registry.example/proxy:1' };

const ENDS: Readonly<Record<string, string>> = {
  W011: 'wanted letters, digits, "_", "-" and ".", no digit first. Fix: rename the variable.',
  W013:
    'wanted the words {host}, {port}, {scheme}, {username}, {password}, {passwordFile}, {database}, {vhost}, {queue}. ' +
    'Fix: correct the template.',
  W016: 'wanted one source for each variable. Fix: rename one in `env`, or give one of the connections an envPrefix.',
  W017: 'wanted words that the target can answer. Fix: remove the word or connect to a target that has it.',
  S001:
    'wanted a reference to a Secret: manifests are read by everybody. ' +
    'Fix: give it by `secrets`, or by the connection that it belongs to.',
  S002: 'wanted the name of a Secret (a DNS name) and one of its keys (letters, digits, "-", "_", "."). ' + 'Fix: correct the reference.',
};

const database = (shop: Shop) =>
  ShopDatabase.external(shop, 'db', { host: 'db.example', database: 'd', username: 'u', credentials: ShopSecret.existing('db-login') });
const service = (shop: Shop) => ShopService.external(shop, 'psp', { host: 'api.psp.example' });

type Row = readonly [what: string, props: (shop: Shop) => Partial<ShopWebTierProps>, code: string, got: readonly string[]];

const ROWS: readonly Row[] = [
  ['a variable that begins with a digit', () => ({ env: { '1ST': 'x' } }), 'W011', ['the environment variable "1ST"']],
  ['a variable of a sidecar', () => ({ sidecars: [{ ...SIDE, env: { 'A B': 'x' } }] }), 'W011', ['the environment variable "A B"']],
  [
    'variables of secrets and of connections',
    (shop) => ({
      secrets: [{ secretName: 's', key: 'k', env: 'A=', pathEnv: '' }],
      connections: [service(shop).call({ env: { 'ADDR ESS': '{host}' } }), service2(shop).call({ envPrefix: '2ND' })],
    }),
    'W011',
    [
      'the environment variable "ADDR ESS"',
      'the environment variable "A="',
      'the environment variable ""',
      'the environment variable "2ND"',
    ],
  ],
  [
    'words that no target has, once',
    (shop) => ({ connections: [service(shop).call({ env: { ADDR: '{hostname}:{Port}:{constructor}' } })] }),
    'W013',
    ['the word "{hostname}" in ADDR', 'the word "{Port}" in ADDR', 'the word "{constructor}" in ADDR'],
  ],
  [
    'a variable that two connections set',
    (shop) => ({ connections: [service(shop).call({ env: { A: '{host}' } }), service2(shop).call({ env: { A: '{host}' } })] }),
    'W016',
    ['the environment variable "A" from two sources'],
  ],
  [
    'a literal beside a secret of its name, and beside the part of a join',
    (shop) => ({
      env: { KEY: 'x', DSN_PASSWORD_FILE: '/x', DSN_PASSWORD: '' },
      secrets: [{ secretName: 's', key: 'k', env: 'KEY' }],
      connections: [database(shop).query({ env: { DSN: '{username}:{password}' } })],
    }),
    'W016',
    ['the environment variable "KEY" from two sources', 'the environment variable "DSN_PASSWORD" from two sources'],
  ],
  [
    'a variable of a sidecar that it shares already',
    (shop) => ({
      connections: [service(shop).call()],
      sidecars: [
        { ...SIDE, sharesConnections: true, env: { PSP_HOST: 'localhost' } },
        { ...SIDE, name: 'alone', env: { PSP_HOST: 'localhost' } },
      ],
    }),
    'W016',
    ['the environment variable "PSP_HOST" from two sources'],
  ],
  [
    'words that this target does not have',
    (shop) => ({ connections: [service(shop).call({ env: { DSN: '{host}/{database}?{passwordFile}' } })] }),
    'W017',
    ['{database} in DSN, which "psp" does not have', '{passwordFile} in DSN, which "psp" does not have'],
  ],
  ['a secret as a literal', () => ({ env: { PSP_API_KEY: 'sk_live_1' } }), 'S001', ['a literal in the environment variable "PSP_API_KEY"']],
  [
    'a login in a URL, whatever its name',
    () => ({ sidecars: [{ ...SIDE, env: { BACKEND: 'amqp://shop:hunter2@mq' } }] }),
    'S001',
    ['a literal in the environment variable "BACKEND"'],
  ],
  [
    'a secret as a template',
    (shop) => ({ connections: [service(shop).call({ env: { PSP_SECRET: 'hunter2', PSP_URL: '{scheme}://me:hunter2@{host}' } })] }),
    'S001',
    ['a literal in the environment variable "PSP_SECRET"', 'a literal in the environment variable "PSP_URL"'],
  ],
  [
    'a private key in a file',
    () => ({ files: [{ path: '/etc/tls.key', content: '-----BEGIN EC PRIVATE KEY-----' }] }),
    'S001',
    ['a secret in the config file "/etc/tls.key"'],
  ],
  [
    'a login on a command line',
    () => ({ args: ['--db', 'postgres://u:p@db'], sidecars: [{ ...SIDE, command: ['run', 'redis://:p@carts'] }] }),
    'S001',
    ['a secret in the command line of "it"', 'a secret in the command line of "proxy"'],
  ],
  [
    'a reference that no Secret can answer',
    () => ({
      secrets: [
        { secretName: 'My_Secret', key: 'k' },
        { secretName: 's', key: '../k' },
      ],
    }),
    'S002',
    ['the key "k" of the Secret "My_Secret"', 'the key "../k" of the Secret "s"'],
  ],
];

function service2(shop: Shop): ShopService {
  return ShopService.external(shop, 'mail', { host: 'smtp.mail.example', port: 587 });
}

test.each(ROWS)('%s is refused', (_, props, code, got) => {
  const shop = testShop();
  const message = got.map((g) => `SHOP-${code} at shop/it: got ${g}; ${ENDS[code]}`).join('\n');
  expect(messageOf(() => new ShopWebTier(shop, 'it', { ...BASE, ...props(shop) }))).toBe(message);
});

test('every message above is met by a row', () => {
  expect([...new Set(ROWS.map(([, , code]) => code))].sort()).toEqual(Object.keys(ENDS).sort());
});

test('what only looks like a secret is taken', () => {
  const shop = testShop();
  const carts = new ShopCache(shop, 'carts', { use: CacheUse.PAGE, credentials: ShopSecret.existing('carts-login') });
  const props: ShopWebTierProps = {
    ...BASE,
    args: ['--db', 'postgres://u:$(DB_PASSWORD)@db'],
    env: { PASSWORD_MIN_LENGTH: '12', TOKEN_ENABLED: 'true' },
    files: [{ path: '/etc/app', content: 'url: postgres://u:{{ .password }}@db' }],
    connections: [
      database(shop).query({
        env: { DB_PASSWORD: '{password}', DB_CREDENTIALS: '{username}:{password}', DB_URL: 'postgres://u:{password}@{host}' },
      }),
      carts.readWrite({ env: { CARTS_SECRET_FILE: '{passwordFile}' } }),
    ],
  };
  expect(() => new ShopWebTier(shop, 'it', props)).not.toThrow();
});

test('a variable is taken twice in the one delivery and not in the other', () => {
  const build = (profile: ShopProfile) => {
    const shop = testShop({ profile });
    return () => new ShopWebTier(shop, 'it', { ...BASE, env: { DB_PASSWORD: '' }, connections: [database(shop).query()] });
  };
  expect(build(ShopProfile.development())).not.toThrow();
  expect(messageOf(build(ShopProfile.development().derive({ secretDelivery: 'env' as never })))).toContain(
    'got the environment variable "DB_PASSWORD" from two sources;',
  );
});
