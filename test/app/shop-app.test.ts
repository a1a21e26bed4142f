import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { CacheUse, Shop, ShopApp, ShopCache, ShopDatabase, ShopEdge, ShopProfile, ShopWebTier, ShopWorker } from '../../lib';
import { messageOf } from '../support/synthesis';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-app-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const files = (dir = folder): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.yaml'))
    .sort();
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Variant {
  readonly image?: string;
  readonly extra?: boolean;
  readonly nested?: boolean;
  readonly reversed?: boolean;
}

/** A small shop, built in one of several ways that must not matter. */
function build(app: App, v: Variant = {}): Shop {
  const shop = new Shop(app, 'shop', { profile: ShopProfile.staging() });
  const scope = v.nested ? new Construct(shop, 'some-team') : shop;
  const makers = [() => new ShopDatabase(scope, 'orders-db'), () => new ShopCache(shop, 'carts', { use: CacheUse.CART })] as const;
  const cacheFirst = v.reversed ? makers[1]() : undefined;
  const db = makers[0]();
  const carts = cacheFirst ?? makers[1]();
  const web = new ShopWebTier(scope, 'web', {
    image: v.image ?? 'registry.example/web:1',
    port: 8080,
    connections: v.reversed ? [carts.readWrite(), db.query()] : [db.query(), carts.readWrite()],
  });
  if (v.extra) new ShopWorker(shop, 'mailer', { image: 'registry.example/mailer:1', connections: [db.query()] });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web }] });
  return shop;
}

function synth(v: Variant = {}, outdir = folder): Map<string, string> {
  const app = new ShopApp({ outdir });
  build(app, v);
  app.synth();
  return new Map(files(outdir).map((f) => [f, readFileSync(join(outdir, f), 'utf8')]));
}

test('one file a component, in the order in which they are applied', () => {
  synth();
  expect(files()).toEqual(['00-shop.k8s.yaml', '10-carts.k8s.yaml', '10-orders-db.k8s.yaml', '30-web.k8s.yaml', '40-edge.k8s.yaml']);
});

test('a namespaced object never comes before its namespace, nor a pod before its ServiceAccount', () => {
  synth();
  const kinds = files().flatMap((f) => parseAllDocuments(read(f)).map((d) => `${d.get('kind')}`));
  expect(kinds[0]).toBe('Namespace');
  expect(kinds.indexOf('ServiceAccount')).toBeLessThan(kinds.indexOf('StatefulSet'));
  expect(kinds.indexOf('PriorityClass')).toBeLessThan(kinds.indexOf('StatefulSet'));
});

test('the same bytes twice, in another order of construction, and elsewhere in the tree', () => {
  const once = synth();
  expect(synth()).toEqual(once);
  expect(synth({ reversed: true })).toEqual(once);
  expect(synth({ nested: true })).toEqual(once);
});

test('synthesising one app twice changes nothing', () => {
  const app = new ShopApp({ outdir: folder });
  build(app);
  app.synth();
  const once = new Map(files().map((f) => [f, read(f)]));
  app.synth();
  expect(new Map(files().map((f) => [f, read(f)]))).toEqual(once);
});

test('another image tag is another line, and no more', () => {
  const before = [...synth().values()].join('\n').split('\n');
  const after = [...synth({ image: 'registry.example/web:2' }).values()].join('\n').split('\n');
  expect(after.length).toBe(before.length);
  expect(after.filter((line, i) => line !== before[i])).toEqual(['          image: registry.example/web:2']);
});

test('a new component touches its own file, its neighbours, and the quota', () => {
  const before = synth();
  const after = synth({ extra: true });
  const changed = [...after].filter(([f, text]) => before.get(f) !== text).map(([f]) => f);
  expect(changed).toEqual(['00-shop.k8s.yaml', '10-orders-db.k8s.yaml', '30-mailer.k8s.yaml']);
  const foundation = after.get('00-shop.k8s.yaml')?.split('\n') ?? [];
  const lines = foundation.filter((line, i) => line !== before.get('00-shop.k8s.yaml')?.split('\n')[i]);
  expect(lines.every((line) => /^ {4}(limits\.memory|pods|requests\.(cpu|memory)):/.test(line))).toBe(true);
});

test('a plain App gives the same objects', () => {
  synth();
  const ours = files().flatMap((f) => parseAllDocuments(read(f)).map((d) => d.toJS()));
  const plain = new App();
  const theirs = build(plain).toJson();
  const key = (o: { kind: string; metadata: { name: string } }) => `${o.kind}/${o.metadata.name}`;
  const byKey = (list: Array<{ kind: string; metadata: { name: string } }>) => new Map(list.map((o) => [key(o), o]));
  expect(byKey(theirs)).toEqual(byKey(ours));
  expect(theirs.length).toBe(ours.length);
});

