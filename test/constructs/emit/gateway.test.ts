import { Duration } from 'cdk8s';
import { type ClusterProfileProps, EdgeClass, type Shop, ShopEdge, type ShopEdgeProps, ShopWebTier } from '../../../lib';
import { type AnyManifest, manifest, manifestsOf, objectsOf, testShopOn } from '../../support/synthesis';

function edge(props: Partial<ShopEdgeProps> = {}, routes = ['/'], cluster: ClusterProfileProps = {}): Shop {
  const shop = testShopOn({ edge: EdgeClass.gateway('envoy'), ...cluster });
  const to = new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080 });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: routes.map((path) => ({ path, to })), ...props });
  return shop;
}

const route = (shop: Shop, name = 'edge') => manifest(shop, 'HTTPRoute', name);
const META = {
  namespace: 'shop',
  labels: {
    'app.kubernetes.io/component': 'edge',
    'app.kubernetes.io/instance': 'edge',
    'app.kubernetes.io/managed-by': 'cdk8s-shop',
    'app.kubernetes.io/name': 'edge',
    'app.kubernetes.io/part-of': 'shop',
  },
};

test('a Gateway has a listener of each scheme on its host, and admits routes of its own namespace alone', () => {
  expect(manifest(edge(), 'Gateway', 'edge')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', ...META },
    spec: {
      gatewayClassName: 'envoy',
      // No allowedRoutes: the API's default is the Gateway's own namespace.
      listeners: [
        {
          name: 'https',
          protocol: 'HTTPS',
          port: 443,
          hostname: 'shop.example',
          tls: { mode: 'Terminate', certificateRefs: [{ name: 'edge-tls' }] },
        },
        { name: 'http', protocol: 'HTTP', port: 80, hostname: 'shop.example' },
      ],
    },
  });
});

test('the HTTPS route carries HSTS and a time-out, and leads to the Service', () => {
  expect(route(edge({ requestTimeout: Duration.minutes(2) }))).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'edge', ...META },
    spec: {
      parentRefs: [{ name: 'edge', sectionName: 'https' }],
      hostnames: ['shop.example'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [
            {
              type: 'ResponseHeaderModifier',
              responseHeaderModifier: { set: [{ name: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }] },
            },
          ],
          timeouts: { request: '120s' },
          backendRefs: [{ name: 'web', port: 8080 }],
        },
      ],
    },
  });
});

test('the HTTP route does nothing but redirect, for good', () => {
  expect(route(edge(), 'edge-redirect').spec).toEqual({
    parentRefs: [{ name: 'edge', sectionName: 'http' }],
    hostnames: ['shop.example'],
    rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
  });
});

test('without the redirect, HTTP is served by a route of its own, which carries no HSTS', () => {
  const shop = edge({ redirectHttp: false });
  expect(objectsOf(shop, 'edge')).toEqual(['Gateway/edge', 'HTTPRoute/edge', 'HTTPRoute/edge-http']);
  expect(route(shop).spec.parentRefs).toEqual([{ name: 'edge', sectionName: 'https' }]);
  expect(route(shop).spec.rules[0].filters).toHaveLength(1);
  expect(route(shop, 'edge-http').spec.parentRefs).toEqual([{ name: 'edge', sectionName: 'http' }]);
  expect(route(shop, 'edge-http').spec.rules).toEqual([
    { matches: [{ path: { type: 'PathPrefix', value: '/' } }], timeouts: { request: '30s' }, backendRefs: [{ name: 'web', port: 8080 }] },
  ]);
});

test('an hsts of zero sends no header', () => {
  expect(route(edge({ hsts: Duration.seconds(0) })).spec.rules[0]).not.toHaveProperty('filters');
});

