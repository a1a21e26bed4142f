import Ajv from 'ajv';
import { Size } from 'cdk8s';
import { parse } from 'yaml';
import { DatabaseEngine, Shop, type ShopApp, ShopDatabase, ShopEdge, ShopProfile, ShopSecret, ShopWebTier } from '../../../lib';
import { helmChart } from '../../../lib/writers/helm/helm-chart';
import { fileOf } from '../../support/helm-chart';
import { viewOf } from '../../support/shop-view';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const CHART = { version: '1.2.3', testImage: `curlimages/curl:8.14.1@${DIGEST}` };

function shopOf(app: ShopApp, profile: ShopProfile, image: string): void {
  const shop = new Shop(app, 'shop', { profile, imageDigests: { 'postgres:17.6': DIGEST } });
  const db = new ShopDatabase(shop, 'db', {
    engine: DatabaseEngine.postgres('17.6'),
    storage: Size.gibibytes(20),
    credentials: ShopSecret.existing('login'),
  });
  const web = new ShopWebTier(shop, 'web', {
    image,
    port: 8080,
    connections: [db.query({ poolPerReplica: 2 })],
    scale: { min: 4, max: 9 },
  });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web }], tlsSecretName: 'tls' });
}

/** What the schema of a profile says of the default values with some changed. */
function judge(profile: ShopProfile, image = 'registry.example/web:1') {
  const shop = viewOf((app) => shopOf(app, profile, image));
  const tree = helmChart(shop, CHART);
  const schema = JSON.parse(fileOf(tree, shop, 'values.schema.json'));
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  return (change: (values: ReturnType<typeof parse>) => void): string[] => {
    const values = parse(fileOf(tree, shop, 'values.yaml'));
    change(values);
    return validate(values) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
  };
}

const production = judge(ShopProfile.production());

test('the default values are taken', () => {
  expect(production(() => {})).toEqual([]);
});

test.each<[string, (v: ReturnType<typeof parse>) => void]>([
  ['an image of another registry', (v) => (v.images.web = 'registry.example:5000/a/b:2.0')],
  ['an image with a digest', (v) => (v.images.web = `web@${DIGEST}`)],
  ['fewer replicas, and more to begin with', (v) => (v.replicas.web = { min: 8, max: 8 })],
  ['as few as the profile asks', (v) => (v.replicas.web.min = 3)],
  ['another host', (v) => (v.hosts.edge = ['*.example.org'])],
  ['a larger volume', (v) => (v.storage.db = 21)],
  ['values of a chart around it', (v) => (v.global = { any: 1 })],
])('%s is taken', (_, change) => {
  expect(production(change)).toEqual([]);
});

test.each<[string, (v: ReturnType<typeof parse>) => void, string]>([
  ['an unknown value', (v) => (v.surprise = 1), ' must NOT have additional properties'],
  ['an image of no component', (v) => (v.images.nobody = 'a:1'), '/images must NOT have additional properties'],
  ['a value that is taken away', (v) => delete v.images.web, "/images must have required property 'web'"],
  ['an image without a tag', (v) => (v.images.web = 'web'), '/images/web must match pattern'],
  ['an image that moves', (v) => (v.images.web = 'web:latest'), '/images/web must NOT be valid'],
  ['no image', (v) => (v.images.web = 'Not An Image'), '/images/web must match pattern'],
  ['a number for an image', (v) => (v.images.web = 3), '/images/web must be string'],
  ['more replicas than the quota admits', (v) => (v.replicas.web.max = 10), '/replicas/web/max must be <= 9'],
  ['more replicas to begin with', (v) => (v.replicas.web.min = 10), '/replicas/web/min must be <= 9'],
  ['fewer replicas than the profile asks', (v) => (v.replicas.web.min = 2), '/replicas/web/min must be >= 3'],
  ['half a replica', (v) => (v.replicas.web.max = 4.5), '/replicas/web/max must be integer'],
  ['no host name', (v) => (v.hosts.edge = ['not_a_host']), '/hosts/edge/0 must match pattern'],
  ['a host too many', (v) => v.hosts.edge.push('b.example'), '/hosts/edge must NOT have more than 1 items'],
  ['a smaller volume', (v) => (v.storage.db = 19), '/storage/db must be >= 20'],
  ['a quantity for a size', (v) => (v.storage.db = '20Gi'), '/storage/db must be integer'],
  ['a size in bytes', (v) => (v.storage.db = 20 * 2 ** 30), '/storage/db must be <= 65536'],
  ['a text for a switch', (v) => (v.clusterObjects = 'no'), '/clusterObjects must be boolean'],
])('%s is refused', (_, change, message) => {
  expect(production(change).join('\n')).toContain(message);
});

test('where the profile wants digests, so does the schema', () => {
  const audited = judge(ShopProfile.audited(), `registry.example/web:1@${DIGEST}`);
  expect(audited(() => {})).toEqual([]);
  expect(audited((v) => (v.images.web = 'registry.example/web:2')).join()).toContain('/images/web must match pattern');
});

test('in development an image needs no tag', () => {
  expect(judge(ShopProfile.development())((v) => (v.images.web = 'web'))).toEqual([]);
});

test('a bound says what was computed for it', () => {
  const shop = viewOf((app) => shopOf(app, ShopProfile.production(), 'web:1'));
  const schema = JSON.parse(fileOf(helmChart(shop, CHART), shop, 'values.schema.json'));
  expect(schema.properties.replicas.properties.web.description).toBe(
    'Bounds of the autoscaler, from 3 to 9. What was computed for 9: the quota, the connections of db.',
  );
});
