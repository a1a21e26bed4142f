import { PortProtocol, Shop, type ShopApp, ShopEdge, ShopProbe, ShopProfile, ShopWebTier, type ShopWebTierProps } from '../../../lib';
import { check } from '../../../lib/checks/check';
import { manifestOf } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { helmChart } from '../../../lib/writers/helm/helm-chart';
import type { ShopView } from '../../../lib/writers/shop-view';
import { objectsIn } from '../../support/helm-chart';
import { reachableIn } from '../../support/reachable';
import { viewOf } from '../../support/shop-view';
import type { AnyManifest } from '../../support/synthesis';

const CHART = { version: '1.2.3', testImage: 'curlimages/curl:8.14.1' };

function shopWith(props: Partial<ShopWebTierProps>): ShopView {
  return viewOf((app: ShopApp) => {
    const shop = new Shop(app, 'shop', { profile: ShopProfile.staging() });
    const web = new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, servicePort: 80, ...props });
    new ShopWebTier(shop, 'hidden', { image: 'registry.example/hidden:1', port: 8080 });
    new ShopEdge(shop, 'edge', {
      host: 'shop.example',
      routes: [
        { path: '/', to: web },
        { path: '/api', to: web },
      ],
      tlsSecretName: 'tls',
    });
  });
}

function testObjects(view: ShopView): AnyManifest[] {
  const tests = [...helmChart(view, CHART)].filter(([path]) => path.includes('/templates/tests/'));
  return tests.flatMap(([, text]) => objectsIn(text.replace('{{ .Values.testImage | quote }}', CHART.testImage)));
}

const commandOf = (view: ShopView) => testObjects(view).find((o) => o.kind === 'Pod')?.spec.containers[0].command;

test('each web tier behind the edge is asked once, over its Service, at the path of its readiness', () => {
  const objects = testObjects(shopWith({}));
  expect(objects.map((o) => `${o.kind} ${o.metadata.name}`)).toEqual([
    'ServiceAccount helm-test-web',
    'NetworkPolicy helm-test-web',
    'NetworkPolicy helm-test-web-target',
    'Pod helm-test-web',
  ]);
  expect(commandOf(shopWith({})).at(-1)).toBe('http://web:80/readyz');
});

test('a header of the probe is sent', () => {
  const readiness = ShopProbe.http('/_healthz', { headers: { Cookie: 'session={{ id }}' } });
  const view = shopWith({ readiness });
  expect([...helmChart(view, CHART).values()].join()).toContain('"Cookie: session={{ "{{" }} id }}"');
  expect(commandOf(view)).toContain('--header');
});

test('a tier whose health is no HTTP has no test', () => {
  expect(testObjects(shopWith({ protocol: PortProtocol.GRPC }))).toEqual([]);
  const chart = helmChart(shopWith({ protocol: PortProtocol.GRPC }), CHART);
  expect(chart.get('helm/shop/values.yaml')).not.toContain('testImage');
  expect(chart.get('helm/shop/templates/NOTES.txt')).not.toContain('helm test');
});

test('they are hooks of the test alone, policies first, and go when all is well', () => {
  expect(testObjects(shopWith({})).map((o) => o.metadata.annotations)).toEqual(
    ['-1', '-1', '-1', '0'].map((weight) => ({
      'helm.sh/hook': 'test',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      'helm.sh/hook-weight': weight,
    })),
  );
});

test('the test reaches what it asks, and nothing else is opened', () => {
  const view = shopWith({});
  const dist = view.manifests.all.map(({ body }) => body);
  const pods = { ...testObjects(view).find((o) => o.kind === 'Pod') };
  const before = reachableIn([...dist, pods], []).permitted;
  const after = reachableIn([...dist, ...testObjects(view)], []).permitted;
  expect(after.filter((line) => !before.includes(line))).toEqual(['helm-test-web > web:8080/TCP']);
  expect(after.filter((line) => line.startsWith('helm-test-web >'))).toEqual(['helm-test-web > web:8080/TCP']);
});

test('the checks find nothing in it', () => {
  const view = shopWith({});
  const objects = testObjects(view);
  const set = new ManifestSet([...view.manifests.all.map(({ body }) => body), ...objects].map((body) => manifestOf(body)));
  const names = objects.map((o) => o.metadata.name);
  const found = check(set).filter(({ object }) => names.includes(object.split('/').pop()));
  expect(found.map((f) => `${f.severity} ${f.rule} ${f.object} ${f.field} ${f.got}`)).toEqual([]);
});
