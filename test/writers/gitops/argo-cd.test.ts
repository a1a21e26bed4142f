import { ApiObject } from 'cdk8s';
import { parse } from 'yaml';
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
import { argoCdTree } from '../../../lib/writers/gitops/argo-cd';
import { kustomizeTree } from '../../../lib/writers/kustomize/kustomize';
import { kustomizeBuild } from '../../support/kustomize-build';
import { viewOf } from '../../support/shop-view';
import type { AnyManifest } from '../../support/synthesis';

const ARGO = {
  repository: 'https://git.example/shop.git',
  revision: 'main',
  path: 'artifacts',
  namespace: 'argocd',
  project: 'shops',
  automated: true,
  clusters: { production: 'https://production.example:6443' },
};

/** What the checks want of the user's own pod. */
const OWN = {
  container: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  pod: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
};

function shopOf(app: ShopApp, profile: ShopProfile, migration = 'registry.example/web:1'): void {
  const shop = new Shop(app, 'shop', { profile, namespace: `shop-${profile.name}` });
  const credentials = ShopSecret.existing('login');
  const db = new ShopDatabase(shop, 'db', { engine: DatabaseEngine.postgres('17.6'), credentials });
  new ShopCache(shop, 'carts', { use: CacheUse.CART, credentials });
  new ShopJob(shop, 'migrate', { image: migration, connections: [db.query({ poolPerReplica: 1 })] });
  const container = {
    name: 'a',
    image: 'registry.example/mine:1',
    resources: { limits: { memory: '64Mi' } },
    securityContext: OWN.container,
  };
  const template = { spec: { containers: [container], restartPolicy: 'Never', securityContext: OWN.pod } };
  new ApiObject(shop, 'Mine', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'mine' }, spec: { template } });
  new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: [db.query({ poolPerReplica: 1 })] });
}

const profiles = [ShopProfile.staging(), ShopProfile.production(), ShopProfile.development()];
const environments = profiles.map((profile) => ({ name: profile.name, shop: viewOf((app) => shopOf(app, profile)) }));
const tree = new Map([...argoCdTree(environments, ARGO), ...(environments[0] ? kustomizeTree(environments[0].shop, environments) : [])]);
const built = (name: string): AnyManifest[] => kustomizeBuild(tree, `argocd/overlays/${name}`);
const annotations = (name: string, object: string) =>
  built(name).find((o) => `${o.kind}/${o.metadata.name}` === object)?.metadata.annotations;

test('an Application for each environment, which leaves the shop when it goes', () => {
  const application = parse(`${tree.get('argocd/application-production.yaml')}`);
  expect(application).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
      labels: { 'app.kubernetes.io/part-of': 'shop' },
      name: 'shop-production',
      namespace: 'argocd',
    },
    spec: {
      destination: { namespace: 'shop-production', server: 'https://production.example:6443' },
      project: 'shops',
      source: { path: 'artifacts/argocd/overlays/production', repoURL: 'https://git.example/shop.git', targetRevision: 'main' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { backoff: { duration: '30s', factor: 2, maxDuration: '5m' }, limit: 5 },
        syncOptions: ['ApplyOutOfSyncOnly=true', 'PruneLast=true', 'ServerSideApply=true'],
      },
    },
  });
});

test('by hand where that is asked for', () => {
  const byHand = argoCdTree(environments, { ...ARGO, automated: false });
  expect(parse(`${byHand.get('argocd/application-staging.yaml')}`).spec.syncPolicy.automated).toBeUndefined();
});

test('the ApplicationSet makes the same Applications', () => {
  const { spec } = parse(`${tree.get('argocd/applicationset.yaml')}`);
  expect(spec.syncPolicy).toEqual({ preserveResourcesOnDeletion: true });
  const made = spec.generators[0].list.elements.map((element: Record<string, string>) =>
    JSON.parse(JSON.stringify(spec.template).replace(/\{\{ \.(\w+) \}\}/g, (_, key) => `${element[key]}`)),
  );
  for (const [i, { name }] of environments.entries()) {
    const { metadata, spec: wanted } = parse(`${tree.get(`argocd/application-${name}.yaml`)}`);
    const { namespace: _, ...rest } = metadata;
    expect(made[i]).toEqual({ metadata: rest, spec: wanted });
  }
});

