import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  CacheUse,
  ClusterProfile,
  DatabaseEngine,
  Shop,
  type ShopApp,
  ShopCache,
  ShopDatabase,
  ShopProfile,
  ShopSecret,
  ShopWebTier,
} from '../../../lib';
import { kustomizeTree } from '../../../lib/writers/kustomize/kustomize';
import type { ShopView } from '../../../lib/writers/shop-view';
import { buildShop } from '../../support/described-shop';
import { kustomizeBuild } from '../../support/kustomize-build';
import { randomShop } from '../../support/random-shop';
import { viewOf } from '../../support/shop-view';

const bodies = (view: ShopView) => view.manifests.all.map(({ body }) => body);
const sorted = (objects: readonly object[]) => objects.map((o) => JSON.stringify(o)).sort();

/** A shop whose environments differ in fields, in whole objects, and in the namespace. */
function shopIn(app: ShopApp, profile: ShopProfile, namespace = 'shop'): void {
  const shop = new Shop(app, 'shop', { profile, namespace });
  const production = profile.name === 'production';
  const credentials = production ? ShopSecret.existing('login') : undefined;
  const db = new ShopDatabase(shop, 'db', { engine: DatabaseEngine.postgres('17.6'), credentials });
  if (!production) new ShopCache(shop, 'pages', { use: CacheUse.PAGE, authentication: false });
  new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: [db.query({ poolPerReplica: 2 })] });
}

const staging = viewOf((app) => shopIn(app, ShopProfile.staging()));
const production = viewOf((app) => shopIn(app, ShopProfile.production()));
const elsewhere = viewOf((app) => shopIn(app, ShopProfile.production(), 'shop-production'));
const environments = [
  { name: 'staging', shop: staging },
  { name: 'production', shop: production },
  { name: 'elsewhere', shop: elsewhere },
];
const tree = kustomizeTree(staging, environments);

test('the base is the files of dist/, a folder a phase, in their order', () => {
  expect(parse(`${tree.get('kustomize/base/kustomization.yaml')}`)).toEqual({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    sortOptions: { order: 'fifo' },
    resources: ['00-foundation', '10-data', '30-workloads'],
  });
  expect(parse(`${tree.get('kustomize/base/10-data/kustomization.yaml')}`).resources).toEqual(['10-db.k8s.yaml', '10-pages.k8s.yaml']);
  expect(kustomizeBuild(tree, 'kustomize/base')).toEqual(bodies(staging));
});

test('the overlay of the base itself changes nothing', () => {
  const overlay = [...tree].filter(([path]) => path.startsWith('kustomize/overlays/staging/'));
  expect(overlay.map(([, text]) => parse(text).patches)).toEqual(overlay.map(() => undefined));
  expect(kustomizeBuild(tree, 'kustomize/overlays/staging')).toEqual(bodies(staging));
});

test('an overlay says what differs: what goes, what changes, what comes', () => {
  const { resources, patches } = parse(`${tree.get('kustomize/overlays/production/10-data/kustomization.yaml')}`);
  expect(resources).toEqual(['../../../base/10-data', '10-db.k8s.yaml']);
  const gone = patches.map(({ patch }: { patch: string }) => parse(patch)).filter((p: { $patch?: string }) => p.$patch === 'delete');
  expect(gone).toContainEqual({
    $patch: 'delete',
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'db-credentials', namespace: 'shop' },
  });
  expect(gone).toContainEqual({
    $patch: 'delete',
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'pages', namespace: 'shop' },
  });
  expect(tree.get('kustomize/overlays/production/10-data/10-db.k8s.yaml')).toContain('kind: CronJob');
  const workloads = parse(`${tree.get('kustomize/overlays/production/30-workloads/kustomization.yaml')}`);
  expect(workloads.patches).toContainEqual({
    target: { group: 'autoscaling', version: 'v2', kind: 'HorizontalPodAutoscaler', name: 'web', namespace: 'shop' },
    patch: '- op: replace\n  path: /spec/maxReplicas\n  value: 10\n- op: replace\n  path: /spec/minReplicas\n  value: 3\n',
  });
});

