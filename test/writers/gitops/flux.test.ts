import {
  CacheUse,
  DatabaseEngine,
  Shop,
  type ShopApp,
  ShopCache,
  ShopDatabase,
  ShopJob,
  ShopProfile,
  ShopSecret,
  ShopWebTier,
} from '../../../lib';
import { fluxTree } from '../../../lib/writers/gitops/flux';
import { objectsIn } from '../../support/helm-chart';
import { viewOf } from '../../support/shop-view';
import type { AnyManifest } from '../../support/synthesis';

const SOURCE = { repository: 'https://git.example/shop.git', revision: 'main', path: 'artifacts', namespace: 'flux-system' };

function shopOf(app: ShopApp, profile: ShopProfile): void {
  const shop = new Shop(app, 'shop', { profile });
  const credentials = ShopSecret.existing('login');
  const db = new ShopDatabase(shop, 'db', { engine: DatabaseEngine.postgres('17.6'), credentials });
  new ShopCache(shop, 'carts', { use: CacheUse.CART, credentials });
  const connections = [db.query({ poolPerReplica: 1 })];
  new ShopJob(shop, 'migrate', { image: 'registry.example/web:1', connections });
  new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections });
}

const environment = (profile: ShopProfile) => ({ name: profile.name, shop: viewOf((app) => shopOf(app, profile)) });
const objectsOf = (profile: ShopProfile, source = {}): AnyManifest[] =>
  objectsIn(`${fluxTree([environment(profile)], { ...SOURCE, ...source }).get(`flux/${profile.name}.yaml`)}`);
const [repository, ...kustomizations] = objectsOf(ShopProfile.production());

test('the repository', () => {
  expect(repository).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'shop', namespace: 'flux-system' },
    spec: { interval: '10m', ref: { branch: 'main' }, url: 'https://git.example/shop.git' },
  });
});

test('a reference other than a branch, and credentials', () => {
  const [other] = objectsOf(ShopProfile.staging(), { revision: 'refs/tags/v1', secretName: 'git', namespace: 'flux' });
  expect(other.metadata.namespace).toBe('flux');
  expect(other.spec).toMatchObject({ ref: { name: 'refs/tags/v1' }, secretRef: { name: 'git' } });
});

test('a Kustomization for each phase, each after the one before', () => {
  expect(kustomizations.map((k) => [k.metadata.name, k.spec.path, k.spec.dependsOn])).toEqual([
    ['shop-production-foundation', './artifacts/kustomize/overlays/production/00-foundation', undefined],
    ['shop-production-data', './artifacts/kustomize/overlays/production/10-data', [{ name: 'shop-production-foundation' }]],
    ['shop-production-migration', './artifacts/kustomize/overlays/production/20-migration', [{ name: 'shop-production-data' }]],
    ['shop-production-workloads', './artifacts/kustomize/overlays/production/30-workloads', [{ name: 'shop-production-migration' }]],
  ]);
});

test('what runs is awaited; a claim that only a CronJob mounts is not', () => {
  const awaited = kustomizations.map((k) => (k.spec.healthChecks ?? []).map((h: AnyManifest) => `${h.kind}/${h.namespace}/${h.name}`));
  expect(awaited).toEqual([[], ['StatefulSet/shop/carts', 'StatefulSet/shop/db'], ['Job/shop/migrate'], ['Deployment/shop/web']]);
});

test('as long as the slowest may take by its own account', () => {
  expect(kustomizations.map((k) => k.spec.timeout)).toEqual([undefined, '600s', '1800s', '600s']);
});

test('a finished Job stays, so that it is not missed and run anew', () => {
  expect(kustomizations.map((k) => k.spec.patches)).toEqual([
    undefined,
    undefined,
    [
      {
        target: { group: 'batch', version: 'v1', kind: 'Job', name: 'migrate', namespace: 'shop' },
        patch: '- op: remove\n  path: /spec/ttlSecondsAfterFinished\n',
      },
    ],
    undefined,
  ]);
});

test('what holds data, and the namespace around it, is never deleted; the rest is', () => {
  expect(kustomizations.map((k) => k.spec.prune)).toEqual([false, false, true, true]);
});

test('where no data is kept, everything may go', () => {
  expect(
    objectsOf(ShopProfile.development())
      .slice(1)
      .map((k) => k.spec.prune),
  ).toEqual([true, true, true, true]);
});
