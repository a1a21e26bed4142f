import Ajv from 'ajv';
import { ApiObject, Duration } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  CacheUse,
  ClusterProfile,
  DatabaseEngine,
  EdgeClass,
  Shop,
  type ShopApp,
  ShopCache,
  ShopDatabase,
  ShopEdge,
  ShopJob,
  ShopProfile,
  ShopSecret,
  ShopWebTier,
} from '../../../lib';
import { chartValues, helmChart } from '../../../lib/writers/helm/helm-chart';
import { renderManifestFile } from '../../../lib/writers/manifest-file';
import type { ShopView } from '../../../lib/writers/shop-view';
import { buildShop } from '../../support/described-shop';
import { defaultsOf, fileOf, objectsIn, withDefaults } from '../../support/helm-chart';
import { randomShop } from '../../support/random-shop';
import { viewOf } from '../../support/shop-view';

const CHART = { version: '1.2.3', testImage: 'curlimages/curl:8.14.1' };

/** A pod that no check stops. */
const POD = {
  securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [{ name: 'a', image: 'other/web:3', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
};

function bookshop(app: ShopApp, profile = ShopProfile.staging()): void {
  const shop = new Shop(app, 'bookshop', { profile, cluster: ClusterProfile.of({ edge: EdgeClass.ingress('haproxy') }) });
  const carts = new ShopCache(shop, 'carts', { use: CacheUse.CART });
  const web = new ShopWebTier(shop, 'web', {
    image: 'registry.example/web:1.0',
    port: 8080,
    servicePort: 80,
    connections: [carts.readWrite()],
    scale: { min: 2, max: 7 },
    env: { TEMPLATE: '{{ .Values }} and {{{ more }}}', PLAIN: 'VALUE0x' },
    sidecars: [{ name: 'proxy', image: 'registry.example/proxy:2' }],
  });
  new ShopJob(shop, 'migrate', { image: 'registry.example/web:1.0', command: ['migrate'] });
  new ShopEdge(shop, 'edge', {
    host: 'shop.example',
    extraHosts: ['www.shop.example'],
    routes: [{ path: '/', to: web }],
    tlsSecretName: 'tls',
  });
}

const shop = viewOf(bookshop);
const tree = helmChart(shop, CHART);
const file = (path: string) => fileOf(tree, shop, path);

test('a template for each file of dist/, and what a chart has beside', () => {
  expect([...tree.keys()].map((path) => path.replace('helm/bookshop/', ''))).toEqual([
    '.helmignore',
    'Chart.yaml',
    'README.md',
    'values.schema.json',
    'values.yaml',
    'templates/NOTES.txt',
    'templates/bounds.yaml',
    'templates/00-bookshop.yaml',
    'templates/10-carts.yaml',
    'templates/20-migrate.yaml',
    'templates/30-web.yaml',
    'templates/40-edge.yaml',
    'templates/tests/web.yaml',
  ]);
});

test('Chart.yaml', () => {
  expect(parse(file('Chart.yaml'))).toEqual({
    apiVersion: 'v2',
    description: 'The shop bookshop, as the profile staging has it.',
    kubeVersion: '>=1.34.0-0',
    name: 'bookshop',
    type: 'application',
    version: '1.2.3',
  });
  expect(parse(fileOf(helmChart(shop, { ...CHART, appVersion: '2026-11' }), shop, 'Chart.yaml')).appVersion).toBe('2026-11');
});

test('the values are the few that are documented', () => {
  expect(parse(file('values.yaml'))).toEqual({
    images: {
      carts: 'valkey/valkey:8.1',
      'carts-credentials': 'curlimages/curl:8.14.1',
      migrate: 'registry.example/web:1.0',
      web: 'registry.example/web:1.0',
      'web-proxy': 'registry.example/proxy:2',
    },
    replicas: { web: { min: 2, max: 7 } },
    hosts: { edge: ['shop.example', 'www.shop.example'] },
    storage: { carts: 2 },
    clusterObjects: true,
    testImage: 'curlimages/curl:8.14.1',
  });
});

test('with the default values the templates are the files of dist/, to the byte', () => {
  expectDist(shop, tree);
});

test('braces of the shop’s own stay braces, and its words stay words', () => {
  const template = file('templates/30-web.yaml');
  expect(template).toContain('value: "{{ "{{" }} .Values }} and {{ "{{" }}{ more }}}"');
  expect(template).toContain('value: VALUE0x');
});

test('containers of one image share a value, others have their own', () => {
  expect(file('templates/10-carts.yaml').match(/index \.Values\.images "carts" \|/g)).toHaveLength(2);
  expect(file('templates/30-web.yaml')).toContain('image: {{ index .Values.images "web-proxy" | quote }}');
});

test('every host of the edge is a value, wherever it stands', () => {
  const edge = file('templates/40-edge.yaml');
  expect(edge).not.toContain('shop.example');
  expect(edge.match(/index \.Values\.hosts "edge" 0 \| quote/g)).toHaveLength(2);
});

test('the quota is the sum of the claims', () => {
  expect(file('templates/00-bookshop.yaml')).toContain('requests.storage: {{ add (mul 1 (index .Values.storage "carts")) }}Gi');
});

test('what holds data is kept, and so is the namespace around it', () => {
  const kept = [...tree].filter(([, text]) => text.includes('helm.sh/resource-policy: keep')).map(([path]) => path);
  expect(kept).toEqual(['helm/bookshop/README.md', 'helm/bookshop/templates/00-bookshop.yaml', 'helm/bookshop/templates/10-carts.yaml']);
  expect(objectsIn(withoutActions(file('templates/00-bookshop.yaml')))[0].metadata.annotations).toEqual({
    'helm.sh/resource-policy': 'keep',
  });
  const development = viewOf((app) => bookshop(app, ShopProfile.development()));
  const unkept = [...helmChart(development, CHART)].filter(([, text]) => text.includes('resource-policy'));
  expect(unkept).toEqual([]);
});

test('the objects of the cluster can be left to somebody else', () => {
  const guarded = file('templates/00-bookshop.yaml').matchAll(/\{\{- if \.Values\.clusterObjects \}\}\n(.*?)\{\{- end \}\}\n/gs);
  expect([...guarded].map(([, text]) => objectsIn(`${text}`)[0].kind)).toEqual([
    'Namespace',
    'PriorityClass',
    'PriorityClass',
    'PriorityClass',
  ]);
  expect(file('templates/30-web.yaml')).not.toContain('clusterObjects');
});

test('NOTES.txt tells what has to be brought, and that data stays', () => {
  expect(file('templates/NOTES.txt')).toContain('Secrets that have to be in the namespace: tls.');
  expect(file('templates/NOTES.txt')).toContain('What holds data stays');
});

test('the README has a row for each value', () => {
  for (const key of defaultsOf(tree, shop).keys()) expect(file('README.md')).toContain(`| \`${key}\` |`);
});

describe('an installation waits', () => {
  const readme = (describe: (app: ShopApp) => void) => {
    const described = viewOf(describe);
    return fileOf(helmChart(described, CHART), described, 'README.md');
  };
  const database = (app: ShopApp, profile: ShopProfile) => {
    const shop = new Shop(app, 'bookshop', { profile });
    new ShopDatabase(shop, 'db', { engine: DatabaseEngine.postgres('17.6'), credentials: ShopSecret.existing('login') });
    return shop;
  };

  test('no longer than a finished Job stays, for which Helm would ask in vain', () => {
    expect(file('README.md')).toContain('--take-ownership --wait --wait-for-jobs --timeout 10m\nhelm test bookshop');
    const hasty = readme((app) => {
      const image = 'registry.example/web:1.0';
      new ShopJob(database(app, ShopProfile.staging()), 'migrate', { image, keepFinished: Duration.seconds(90) });
    });
    expect(hasty).toContain('--wait --wait-for-jobs --timeout 90s\n');
    expect(hasty).toContain('a finished Job leaves after 90s');
  });

  test('a quarter of an hour where there is no Job', () => {
    expect(readme((app) => database(app, ShopProfile.staging()))).toContain('--wait --wait-for-jobs --timeout 15m\n');
  });

  test('by kubectl where a claim is bound by a later pod, for which Helm would wait in vain', () => {
    const backedUp = readme((app) => database(app, ShopProfile.production()));
    expect(backedUp).toContain('--take-ownership\nkubectl --namespace bookshop rollout status statefulset,deployment --timeout 15m\n');
    expect(backedUp).toContain('would wait for the claims `db-backup` too');
    expect(backedUp).not.toContain('--wait-for-jobs');
  });
});

test('no value is a secret, and none can be', () => {
  const allowed = /^(images\.|replicas\.|hosts\.|storage\.)[a-z][a-z0-9-]*$|^(clusterObjects|testImage)$/;
  expect([...defaultsOf(tree, shop).keys()].filter((key) => !allowed.test(key))).toEqual([]);
  expect(file('values.yaml')).not.toMatch(/password|token|secretName/i);
  expect(chartValues(shop).places.filter(({ manifest }) => manifest.kind === 'Secret')).toEqual([]);
});

test('an object of the user’s own is a value too, apart from a component’s', () => {
  const own = viewOf((app) => {
    bookshop(app);
    const scope = app.node.findChild('bookshop') as Shop;
    const spec = { selector: { matchLabels: { app: 'mine' } }, template: { metadata: { labels: { app: 'mine' } }, spec: POD } };
    new ApiObject(scope, 'Mine', { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'web' }, spec });
  });
  const chart = helmChart(own, CHART);
  expect(defaultsOf(chart, own).get('images.web')).toBe('registry.example/web:1.0');
  expect(defaultsOf(chart, own).get('images.daemonset-web')).toBe('other/web:3');
  expectDist(own, chart);
});

test('whatever the shop: with the default values the manifests, every image a value, the values within the schema', () => {
  fc.assert(
    fc.property(randomShop, (description) => {
      const view = viewOf((app) => buildShop(description, app));
      const chart = helmChart(view, CHART);
      expectDist(view, chart);
      const images = new Set([...defaultsOf(chart, view)].filter(([key]) => key.startsWith('images.')).map(([, image]) => image));
      for (const { containers } of view.manifests.pods) for (const { body } of containers) expect(images).toContain(body.image);
      const templates = [...chart].filter(([path]) => path.includes('/templates/')).map(([, text]) => text);
      for (const text of templates) expect(text).not.toMatch(/^ *(- )?image: (?!\{\{)/m);
      const validate = new Ajv({ strict: false }).compile(JSON.parse(fileOf(chart, view, 'values.schema.json')));
      expect(validate(parse(fileOf(chart, view, 'values.yaml')))).toBe(true);
    }),
    { numRuns: 8 },
  );
});

function expectDist(view: ShopView, chart: ReadonlyMap<string, string>): void {
  const { places } = chartValues(view);
  for (const [path, manifests] of view.files) {
    const template = fileOf(chart, view, `templates/${path.replace('.k8s', '')}`);
    expect(withDefaults(template, places)).toBe(renderManifestFile(manifests));
  }
}

function withoutActions(template: string): string {
  return template.replace(/^\{\{- .*\n/gm, '').replace(/\{\{.*?\}\}/g, '0');
}
