import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  CacheUse,
  EdgeClass,
  type Shop,
  ShopCache,
  ShopDatabase,
  ShopEdge,
  ShopJob,
  ShopQueue,
  ShopService,
  ShopStore,
  ShopWebTier,
  ShopWorker,
} from '../../../lib';
import { metadataOf } from '../../../lib/constructs/emit/metadata';
import { shopOf } from '../../../lib/constructs/shop-context';
import { type AnyManifest, manifestsOf, testShop, testShopOn } from '../../support/synthesis';

const image = 'registry.example/web:1';
const RECOMMENDED = ['component', 'instance', 'managed-by', 'name', 'part-of'].map((label) => `app.kubernetes.io/${label}`);

/** One of each component. */
function wholeShop(shop: Shop): Shop {
  new ShopDatabase(shop, 'orders-db', { backup: {} });
  new ShopCache(shop, 'carts', { use: CacheUse.CART });
  const events = new ShopQueue(shop, 'events');
  new ShopStore(shop, 'search', { image, port: 9200, dataPath: '/data' });
  new ShopJob(shop, 'migrate', { image });
  new ShopJob(shop, 'report', { image, schedule: '0 3 * * *' });
  ShopService.external(shop, 'payments', { host: 'api.psp.example' });
  new ShopWorker(shop, 'mailer', { image, connections: [events.consume()], scale: { min: 1, max: 2 } });
  const web = new ShopWebTier(shop, 'web', {
    image,
    port: 8080,
    scale: { min: 1, max: 2 },
    files: [{ path: '/etc/a', content: 'a' }],
    metrics: {},
  });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web }] });
  return shop;
}

const plain = () => wholeShop(testShop({ labels: { team: 'books' }, annotations: { 'example.com/on-call': 'books' } }));
const full = () =>
  wholeShop(
    testShopOn(
      { edge: EdgeClass.gateway('envoy'), kedaNamespace: 'keda', clusterSecretStore: 'store', prometheusOperator: true },
      { labels: { team: 'books' }, annotations: { 'example.com/on-call': 'books' } },
    ),
  );
const componentsOf = (shop: Shop): AnyManifest[] =>
  manifestsOf(shop).filter((m) => m.metadata.labels['app.kubernetes.io/instance'] !== undefined);

describe.each([
  ['a plain cluster', plain],
  ['a cluster with everything', full],
])('every object of every component on %s', (_, build) => {
  test('carries the recommended labels and the shop’s own', () => {
    const all = componentsOf(build());
    expect(all.length).toBeGreaterThan(50);
    for (const m of all) {
      expect(Object.keys(m.metadata.labels)).toEqual(expect.arrayContaining([...RECOMMENDED, 'team']));
      expect(m.metadata.labels['app.kubernetes.io/part-of']).toBe('shop');
    }
  });

  test('carries the shop’s annotations, and stands in its namespace', () => {
    for (const { metadata } of componentsOf(build())) {
      expect(metadata.annotations).toMatchObject({ 'example.com/on-call': 'books' });
      expect(metadata.namespace).toBe('shop');
    }
  });

  test('keeps what a user patches into it, even a field that no generated class knows', () => {
    const objects = build()
      .node.findAll()
      .filter((c): c is ApiObject => ApiObject.isApiObject(c));
    for (const object of objects) {
      object.addJsonPatch(JsonPatch.add('/aNewerField', { inside: true }));
      expect(object.toJson().aNewerField).toEqual({ inside: true });
    }
    expect(objects.length).toBeGreaterThan(50);
  });

  test('has a name of its own among its kind, short enough for Kubernetes', () => {
    const names = manifestsOf(build()).map((m) => `${m.kind}/${m.metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(`${name.split('/')[1]}`.length).toBeLessThanOrEqual(63);
  });
});

test('pods are selected by name and instance alone, of which no other component has both', () => {
  const workloads = componentsOf(plain()).filter((m) => ['Deployment', 'StatefulSet'].includes(m.kind));
  for (const m of workloads) {
    expect(m.spec.selector.matchLabels).toEqual({
      'app.kubernetes.io/instance': m.metadata.name,
      'app.kubernetes.io/name': m.metadata.name,
    });
    expect(m.spec.template.metadata.labels).toMatchObject(m.spec.selector.matchLabels);
  }
  expect(workloads.length).toBeGreaterThan(4);
});

describe('what is merged', () => {
  const owner = (shopProps: Parameters<typeof testShop>[0], labels: Record<string, string>) => ({
    shop: shopOf(testShop(shopProps), 'x'),
    component: { name: 'web', role: 'web' as const },
    labels,
  });

  test('a component’s label replaces the shop’s of the same key, and none replaces a recommended one', () => {
    const metadata = metadataOf(owner({ labels: { team: 'shop', tier: 'gold' } }, { team: 'web', 'app.kubernetes.io/name': 'mine' }));
    expect(metadata.labels).toEqual({
      'app.kubernetes.io/component': 'web',
      'app.kubernetes.io/instance': 'web',
      'app.kubernetes.io/managed-by': 'cdk8s-shop',
      'app.kubernetes.io/name': 'web',
      'app.kubernetes.io/part-of': 'shop',
      team: 'web',
      tier: 'gold',
    });
  });

  test('an object’s annotation replaces the shop’s of the same key', () => {
    const o = owner({ annotations: { b: 'shop', a: 'shop' } }, {});
    expect(metadataOf(o, 'web-config', { b: 'own', c: 'own' })).toMatchObject({
      name: 'web-config',
      annotations: { a: 'shop', b: 'own', c: 'own' },
    });
  });

  test('without any annotation the field is left out, and the name is the component’s', () => {
    const metadata = metadataOf(owner({}, {}));
    expect(metadata).not.toHaveProperty('annotations');
    expect([metadata.name, metadata.namespace]).toEqual(['web', 'shop']);
  });

  test('labels and annotations come in the one order, whatever order they were given in', () => {
    const keys = (given: string[]) => {
      const record = Object.fromEntries(given.map((key) => [key, '']));
      const { labels, annotations } = metadataOf(owner({ annotations: record }, record));
      return [Object.keys(labels), Object.keys(annotations ?? {})];
    };
    expect(keys(['z', 'B', 'a'])).toEqual(keys(['a', 'z', 'B']));
    expect(keys(['z', 'B', 'a'])[1]).toEqual(['B', 'a', 'z']);
  });
});

test('a component’s place in the construct tree is nowhere in the output', () => {
  const shop = testShop();
  new ShopWebTier(new Construct(shop, 'some-team'), 'web', { image, port: 8080 });
  expect(JSON.stringify(manifestsOf(shop))).not.toContain('some-team');
});
