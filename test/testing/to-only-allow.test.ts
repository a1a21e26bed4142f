import { CacheUse, Shop, ShopApp, ShopCache, ShopProfile, ShopWebTier } from '../../lib';
import { ShopTemplate, toOnlyAllow } from '../../lib/entry/testing';
import { messageOf } from '../support/synthesis';

expect.extend({ toOnlyAllow });

function shop(): ShopApp {
  const app = new ShopApp();
  const scope = new Shop(app, 'shop', { profile: ShopProfile.staging() });
  const carts = new ShopCache(scope, 'carts', { use: CacheUse.CART, authentication: false });
  const orders = new ShopWebTier(scope, 'orders', { image: 'registry.example/orders:1', port: 8080, connections: [carts.readWrite()] });
  new ShopWebTier(scope, 'storefront', { image: 'registry.example/storefront:1', port: 8080, connections: [orders.call()] });
  return app;
}

const EDGES = ['storefront > orders:8080', 'orders > carts:6379/TCP'];
const DNS = {
  kind: 'pods' as const,
  name: 'kube-dns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [{ name: 'dns', port: 53, protocol: 'UDP' as const }],
};

test('passes for exactly the connections that the policies let through', () => {
  expect(shop()).toOnlyAllow(EDGES);
  expect(ShopTemplate.of(shop()).manifests).toOnlyAllow(['Deployment/shop/storefront > shop/orders:8080', ...EDGES.slice(1)]);
});

test('tells what is open and not listed, and what is listed and not open', () => {
  const text = messageOf(() => expect(shop()).toOnlyAllow(['storefront > orders:8080', 'storefront > carts:6379']));
  expect(text).toBe(`wanted the NetworkPolicies to allow the listed connections and no others
allowed and not listed:
  orders > carts:6379/TCP
listed and not allowed:
  storefront > carts:6379/TCP
ends are carts, orders, storefront`);
  expect(messageOf(() => expect(shop()).toOnlyAllow(EDGES.slice(1)))).not.toContain('listed and not allowed');
  expect(messageOf(() => expect(shop()).not.toOnlyAllow(EDGES))).toBe(
    'wanted other connections than these, and they are allowed and no others',
  );
});

test('a listed connection that is closed is too little, though nothing else is open', () => {
  expect(messageOf(() => expect(shop()).toOnlyAllow([...EDGES, 'storefront > carts:6379']))).toBe(
    `wanted the NetworkPolicies to allow the listed connections and no others
listed and not allowed:
  storefront > carts:6379/TCP
ends are carts, orders, storefront`,
  );
});

test('looks at outsiders that it is given', () => {
  const lookUps = ['carts', 'orders', 'storefront'].flatMap((client) => [`${client} > kube-dns:53/UDP`, `${client} > kube-dns:53`]);
  expect(shop()).toOnlyAllow([...EDGES, ...lookUps], { outsiders: [DNS] });
  expect(shop()).not.toOnlyAllow(EDGES, { outsiders: [DNS] });
});

test('without policies every port is open, the listed ones among them', () => {
  const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'a' }] } });
  const text = messageOf(() => expect([pod('a'), pod('b')]).toOnlyAllow(['a > b:7777']));
  expect(text).toBe(`wanted the NetworkPolicies to allow the listed connections and no others
allowed and not listed:
  a > a: every port
  a > b: every port that is not listed
  b > a: every port
  b > b: every port
ends are a, b`);
});

test('a name that two ends have is written longer', () => {
  const pod = (namespace: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace }, spec: {} });
  const text = messageOf(() => expect([pod('x'), pod('y')]).toOnlyAllow(['a > x/a:1']));
  expect(text).toBe('"a > x/a:1" names a, which is no one end of a connection; ends are x/a, y/a');
});

test.each(['', 'a b:1', 'a > b', 'a > b:http', 'a > b:1/HTTP', 'a->b:1'])('"%s" is no edge', (edge) => {
  expect(messageOf(() => expect(shop()).toOnlyAllow([edge]))).toBe(
    `"${edge}" is no edge: client > target:port or client > target:port/protocol is wanted`,
  );
});

test('an end that is not there is told of', () => {
  expect(messageOf(() => expect(shop()).toOnlyAllow(['storefront > ordes:8080']))).toBe(
    '"storefront > ordes:8080" names ordes, which is no one end of a connection; ends are carts, orders, storefront',
  );
});