test('FILE_PER_RESOURCE on a plain App loses no object', () => {
  const plain = new App({ outdir: folder, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  const shop = build(plain);
  plain.synth();
  expect(files().length).toBe(shop.toJson().length);
});

test('an orphan of ours goes, a file of somebody else stays', () => {
  synth({ extra: true });
  writeFileSync(join(folder, 'by-hand.k8s.yaml'), 'kind: ConfigMap\n');
  synth();
  expect(files()).not.toContain('30-mailer.k8s.yaml');
  expect(files()).toContain('by-hand.k8s.yaml');
});

test('when the graph is at fault nothing is written, and what was there stays', () => {
  synth();
  const before = new Map(files().map((f) => [f, read(f)]));
  const app = new ShopApp({ outdir: folder });
  const shop = new Shop(app, 'shop', { profile: ShopProfile.staging() });
  const db = new ShopDatabase(shop, 'orders-db', { maxConnections: 20 });
  new ShopWebTier(shop, 'web', {
    image: 'registry.example/web:1',
    port: 8080,
    connections: [db.query({ poolPerReplica: 10 })],
    scale: { min: 2, max: 4 },
  });
  expect(messageOf(() => app.synth())).toBe(
    "SHOP-P001 at shop/orders-db: got 80 connections at full scale during a rollout (web 8 pods × 10); wanted at most 14 (maxConnections 20 less 6 reserved). Fix: raise maxConnections and memory, lower poolPerReplica or the clients' scale.max, or put a pooler between.",
  );
  expect(new Map(files().map((f) => [f, read(f)]))).toEqual(before);
});

test("cdk8s' escape hatch works on the main object, for fields of any version", () => {
  const app = new ShopApp({ outdir: folder });
  const shop = build(app);
  const web = shop.node.findChild('web');
  ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/template/spec/hostUsers', false));
  app.synth();
  expect(read('30-web.k8s.yaml')).toContain('hostUsers: false');
});

test("the user's own objects come after the components, a dependency before its dependant", () => {
  const app = new ShopApp({ outdir: folder });
  const shop = build(app);
  const late = new ApiObject(shop, 'late', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } });
  const early = new ApiObject(shop, 'early', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'early' } });
  late.node.addDependency(early);
  new ApiObject(new Chart(app, 'other'), 'thing', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'thing' } });
  app.synth();
  expect(files()).toContain('60-other.k8s.yaml');
  const text = read('60-shop.k8s.yaml');
  expect(text.indexOf('name: early')).toBeLessThan(text.indexOf('name: late'));
});

test('a dependency cycle is said, not walked for ever', () => {
  const app = new ShopApp({ outdir: folder });
  const chart = new Chart(app, 'c');
  const a = new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  const b = new ApiObject(chart, 'b', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } });
  a.node.addDependency(b);
  b.node.addDependency(a);
  expect(messageOf(() => app.synth())).toBe(
    'SHOP-G007 at c/a: got the dependency cycle c/a → c/b → c/a; wanted an order. Fix: remove one of the addDependency calls.',
  );
});

test('two shops of one app have a folder each', () => {
  const app = new ShopApp({ outdir: folder });
  for (const name of ['north', 'south']) new ShopWebTier(new Shop(app, name), 'web', { image: 'registry.example/web:1', port: 8080 });
  app.synth();
  expect(files()).toEqual(['north/00-north.k8s.yaml', 'north/30-web.k8s.yaml', 'south/00-south.k8s.yaml', 'south/30-web.k8s.yaml']);
});

test('two objects of one identity are refused, with both places', () => {
  const app = new ShopApp({ outdir: folder });
  const shop = build(app);
  new ApiObject(shop, 'mine', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } });
  new ApiObject(shop, 'elsewhere', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'other' } });
  expect(messageOf(() => app.synth())).toBe(
    'SHOP-G008 at shop/mine: got Deployment "web" in the namespace "shop", which shop/web/Default already is; wanted one object for each kind and name of a namespace. Fix: rename one of the two, or give one of the shops another namespace.',
  );
  expect(files()).toEqual([]);
});

test('everything that is wrong is said at once', () => {
  const app = new ShopApp({ outdir: folder });
  const chart = new Chart(app, 'c');
  chart.node.addValidation({ validate: () => ['first'] });
  new Construct(chart, 'deep').node.addValidation({ validate: () => ['second'] });
  expect(messageOf(() => app.synth())).toBe('first\nsecond');
});

test("cdk8s-cli's validation plugins get the construct path of each object", () => {
  const app = new ShopApp({ outdir: folder, recordConstructMetadata: true });
  build(app);
  app.synth();
  const { version, resources } = JSON.parse(read('construct-metadata.json'));
  expect(version).toBe('1.0.0');
  expect(resources.edge).toEqual({ path: 'shop/edge/Default' });
});

test('another output type is written as a plain App writes it', () => {
  const app = new ShopApp({ outdir: folder, yamlOutputType: YamlOutputType.FILE_PER_APP });
  build(app);
  app.synth();
  expect(files()).toEqual(['app.k8s.yaml']);
});
