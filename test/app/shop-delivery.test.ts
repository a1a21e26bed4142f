import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { Shop, ShopApp, type ShopArtifacts, type ShopDelivery, ShopProfile, ShopWorker } from '../../lib';
import { faultsOf, messageOf } from '../support/synthesis';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-delivery-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An app with a shop, or several, of a profile. */
function appOf(profile: ShopProfile, artifacts?: ShopArtifacts, shops = ['shop'], image = 'registry.example/mailer:1'): ShopApp {
  const app = new ShopApp({ outdir: join(folder, 'dist'), artifacts });
  for (const name of shops) new ShopWorker(new Shop(app, name, { profile }), `${name}-mailer`, { image, port: 8080 });
  return app;
}

const SOURCE = { repository: 'https://git.example/shop.git' };
const staging = (artifacts: ShopArtifacts, shops?: string[]) => appOf(ShopProfile.staging(), artifacts, shops);
const production = (shops?: string[]) => appOf(ShopProfile.production(), undefined, shops);
const files = () => readdirSync(join(folder, 'artifacts'), { recursive: true, encoding: 'utf8' }).sort();
const read = (path: string) => readFileSync(join(folder, 'artifacts', path), 'utf8');

/** Every option, so that a new one breaks the build until it is covered. */
const EVERYTHING: Required<Omit<ShopDelivery, 'environments'>> = {
  kustomize: true,
  helm: { version: '1.4.0', appVersion: '2', testImage: 'registry.example/curl:8' } satisfies Required<ShopDelivery['helm']>,
  argoCd: {
    ...SOURCE,
    revision: 'release',
    path: 'deploy/shop',
    namespace: 'argo',
    project: 'shops',
    automated: false,
    clusters: { production: 'https://production.example' },
  } satisfies Required<ShopDelivery['argoCd']>,
  flux: { ...SOURCE, revision: 'release', path: 'deploy/shop', namespace: 'flux', secretName: 'git' } satisfies Required<
    ShopDelivery['flux']
  >,
};

test('nothing is written unless it is asked for', () => {
  staging({}).synth();
  expect(files()).toEqual(['.cdk8s-shop-files', 'graph.json']);
});

test('every option arrives', () => {
  staging({ ...EVERYTHING, environments: { production: production() } }).synth();
  expect(files().filter((path) => !path.includes('/'))).toEqual(['.cdk8s-shop-files', 'argocd', 'flux', 'graph.json', 'helm', 'kustomize']);
  expect(read('helm/shop/Chart.yaml')).toMatch(/appVersion: "2"\n.*version: 1\.4\.0/s);
  expect(read('argocd/application-production.yaml')).toMatch(/server: https:\/\/production\.example\n {2}project: shops/);
  expect(read('argocd/application-production.yaml')).toContain('path: deploy/shop/argocd/overlays/production');
  expect(read('argocd/application-production.yaml')).toContain('targetRevision: release');
  expect(read('argocd/application-production.yaml')).toContain('namespace: argo\n');
  expect(read('argocd/application-production.yaml')).not.toContain('automated');
  expect(read('flux/production.yaml')).toMatch(/namespace: flux\n.*branch: release\n.*name: git\n/s);
  expect(read('flux/production.yaml')).toContain('path: "./deploy/shop/kustomize/overlays/production/30-workloads"');
});

test('what an option leaves out, also as undefined, has its default', () => {
  staging({ helm: { version: undefined }, argoCd: { ...SOURCE, path: undefined }, flux: { ...SOURCE, namespace: undefined } }).synth();
  expect(read('helm/shop/Chart.yaml')).toContain('version: 0.1.0');
  expect(read('argocd/application-staging.yaml')).toContain('path: artifacts/argocd/overlays/staging');
  expect(read('flux/staging.yaml')).toContain('namespace: flux-system');
});

test('an environment is checked, and its own outputs are not written', () => {
  const other = new ShopApp({ outdir: join(folder, 'other'), artifacts: {} });
  new Shop(other, 'shop', { profile: ShopProfile.production() });
  staging({ kustomize: true, environments: { production: other } }).synth();
  expect(existsSync(join(folder, 'other'))).toBe(false);
});

test('the app’s own environment has the name of its profile', () => {
  staging({ kustomize: true, environments: { production: production() } }).synth();
  expect(readdirSync(join(folder, 'artifacts/kustomize/overlays')).sort()).toEqual(['production', 'staging']);
});

test('Argo CD and Flux bring what they read, unless it is said otherwise', () => {
  staging({ flux: SOURCE }).synth();
  expect(existsSync(join(folder, 'artifacts/kustomize/base/kustomization.yaml'))).toBe(true);
  staging({ argoCd: SOURCE, kustomize: false }).synth();
  expect(existsSync(join(folder, 'artifacts/kustomize'))).toBe(true);
  expect(files().filter((path) => path.startsWith('kustomize/') && path.endsWith('.yaml'))).toEqual([]);
});

test('the order in which environments are given changes nothing', () => {
  const written = (names: string[]) => {
    staging({ argoCd: SOURCE, environments: Object.fromEntries(names.map((name) => [name, production()])) }).synth();
    return read('argocd/applicationset.yaml');
  };
  expect(written(['b', 'a'])).toBe(written(['a', 'b']));
});

test('several shops have a folder each, and the tools are told which', () => {
  staging({ flux: SOURCE, helm: {}, environments: { production: production(['a', 'b']) } }, ['a', 'b']).synth();
  expect(read('a/flux/production.yaml')).toContain('path: "./artifacts/a/kustomize/overlays/production/30-workloads"');
  expect(read('b/kustomize/base/30-workloads/30-b-mailer.k8s.yaml')).toContain('name: b-mailer');
  expect(read('b/helm/b/Chart.yaml')).toContain('name: b');
});