test.each(environments)('what is built of the overlay of $name are its manifests', ({ name, shop }) => {
  expect(sorted(kustomizeBuild(tree, `kustomize/overlays/${name}`)).map((o) => JSON.parse(o))).toEqual(
    expect.arrayContaining(bodies(shop)),
  );
  expect(kustomizeBuild(tree, `kustomize/overlays/${name}`)).toHaveLength(bodies(shop).length);
});

test('one patch a phase moves the shop into another namespace, after those that name it by the old', () => {
  const { patches } = parse(`${tree.get('kustomize/overlays/elsewhere/30-workloads/kustomization.yaml')}`);
  expect(patches.at(-1)).toEqual({
    target: { namespace: 'shop' },
    patch: '- op: replace\n  path: /metadata/namespace\n  value: shop-production\n',
  });
  const foundation = parse(`${tree.get('kustomize/overlays/elsewhere/00-foundation/kustomization.yaml')}`);
  expect(foundation.patches[0]).toEqual({
    target: { version: 'v1', kind: 'Namespace', name: 'shop' },
    patch: '- op: replace\n  path: /metadata/name\n  value: shop-production\n',
  });
});

test('names with dots are no patterns', () => {
  const withMap = (value: string) =>
    viewOf((app) => {
      const shop = new Shop(app, 'shop', { profile: ShopProfile.development() });
      for (const name of ['a.b', 'axb']) {
        new ApiObject(shop, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { key: name === 'a.b' ? value : '' } });
      }
    });
  const other = withMap('2');
  const files = kustomizeTree(withMap('1'), [{ name: 'other', shop: other }]);
  expect(files.get('kustomize/overlays/other/60-other/kustomization.yaml')).toContain('name: a\\.b');
  expect(kustomizeBuild(files, 'kustomize/overlays/other')).toEqual(bodies(other));
});

test('a phase that the environment does not have is left out, one that the base does not have is added', () => {
  const bare = viewOf((app) => new Shop(app, 'shop', { profile: ShopProfile.development(), cluster: ClusterProfile.plain() }));
  const there = kustomizeTree(bare, [{ name: 'full', shop: staging }]);
  expect(parse(`${there.get('kustomize/overlays/full/10-data/kustomization.yaml')}`).resources).toEqual([
    '10-db.k8s.yaml',
    '10-pages.k8s.yaml',
  ]);
  expect(kustomizeBuild(there, 'kustomize/overlays/full')).toHaveLength(bodies(staging).length);
  const back = kustomizeTree(staging, [{ name: 'bare', shop: bare }]);
  expect(kustomizeBuild(back, 'kustomize/overlays/bare')).toEqual(bodies(bare));
});

test('whatever the shop, every file is listed once, and every overlay gives its environment', () => {
  fc.assert(
    fc.property(randomShop, randomShop, (one, other) => {
      const base = viewOf((app) => buildShop(one, app));
      const changed = viewOf((app) => buildShop(other, app));
      const files = kustomizeTree(base, [{ name: 'other', shop: changed }]);
      const read: string[] = [];
      const built = kustomizeBuild(files, 'kustomize/overlays/other', read);
      expect(sorted(built.map(plain))).toEqual(sorted(bodies(changed).map(plain)));
      kustomizeBuild(files, 'kustomize/base', read);
      expect([...new Set(read)].sort()).toEqual([...files.keys()].sort());
      const listed = [...files].filter(([path]) => path.endsWith('kustomization.yaml')).map(([, text]) => parse(text).resources);
      for (const resources of listed) expect(new Set(resources).size).toBe(resources.length);
    }),
    { numRuns: 5 },
  );
});

/** Without regard to the order of keys, which a patch does not keep. */
function plain(value: object): object {
  return JSON.parse(JSON.stringify(value), (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
