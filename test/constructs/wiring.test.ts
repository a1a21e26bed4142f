import { App } from 'cdk8s';
import { SecretDelivery, type SecretInput, Shop, ShopDatabase, ShopProfile, ShopSecret, ShopService, ShopWebTier } from '../../lib';
import { connect } from '../../lib/constructs/wiring';
import { Seen } from '../support/prop-cases';
import { type AnyManifest, messageOf, testShop } from '../support/synthesis';

const BASE = { image: 'registry.example/it:1', port: 8080 };
const byEnv = ShopProfile.development().derive({ secretDelivery: SecretDelivery.ENV });

const database = (shop: Shop, secret = 'db-login') =>
  ShopDatabase.external(shop, 'db', { host: 'db.example', database: 'd', username: 'u', credentials: ShopSecret.existing(secret) });

const kindOf = (v: AnyManifest) => (v.value !== undefined ? v.value : JSON.stringify(v.valueFrom));
const envOf = ({ main }: Seen) => main.env.map((v: AnyManifest) => [v.name, kindOf(v)]);

test('by file, a password is a read-only file of its group and a path in the environment', () => {
  const shop = testShop();
  new ShopWebTier(shop, 'it', { ...BASE, connections: [database(shop).query()] });
  const seen = new Seen(shop);
  expect(seen.pod.volumes).toContainEqual({
    name: 'secret-db-login',
    secret: { secretName: 'db-login', defaultMode: 0o440, items: [{ key: 'password', path: 'password' }] },
  });
  expect(seen.main.volumeMounts).toContainEqual({ name: 'secret-db-login', mountPath: '/run/secrets/db-login', readOnly: true });
  expect(seen.env('DB_PASSWORD_FILE').valueFrom).toEqual({ configMapKeyRef: { name: 'it-paths', key: 'db-login.0' } });
  expect(seen.object('ConfigMap', 'it-paths').data).toEqual({ 'db-login.0': '/run/secrets/db-login/password' });
  expect(JSON.stringify(seen.main.env)).not.toContain('secretKeyRef');
});

test('by environment, a password is a reference, and a URI names the variable that stands before it', () => {
  const shop = testShop({ profile: byEnv });
  new ShopWebTier(shop, 'it', { ...BASE, env: { Z: 'last of the literals' }, connections: [database(shop).query()] });
  const seen = new Seen(shop);
  const reference = '{"secretKeyRef":{"key":"password","name":"db-login"}}';
  expect(envOf(seen)).toEqual([
    ['DB_DATABASE', 'd'],
    ['DB_HOST', 'db.example'],
    ['DB_PASSWORD', reference],
    ['DB_PORT', '5432'],
    ['DB_URI_PASSWORD', reference],
    ['DB_USERNAME', 'u'],
    ['Z', 'last of the literals'],
    ['DB_URI', 'postgresql://u:$(DB_URI_PASSWORD)@db.example:5432/d'],
  ]);
  expect(seen.pod.volumes.map((v: AnyManifest) => v.name)).toEqual(['dir-tmp']);
  expect(seen.object('ConfigMap', 'it-paths')).toBeUndefined();
});

test('a variable that an image expects is filled in, and a secret in it twice is one variable', () => {
  const shop = testShop();
  const env = { DSN: '{username}:{password}@{host}#{password}', ARGS: '--passfile={passwordFile}' };
  new ShopWebTier(shop, 'it', { ...BASE, connections: [database(shop).query({ env })] });
  const seen = new Seen(shop);
  expect(envOf(seen)).toEqual([
    ['DSN_PASSWORD', '{"secretKeyRef":{"key":"password","name":"db-login"}}'],
    ['ARGS', '--passfile=/run/secrets/db-login/password'],
    ['DSN', 'u:$(DSN_PASSWORD)@db.example#$(DSN_PASSWORD)'],
  ]);
  // A path inside a longer text needs its file as well.
  expect(seen.main.volumeMounts).toContainEqual({ name: 'secret-db-login', mountPath: '/run/secrets/db-login', readOnly: true });
});

