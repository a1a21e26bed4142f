import { Duration, JsonPatch } from 'cdk8s';
import {
  type ClusterProfileProps,
  EdgeClass,
  type EdgeRoute,
  PortProtocol,
  type Shop,
  ShopEdge,
  type ShopEdgeProps,
  ShopWebTier,
} from '../../lib';
import { manifest, manifestsOf, messageOf, objectsOf, testShop, testShopOn } from '../support/synthesis';

const GATEWAY: ClusterProfileProps = { edge: EdgeClass.gateway('envoy') };
const HSTS = 'max-age=31536000; includeSubDomains';

const tier = (shop: Shop, id = 'web') =>
  new ShopWebTier(shop, id, { image: 'registry.example/web:1', port: 8080, servicePort: 80, extraPorts: [{ name: 'admin', port: 9000 }] });

/** A shop with an edge before one web tier. */
function edgeOn(cluster: ClusterProfileProps, props: Partial<ShopEdgeProps> = {}, route: Partial<EdgeRoute> = {}): Shop {
  const shop = testShopOn(cluster);
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: tier(shop), ...route }], ...props });
  return shop;
}

describe('with nothing but a host and a route', () => {
  test('a plain cluster gets an Ingress with TLS', () => {
    const shop = edgeOn({});
    expect(objectsOf(shop, 'edge')).toEqual(['Ingress/edge']);
    expect(manifest(shop, 'Ingress', 'edge').spec).toEqual({
      tls: [{ hosts: ['shop.example'], secretName: 'edge-tls' }],
      rules: [
        {
          host: 'shop.example',
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }] },
        },
      ],
    });
  });

  test('a cluster with the Gateway API gets a Gateway, its route and the redirect', () => {
    const shop = edgeOn(GATEWAY);
    expect(objectsOf(shop, 'edge')).toEqual(['Gateway/edge', 'HTTPRoute/edge', 'HTTPRoute/edge-redirect']);
    expect(manifest(shop, 'HTTPRoute', 'edge').spec.rules).toEqual([
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        filters: [
          { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'Strict-Transport-Security', value: HSTS }] } },
        ],
        timeouts: { request: '30s' },
        backendRefs: [{ name: 'web', port: 80 }],
      },
    ]);
  });

  test('the main object is at hand for an escape hatch, and what a user patches arrives', () => {
    const shop = testShopOn(GATEWAY);
    const edge = new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: tier(shop) }] });
    expect(edge.apiObject?.kind).toBe('Gateway');
    edge.apiObject?.addJsonPatch(JsonPatch.add('/spec/aNewerField', 1));
    expect(manifest(shop, 'Gateway', 'edge').spec.aNewerField).toBe(1);
  });
});

describe('every prop', () => {
  const all = (cluster: ClusterProfileProps) => {
    const shop = testShopOn(cluster);
    const web = tier(shop);
    const api = tier(shop, 'api');
    const props: Required<ShopEdgeProps> = {
      host: 'shop.example',
      extraHosts: ['www.shop.example', '*.branch.shop.example'],
      routes: [
        { path: '/', to: web },
        { path: '/api', to: api, port: 'admin' },
      ],
      tlsSecretName: 'wildcard.shop.example',
      redirectHttp: false,
      hsts: Duration.days(2),
      requestTimeout: Duration.seconds(90),
      labels: { team: 'edge' },
      annotations: { 'example.com/size': 'large' },
    };
    new ShopEdge(shop, 'edge', props);
    return shop;
  };

  test('shows on a Gateway and its routes', () => {
    const shop = all({ ...GATEWAY, clusterIssuer: 'letsencrypt' });
    const hosts = ['shop.example', 'www.shop.example', '*.branch.shop.example'];
    expect(objectsOf(shop, 'edge')).toEqual(['Gateway/edge', 'HTTPRoute/edge', 'HTTPRoute/edge-http']);
    const gateway = manifest(shop, 'Gateway', 'edge');
    expect(gateway.metadata).toMatchObject({ labels: { team: 'edge' }, annotations: { 'example.com/size': 'large' } });
    expect(gateway.spec.listeners.map((l: { hostname: string }) => l.hostname)).toEqual([...hosts, ...hosts]);
    expect(gateway.spec.listeners[0].tls.certificateRefs).toEqual([{ name: 'wildcard.shop.example' }]);
    const [secure, plain] = ['edge', 'edge-http'].map((name) => manifest(shop, 'HTTPRoute', name));
    for (const route of [secure, plain]) {
      expect(route.metadata.labels.team).toBe('edge');
      expect(route.spec.hostnames).toEqual(hosts);
      expect(route.spec.rules.map((r: { backendRefs: unknown }) => r.backendRefs)).toEqual([
        [{ name: 'web', port: 80 }],
        [{ name: 'api', port: 9000 }],
      ]);
      expect(route.spec.rules.map((r: { timeouts: unknown }) => r.timeouts)).toEqual([{ request: '90s' }, { request: '90s' }]);
    }
    expect(secure.spec.rules[1].filters[0].responseHeaderModifier.set[0].value).toBe('max-age=172800; includeSubDomains');
    expect(JSON.stringify(plain)).not.toContain('Strict-Transport-Security');
  });

  test('shows on an Ingress', () => {
    const shop = all({ edge: EdgeClass.ingress('nginx'), clusterIssuer: 'letsencrypt' });
    const { metadata, spec } = manifest(shop, 'Ingress', 'edge');
    expect(metadata.labels.team).toBe('edge');
    expect(metadata.annotations).toEqual({
      'cdk8s-shop/needs-secrets': 'wildcard.shop.example',
      'example.com/size': 'large',
      'ingress.kubernetes.io/ssl-redirect': 'false',
      'nginx.org/hsts': 'true',
      'nginx.org/hsts-max-age': '172800',
      'nginx.org/hsts-include-subdomains': 'true',
      'nginx.org/proxy-read-timeout': '90s',
    });
    expect(spec.tls).toEqual([
      { hosts: ['shop.example', 'www.shop.example', '*.branch.shop.example'], secretName: 'wildcard.shop.example' },
    ]);
    expect(spec.rules.map((r: { host: string }) => r.host)).toEqual(['shop.example', 'www.shop.example', '*.branch.shop.example']);
    expect(spec.rules[1].http.paths.map((p: { path: string; backend: unknown }) => [p.path, p.backend])).toEqual([
      ['/', { service: { name: 'web', port: { name: 'http' } } }],
      ['/api', { service: { name: 'api', port: { name: 'admin' } } }],
    ]);
  });
});

