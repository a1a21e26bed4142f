import { ApiObject, JsonPatch } from 'cdk8s';
import { ClusterProfile, EdgeClass, PortProtocol, type Shop, ShopEdge, ShopWebTier } from '../../../lib';
import { proxyConfig } from '../../../lib/writers/compose/edge-proxy';
import type { LocalHost } from '../../../lib/writers/compose/edge-routes';
import { composed } from '../../support/composed';
import { testShop, testShopOn } from '../../support/synthesis';

const IMAGE = 'registry.example/any:1.0';

function edged(shop: Shop): ShopEdge {
  const web = new ShopWebTier(shop, 'storefront', { image: IMAGE, port: 8080, servicePort: 80 });
  const api = new ShopWebTier(shop, 'api', {
    image: IMAGE,
    port: 9090,
    extraPorts: [{ name: 'rpc', port: 9000, protocol: PortProtocol.GRPC }],
  });
  return new ShopEdge(shop, 'edge', {
    host: 'shop.example',
    extraHosts: ['www.shop.example'],
    routes: [
      { path: '/', to: web },
      { path: '/api', to: api },
      { path: '/api/rpc', to: api, port: 'rpc' },
    ],
  });
}

const proxy = (shop: Shop): string => composed(shop).files.get('config/edge_proxy/default.conf') ?? '';

/** Locations with where they lead, in their order. */
const locations = (config: string): string[] =>
  [...config.matchAll(/location (.+) \{\n\s*set \$backend (.+);\n\s*(\w+)_pass/g)].map(
    ([, path, backend, how]) => `${path} ${how} ${backend}`,
  );

const EXPECTED = [
  '= /api/rpc grpc api:9000',
  '/api/rpc/ grpc api:9000',
  '= /api proxy api:9090',
  '/api/ proxy api:9090',
  '/ proxy storefront:8080',
];

test('an Ingress leads to the ports of containers, the longest path first, for all hosts', () => {
  const shop = testShop();
  edged(shop);
  const config = proxy(shop);
  expect(locations(config)).toEqual(EXPECTED);
  expect(config.match(/server \{/g)).toHaveLength(1);
  expect(config).toContain('server_name shop.example www.shop.example;');
  expect(config).toContain('listen 8080 default_server;\n  http2 on;');
});

test('HTTPRoutes of a Gateway lead to the same; the one that only redirects leads nowhere', () => {
  const shop = testShopOn({ edge: EdgeClass.gateway('envoy') });
  edged(shop);
  expect(locations(proxy(shop))).toEqual(EXPECTED);
});

test('what an escape hatch says of a route holds here too', () => {
  const shop = testShop();
  const edge = edged(shop);
  const ingress = ApiObject.of(edge);
  ingress.addJsonPatch(JsonPatch.replace('/spec/rules/1/http/paths', []));
  ingress.addJsonPatch(JsonPatch.replace('/spec/rules/0/http/paths/0/pathType', 'Exact'));
  ingress.addJsonPatch(JsonPatch.replace('/spec/rules/0/http/paths/1/backend/service/port', { number: 9000 }));
  expect(locations(proxy(shop))).toEqual([
    '= /api/rpc grpc api:9000',
    '/api/rpc/ grpc api:9000',
    '= /api grpc api:9000',
    '/api/ grpc api:9000',
    '= / proxy storefront:8080',
  ]);
  expect(proxy(shop)).toContain('location / { return 404; }');
});

test('the edge answers on localhost, waits for whom it leads to, and is the only one with a port', () => {
  const shop = testShopOn({ edge: EdgeClass.ingress('haproxy') });
  edged(shop);
  const { compose } = composed(shop, { edgePort: 9999, edgeImage: 'nginx:own', helperImage: 'curl:own' });
  expect(compose.services.edge).toMatchObject({
    image: 'nginx:own',
    ports: [`127.0.0.1:\${EDGE_PORT:-9999}:8080`],
    networks: { 'edge.api': {}, 'edge.storefront': {}, edge_outside: {} },
    depends_on: { api_health: { condition: 'service_healthy' }, storefront_health: { condition: 'service_healthy' } },
  });
  expect(compose.services.api_health.image).toBe('curl:own');
  expect(Object.keys(compose.services).filter((name) => compose.services[name].ports)).toEqual(['edge']);
});

test('a second edge has the next port and a variable of its own', () => {
  const shop = testShop();
  edged(shop);
  const admin = new ShopWebTier(shop, 'admin', { image: IMAGE, port: 8080 });
  new ShopEdge(shop, 'admin-edge', { host: 'admin.example', routes: [{ path: '/', to: admin }] });
  const { compose, facts, files } = composed(shop);
  expect(compose.services['admin-edge'].ports).toEqual([`127.0.0.1:\${ADMIN_EDGE_PORT:-8080}:8080`]);
  expect(compose.services.edge.ports).toEqual([`127.0.0.1:\${EDGE_PORT:-8081}:8080`]);
  expect(facts.edges).toEqual([
    { name: 'admin-edge', port: 8080, variable: 'ADMIN_EDGE_PORT' },
    { name: 'edge', port: 8081, variable: 'EDGE_PORT' },
  ]);
  expect(files.get('README.md')).toContain('| http://localhost:8081 | edge; `EDGE_PORT` in .env moves it |');
});

test('several hosts are several servers, of which the first answers to any name', () => {
  const route = { path: '/a "b', exact: false, backend: 'web:1', grpc: false };
  const hosts: LocalHost[] = [
    { names: ['one.example'], routes: [route] },
    { names: [''], routes: [{ ...route, path: '/' }] },
  ];
  const config = proxyConfig(hosts);
  expect(config.match(/listen 8080.*;/g)).toEqual(['listen 8080 default_server;', 'listen 8080;']);
  expect(config.match(/server_name .*;/g)).toEqual(['server_name one.example;']);
  expect(config).toContain('location "/a \\"b/" {');
  expect(config).not.toContain('http2');
});

test('a cluster profile without an edge class of its own changes nothing here', () => {
  const shop = testShop({ cluster: ClusterProfile.plain() });
  edged(shop);
  expect(locations(proxy(shop))).toEqual(EXPECTED);
});