test('keys of Secrets arrive as files, as paths and as variables, one volume for each Secret', () => {
  const shop = testShop();
  const full: Required<SecretInput> = { secretName: 'psp', key: 'b', env: 'PSP_KEY', pathEnv: 'PSP_FILE' };
  const secrets = [
    full,
    { secretName: 'psp', key: 'a' },
    { secretName: 'only.env', key: 'k', env: 'ONLY' },
    { secretName: 'tls.v1', key: 'crt' },
  ];
  new ShopWebTier(shop, 'it', { ...BASE, secrets });
  const seen = new Seen(shop);
  expect(envOf(seen)).toEqual([
    ['ONLY', '{"secretKeyRef":{"key":"k","name":"only.env"}}'],
    ['PSP_FILE', '{"configMapKeyRef":{"key":"psp.0","name":"it-paths"}}'],
    ['PSP_KEY', '{"secretKeyRef":{"key":"b","name":"psp"}}'],
  ]);
  const volumes = seen.pod.volumes.filter((v: AnyManifest) => v.secret);
  expect(volumes.map((v: AnyManifest) => [v.secret.secretName, v.secret.items.map((i: AnyManifest) => i.key)])).toEqual([
    ['psp', ['a', 'b']],
    ['tls.v1', ['crt']],
  ]);
  // No volume may be called by a name with dots.
  expect(volumes.map((v: AnyManifest) => v.name)).toEqual(['secret-psp', expect.stringMatching(/^secret-[0-9a-f]{16}$/)]);
  expect(seen.main.volumeMounts).toContainEqual({ name: volumes[1].name, mountPath: '/run/secrets/tls.v1', readOnly: true });
});

test('a further connection changes nothing of those that are there', () => {
  const build = (further: boolean) => {
    const shop = testShop();
    const extra = ShopDatabase.external(shop, 'a-db', {
      host: 'a',
      database: 'a',
      username: 'a',
      credentials: ShopSecret.existing('a-login'),
    });
    new ShopWebTier(shop, 'it', { ...BASE, connections: [...(further ? [extra.query()] : []), database(shop).query()] });
    return new Seen(shop);
  };
  const [before, after] = [build(false), build(true)];
  expect(after.main.env).toEqual(expect.arrayContaining(before.main.env));
  expect(after.pod.volumes).toEqual(expect.arrayContaining(before.pod.volumes));
  expect(after.object('ConfigMap', 'it-paths').data).toMatchObject(before.object('ConfigMap', 'it-paths').data);
});

test('a service of another shop is dialled in its namespace, and both policies name the other’s', () => {
  const app = new App();
  const [ours, theirs] = ['ours', 'theirs'].map((id) => new Shop(app, id, { profile: ShopProfile.development() }));
  if (!ours || !theirs) throw new Error('two shops');
  const api = new ShopWebTier(theirs, 'api', BASE);
  const legacy = ShopService.inCluster(theirs, 'legacy', { namespace: 'old', podLabels: { app: 'legacy' }, port: 80 });
  new ShopWebTier(ours, 'it', { ...BASE, connections: [api.call(), legacy.call()] });
  const seen = new Seen(ours);
  expect(seen.env('API_URI').value).toBe('http://api.theirs:8080');
  expect(seen.env('LEGACY_HOST').value).toBe('legacy.old');
  const policies = JSON.stringify(
    new Seen(theirs).shop.toJson().filter((o: AnyManifest) => o.kind === 'NetworkPolicy' && o.metadata.name === 'api'),
  );
  expect(policies).toContain('"kubernetes.io/metadata.name":"ours"');
  expect(JSON.stringify(seen.object('NetworkPolicy'))).toContain('"kubernetes.io/metadata.name":"theirs"');
});

test('a target of another app is refused, and no edge is made', () => {
  const elsewhere = new ShopWebTier(testShop(), 'api', BASE).call();
  const shop = testShop();
  expect(messageOf(() => new ShopWebTier(shop, 'it', { ...BASE, connections: [elsewhere] }))).toBe(
    'SHOP-G005 at shop/it: got a connection to "api", which is in another app; wanted a target of the same app. Fix: declare the target in this app with ShopService.external or fromX.',
  );
  expect(shop._graph.connections).toEqual([]);
});

test('a connection to itself is refused', () => {
  const shop = testShop();
  const it = new ShopWebTier(shop, 'it', BASE);
  expect(messageOf(() => connect(it._shop, it._component, it, [it.call()]))).toBe(
    'SHOP-G006 at shop/it: got a connection to itself; wanted another component as its target. Fix: remove the connection; pods of a cluster reach each other without one.',
  );
});