describe('the certificate', () => {
  const issuer = { clusterIssuer: 'letsencrypt' };
  const annotationsOf = (shop: Shop, kind: string) => manifest(shop, kind, 'edge').metadata.annotations;

  test('comes from the cluster’s issuer, into a Secret named after the edge', () => {
    expect(annotationsOf(edgeOn({ ...GATEWAY, ...issuer }), 'Gateway')).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
    expect(annotationsOf(edgeOn(issuer), 'Ingress')).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
  });

  test('of a named Secret is left to whoever named it, and said to be', () => {
    const needed = { 'cdk8s-shop/needs-secrets': 'own' };
    expect(annotationsOf(edgeOn({ ...GATEWAY, ...issuer }, { tlsSecretName: 'own' }), 'Gateway')).toEqual(needed);
    expect(annotationsOf(edgeOn(issuer, { tlsSecretName: 'own' }), 'Ingress')).toEqual(needed);
  });

  test('that nobody has named and nobody issues is not said to be anywhere', () => {
    expect(annotationsOf(edgeOn({}), 'Ingress')).toBeUndefined();
  });
});

describe('names', () => {
  test('a name at the limit keeps every object within Kubernetes’ own', () => {
    const shop = testShopOn(GATEWAY);
    const longest = 'e'.repeat(40);
    new ShopEdge(shop, longest, { host: 'shop.example', routes: [{ path: '/', to: tier(shop) }] });
    for (const name of objectsOf(shop, longest).map((o) => `${o.split('/')[1]}`)) expect(name.length).toBeLessThanOrEqual(63);
  });

  test('a name one over the limit is refused', () => {
    const shop = testShop();
    const to = tier(shop);
    expect(messageOf(() => new ShopEdge(shop, 'e'.repeat(41), { host: 'shop.example', routes: [{ path: '/', to }] }))).toContain(
      '(41 characters)',
    );
  });
});

describe('bytes', () => {
  test('are the same when synthesised twice', () => {
    const shop = edgeOn(GATEWAY);
    expect(JSON.stringify(manifestsOf(shop))).toBe(JSON.stringify(manifestsOf(shop)));
  });

  test('of the web tiers are the same whichever is routed first', () => {
    const build = (reversed: boolean) => {
      const shop = testShop();
      const routes = [
        { path: '/', to: tier(shop) },
        { path: '/api', to: tier(shop, 'api') },
      ];
      new ShopEdge(shop, 'edge', { host: 'shop.example', routes: reversed ? routes.reverse() : routes });
      return ['web', 'api'].map((name) => manifest(shop, 'NetworkPolicy', name));
    };
    expect(build(true)).toEqual(build(false));
  });

  test('of a route change what it names, and nothing else', () => {
    const build = (timeout: number) => manifestsOf(edgeOn(GATEWAY, { requestTimeout: Duration.seconds(timeout) }));
    const [before, after] = [build(10), build(20)];
    const changed = after.filter((m, i) => JSON.stringify(m) !== JSON.stringify(before[i])).map((m) => `${m.kind}/${m.metadata.name}`);
    expect(changed).toEqual(['HTTPRoute/edge']);
  });
});

test('a gRPC web tier is routed to by the name of its port', () => {
  const shop = testShop();
  const to = new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 9000, protocol: PortProtocol.GRPC });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to }] });
  expect(manifest(shop, 'Ingress', 'edge').spec.rules[0].http.paths[0].backend).toEqual({
    service: { name: 'web', port: { name: 'grpc' } },
  });
});