test('each of several hosts has a listener of each scheme, all with distinct names and one certificate', () => {
  const shop = edge({ extraHosts: ['www.shop.example', '*.shop.example'] });
  const { listeners } = manifest(shop, 'Gateway', 'edge').spec;
  expect(listeners.map((l: AnyManifest) => [l.name, l.port, l.hostname])).toEqual([
    ['https', 443, 'shop.example'],
    ['https-1', 443, 'www.shop.example'],
    ['https-2', 443, '*.shop.example'],
    ['http', 80, 'shop.example'],
    ['http-1', 80, 'www.shop.example'],
    ['http-2', 80, '*.shop.example'],
  ]);
  const secrets = listeners.flatMap((l: AnyManifest) => l.tls?.certificateRefs ?? []);
  expect(secrets).toEqual([{ name: 'edge-tls' }, { name: 'edge-tls' }, { name: 'edge-tls' }]);
  expect(route(shop).spec.parentRefs.map((p: AnyManifest) => p.sectionName)).toEqual(['https', 'https-1', 'https-2']);
  expect(route(shop, 'edge-redirect').spec.parentRefs.map((p: AnyManifest) => p.sectionName)).toEqual(['http', 'http-1', 'http-2']);
});

test('cert-manager’s annotation and the user’s are on the Gateway alone; the user’s wins', () => {
  const shop = edge({ annotations: { a: '1' } }, ['/'], { clusterIssuer: 'letsencrypt' });
  expect(manifest(shop, 'Gateway', 'edge').metadata.annotations).toEqual({ a: '1', 'cert-manager.io/cluster-issuer': 'letsencrypt' });
  expect(route(shop).metadata).not.toHaveProperty('annotations');
  const own = edge({ annotations: { 'cert-manager.io/cluster-issuer': 'own' } }, ['/'], { clusterIssuer: 'letsencrypt' });
  expect(manifest(own, 'Gateway', 'edge').metadata.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'own' });
});

describe('more routes than an HTTPRoute holds', () => {
  const paths = Array.from({ length: 33 }, (_, i) => `/p${i}`);
  const pathsOf = (r: AnyManifest) => r.spec.rules.map((rule: AnyManifest) => rule.matches[0].path.value);

  test('go into as many objects as they take, in order', () => {
    const shop = edge({}, paths);
    expect(objectsOf(shop, 'edge')).toEqual([
      'Gateway/edge',
      'HTTPRoute/edge',
      'HTTPRoute/edge-2',
      'HTTPRoute/edge-3',
      'HTTPRoute/edge-redirect',
    ]);
    const routes = ['edge', 'edge-2', 'edge-3'].map((name) => route(shop, name));
    expect(routes.map((r) => r.spec.rules.length)).toEqual([16, 16, 1]);
    expect(routes.flatMap(pathsOf)).toEqual(paths);
    for (const r of routes) expect(r.spec.parentRefs).toEqual([{ name: 'edge', sectionName: 'https' }]);
  });

  test('fit into one object up to its limit', () => {
    expect(objectsOf(edge({}, paths.slice(0, 16)), 'edge')).toEqual(['Gateway/edge', 'HTTPRoute/edge', 'HTTPRoute/edge-redirect']);
  });

  test('are served by HTTP too, where it does not redirect', () => {
    const shop = edge({ redirectHttp: false }, paths.slice(0, 17));
    expect(objectsOf(shop, 'edge')).toEqual([
      'Gateway/edge',
      'HTTPRoute/edge',
      'HTTPRoute/edge-2',
      'HTTPRoute/edge-http',
      'HTTPRoute/edge-http-2',
    ]);
  });
});

test('nothing but the standard channel is used', () => {
  const fields = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) fields.add(key);
      walk(inner);
    }
  };
  for (const props of [{}, { redirectHttp: false, extraHosts: ['www.shop.example'] }])
    manifestsOf(edge(props, ['/', '/api'], { clusterIssuer: 'x' }))
      .filter((m) => m.apiVersion.startsWith('gateway.networking'))
      .forEach((m) => {
        expect(m.apiVersion).toBe('gateway.networking.k8s.io/v1');
        walk(m.spec);
      });
  expect([...fields].sort()).toEqual(
    [
      'backendRefs',
      'certificateRefs',
      'filters',
      'gatewayClassName',
      'hostname',
      'hostnames',
      'listeners',
      'matches',
      'mode',
      'name',
      'parentRefs',
      'path',
      'port',
      'protocol',
      'request',
      'requestRedirect',
      'responseHeaderModifier',
      'rules',
      'scheme',
      'sectionName',
      'set',
      'statusCode',
      'timeouts',
      'tls',
      'type',
      'value',
    ].sort(),
  );
});