test('every object has the number of its phase as its wave', () => {
  expect(built('production').filter((o) => !o.metadata.annotations['argocd.argoproj.io/sync-wave'])).toEqual([]);
  expect(annotations('production', 'ResourceQuota/shop')).toEqual({ 'argocd.argoproj.io/sync-wave': '0' });
  expect(annotations('production', 'StatefulSet/db')).toMatchObject({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'argocd.argoproj.io/sync-wave': '10',
  });
  expect(annotations('production', 'Deployment/web')).toMatchObject({ 'argocd.argoproj.io/sync-wave': '30' });
});

test('the pods of a workload get no annotation, which would replace them', () => {
  const template = built('production').find((o) => o.kind === 'Deployment')?.spec.template;
  expect(JSON.stringify(template)).not.toContain('argocd');
});

test('a claim that waits for its first consumer is not waited for', () => {
  expect(annotations('production', 'PersistentVolumeClaim/db-backup')).toMatchObject({
    'argocd.argoproj.io/ignore-healthcheck': 'true',
    'argocd.argoproj.io/sync-wave': '70',
  });
});

test('a finished Job stays, so that it is not missed and run anew; one without an end of its own is left alone', () => {
  const jobs = environments[0]?.shop.manifests.of('Job') ?? [];
  expect(jobs.map(({ body }) => (body.spec as AnyManifest).ttlSecondsAfterFinished)).toEqual([600, undefined]);
  const made = built('staging').filter((o) => o.kind === 'Job');
  expect(made.map((o) => [o.metadata.name, o.spec.ttlSecondsAfterFinished])).toEqual([
    ['migrate', undefined],
    ['mine', undefined],
  ]);
});

test('a Job that may be replaced is a hook, because a changed one cannot be compared; one of the user’s own is left alone', () => {
  const hook = { 'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' };
  expect(annotations('staging', 'Job/migrate')).toMatchObject({ ...hook, 'argocd.argoproj.io/sync-wave': '20' });
  expect(annotations('staging', 'Job/mine')).toEqual({ 'argocd.argoproj.io/sync-wave': '60' });
  expect(built('staging').filter((o) => o.kind !== 'Job' && 'argocd.argoproj.io/hook' in o.metadata.annotations)).toEqual([]);
});

test('the account of a Job differs when the Job does, and no other account', () => {
  const accounts = (image: string): Record<string, string | undefined> => {
    const shop = viewOf((app) => shopOf(app, ShopProfile.staging(), image));
    const of = { name: 'staging', shop };
    const objects = kustomizeBuild(new Map([...argoCdTree([of], ARGO), ...kustomizeTree(shop, [of])]), 'argocd/overlays/staging');
    const found = objects.filter((o) => o.kind === 'ServiceAccount');
    return Object.fromEntries(found.map((o) => [o.metadata.name, o.metadata.annotations['cdk8s-shop/job']]));
  };
  const [before, after] = [accounts('registry.example/web:1'), accounts('registry.example/web:2')];
  expect(before).toEqual({ carts: undefined, db: undefined, migrate: expect.stringMatching(/^[0-9a-f]{16}$/), web: undefined });
  expect(accounts('registry.example/web:1')).toEqual(before);
  expect(after.migrate).not.toBe(before.migrate);
});

test('the namespace around data is kept', () => {
  expect(annotations('production', 'Namespace/shop-production')).toEqual({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'argocd.argoproj.io/sync-wave': '0',
  });
  expect(annotations('development', 'Namespace/shop-development')).toEqual({ 'argocd.argoproj.io/sync-wave': '0' });
});
