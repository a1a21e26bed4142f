import { App } from 'cdk8s';
import { ClusterProfile, EdgeClass, type EdgeDataPlane, Shop, ShopEdge, ShopProfile, ShopWebTier } from '../../lib';
import { manifest, messageOf, testShopOn } from '../support/synthesis';

const web = (shop: Shop, id = 'web') => new ShopWebTier(shop, id, { image: 'registry.example/web:1', port: 8080, servicePort: 80 });

/** The ingress rules of a web tier behind an edge whose proxies are where the data plane says. */
function admittedFrom(dataPlane: EdgeDataPlane, edge: (dataPlane: EdgeDataPlane) => EdgeClass = (d) => EdgeClass.gateway('envoy', d)) {
  const shop = testShopOn({ edge: edge(dataPlane) });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web(shop) }] });
  return manifest(shop, 'NetworkPolicy', 'web').spec.ingress;
}

const named = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const anyButOwn = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['shop'] }] };
const port = [{ port: 8080, protocol: 'TCP' }];

describe('a web tier behind the edge admits, on the container’s port alone', () => {
  test('any namespace but the shop’s own, where nobody says where the proxies run', () => {
    expect(admittedFrom({})).toEqual([{ from: [{ namespaceSelector: anyButOwn }], ports: port }]);
    expect(admittedFrom({}, (d) => EdgeClass.ingress('nginx', d))).toEqual([{ from: [{ namespaceSelector: anyButOwn }], ports: port }]);
  });

  test('the namespace of the proxies', () => {
    expect(admittedFrom({ namespace: 'edge' })).toEqual([{ from: [{ namespaceSelector: named('edge') }], ports: port }]);
  });

  test('the proxies of the namespace, by one peer with both selectors', () => {
    expect(admittedFrom({ namespace: 'edge', podLabels: { app: 'envoy' } })).toEqual([
      { from: [{ namespaceSelector: named('edge'), podSelector: { matchLabels: { app: 'envoy' } } }], ports: port },
    ]);
  });

  test('proxies by their labels, in any namespace but the shop’s own', () => {
    expect(admittedFrom({ podLabels: { app: 'envoy' } })).toEqual([
      { from: [{ namespaceSelector: anyButOwn, podSelector: { matchLabels: { app: 'envoy' } } }], ports: port },
    ]);
  });

  test('addresses alone, where the proxies are no pods', () => {
    expect(admittedFrom({ cidrs: ['10.0.0.0/16', 'fd00::/64'] })).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.0.0/16' } }, { ipBlock: { cidr: 'fd00::/64' } }], ports: port },
    ]);
  });

  test('pods and addresses, where both are given', () => {
    expect(admittedFrom({ namespace: 'edge', cidrs: ['10.0.0.0/16'] })[0].from).toEqual([
      { namespaceSelector: named('edge') },
      { ipBlock: { cidr: '10.0.0.0/16' } },
    ]);
    expect(admittedFrom({ podLabels: { app: 'envoy' }, cidrs: ['10.0.0.0/16'] })[0].from).toEqual([
      { namespaceSelector: anyButOwn, podSelector: { matchLabels: { app: 'envoy' } } },
      { ipBlock: { cidr: '10.0.0.0/16' } },
    ]);
  });
});

test('a web tier without a route admits nobody', () => {
  const shop = testShopOn({ edge: EdgeClass.gateway('envoy') });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web(shop) }] });
  web(shop, 'internal');
  const { spec } = manifest(shop, 'NetworkPolicy', 'internal');
  expect(spec.policyTypes).toContain('Ingress');
  expect(spec).not.toHaveProperty('ingress');
});

test('two routes to one web tier are one rule', () => {
  const shop = testShopOn({ edge: EdgeClass.gateway('envoy', { namespace: 'edge' }) });
  const to = web(shop);
  new ShopEdge(shop, 'edge', {
    host: 'shop.example',
    routes: [
      { path: '/', to },
      { path: '/api', to },
    ],
  });
  expect(manifest(shop, 'NetworkPolicy', 'web').spec.ingress).toEqual([{ from: [{ namespaceSelector: named('edge') }], ports: port }]);
});

test('an edge has no pods, and so neither policy nor account', () => {
  const shop = testShopOn({ edge: EdgeClass.gateway('envoy') });
  const edge = new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web(shop) }] });
  expect(edge.node.children.map((c) => c.node.id)).toEqual(['Default', 'Route', 'Redirect']);
});

test('a route to a web tier of another shop is refused', () => {
  const app = new App();
  const [north, south] = ['north', 'south'].map(
    (id) => new Shop(app, id, { profile: ShopProfile.development(), cluster: ClusterProfile.plain() }),
  ) as [Shop, Shop];
  const to = web(south);
  expect(messageOf(() => new ShopEdge(north, 'edge', { host: 'shop.example', routes: [{ path: '/', to }] }))).toBe(
    'SHOP-E008 at north/edge: got a route to "web" of the namespace "south"; wanted web tiers of the shop that the edge is in: an Ingress reaches no other namespace. Fix: declare the edge in the shop of the web tier.',
  );
});