test('dist/ is the same with and without', () => {
  staging({ ...EVERYTHING, environments: { production: production() } }).synth();
  const dist = () => readdirSync(join(folder, 'dist')).map((file) => readFileSync(join(folder, 'dist', file), 'utf8'));
  const before = dist();
  appOf(ShopProfile.staging()).synth();
  expect(dist()).toEqual(before);
});

test('twice is the same', () => {
  const app = staging({ ...EVERYTHING, environments: { production: production() } });
  app.synth();
  const before = files().map((path) => (path.endsWith('.yaml') ? read(path) : path));
  app.synth();
  expect(files().map((path) => (path.endsWith('.yaml') ? read(path) : path))).toEqual(before);
});

test('what is wrong with an environment is said with its name, and nothing is written', () => {
  const wrong = production();
  const body = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'mine' }, spec: {} };
  new ApiObject(wrong.node.findChild('shop'), 'Mine', body);
  const app = staging({ kustomize: true, environments: { production: wrong, audited: wrong } });
  const message = messageOf(() => app.synth());
  expect(message).toContain('In the environment production:\n');
  expect(message).toContain('In the environment audited:\n');
  expect(message).toContain('missing-field at shop/Mine');
  expect(readdirSync(folder)).toEqual([]);
});

test.each<[string, ShopArtifacts, string]>([
  [
    'a name',
    { environments: { 'Pre Prod': new ShopApp() } },
    'SHOP-L001 at artifacts: got the environment "Pre Prod"; wanted a name of at most 20 lower-case letters, digits and hyphens that begins with a letter. Fix: rename the environment, or the profile whose name it has.',
  ],
  [
    'the app’s own name',
    { environments: { staging: new ShopApp() } },
    'SHOP-L002 at artifacts: got another environment "staging"; wanted names other than that of the app’s own profile, which is an environment already. Fix: rename the environment, derive a profile with a name of its own, or give artifacts to the app of one profile alone.',
  ],
  [
    'other shops',
    { environments: { production: new ShopApp() } },
    'SHOP-L003 at artifacts: got no shop in production; wanted the same shops, by their ids, in every environment. Fix: build every environment with the same function.',
  ],
  [
    'a repository',
    { argoCd: { repository: 'shop.git' } },
    'SHOP-L004 at artifacts: got the repository "shop.git"; wanted the URL of a Git repository, a branch or reference of it, and a folder in it without slashes at its ends. Fix: correct the source.',
  ],
  [
    'a version',
    { helm: { version: '1' } },
    'SHOP-L005 at artifacts: got the version "1"; wanted a semantic version, such as 1.4.0. Fix: correct the version of the chart.',
  ],
  [
    'a cluster of nobody',
    { argoCd: { ...SOURCE, clusters: { live: 'https://a.example' } } },
    'SHOP-L008 at artifacts: got a cluster for "live"; wanted the name of an environment. Fix: name the environment as it is named in environments, or as the profile of the app is.',
  ],
  [
    'no image',
    { helm: { testImage: 'No Image' } },
    'SHOP-L009 at artifacts: got the image "No Image"; wanted an image reference. Fix: correct helm\'s testImage.',
  ],
])('%s is refused', (_, artifacts, message) => {
  expect(messageOf(() => staging(artifacts).synth()).split('\n')).toContain(message);
  expect(readdirSync(folder)).toEqual([]);
});

test('every part of a source is looked at', () => {
  const source = { repository: 'git@git.example:shop.git', revision: 'a b', path: 'a/../b' };
  const rest = ['the revision "a b"', 'the path "a/../b"'];
  expect(faultsOf(() => staging({ argoCd: source }).synth()).map(({ got }) => got)).toEqual(rest);
  expect(faultsOf(() => staging({ flux: source }).synth()).map(({ got }) => got)).toEqual([
    `the repository "${source.repository}"`,
    ...rest,
  ]);
  for (const path of ['/a', 'a/', 'a//b', './a']) {
    expect(faultsOf(() => staging({ flux: { ...SOURCE, path } }).synth()).map(({ code }) => code)).toEqual(['SHOP-L004']);
  }
});

test('where the profile wants digests, the tests of the chart have one', () => {
  const audited = (helm: ShopDelivery['helm']) => appOf(ShopProfile.audited(), { helm }, ['shop'], `a@sha256:${'0'.repeat(64)}`);
  expect(messageOf(() => audited({}).synth())).toBe(
    'SHOP-L006 at artifacts: got the image of the chart’s tests "curlimages/curl"; wanted a digest, in this profile. Fix: give helm\'s testImage with @sha256:….',
  );
  audited({ testImage: `curl@sha256:${'0'.repeat(64)}` }).synth();
});

test('a name that Flux writes into a label fits there', () => {
  const shop = 's'.repeat(33);
  const withName = (environment: string) => ({ [environment]: production([shop]) });
  expect(messageOf(() => staging({ flux: SOURCE, environments: withName('e'.repeat(16)) }, [shop]).synth())).toBe(
    `SHOP-L007 at artifacts: got the name ${shop}-eeeeeeeeeeeeeeee-observability; wanted at most 63 characters, because Flux writes the name into a label. Fix: shorten the name of the shop or of the environment.`,
  );
  staging({ flux: SOURCE, environments: withName('e'.repeat(15)) }, [shop]).synth();
  staging({ argoCd: SOURCE, environments: withName('e'.repeat(16)) }, [shop]).synth();
});
