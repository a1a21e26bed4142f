import { Duration } from 'cdk8s';
import { type ClusterProfileProps, EdgeClass, type EdgeRoute, type Shop, ShopEdge, type ShopEdgeProps, ShopWebTier } from '../../lib';
import { messageOf, testShop, testShopOn } from '../support/synthesis';

const GATEWAY: ClusterProfileProps = { edge: EdgeClass.gateway('envoy') };

const tier = (shop: Shop, id = 'web') =>
  new ShopWebTier(shop, id, { image: 'registry.example/web:1', port: 8080, servicePort: 80, extraPorts: [{ name: 'admin', port: 9000 }] });

/** A shop with an edge before one web tier. */
function edgeOn(cluster: ClusterProfileProps, props: Partial<ShopEdgeProps> = {}, route: Partial<EdgeRoute> = {}): Shop {
  const shop = testShopOn(cluster);
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: tier(shop), ...route }], ...props });
  return shop;
}

describe('an edge is refused', () => {
  const refusal = (props: Partial<ShopEdgeProps>, cluster: ClusterProfileProps = {}) => messageOf(() => edgeOn(cluster, props));
  const path = (text: string) => messageOf(() => edgeOn({}, {}, { path: text }));

  test.each(['', 'shop', 'Shop.example', 'https://shop.example', 'shop.example:443', 'shop.*.example', '203.0.113.7'])(
    'for the host %p',
    (host) => {
      expect(refusal({ host })).toBe(
        `SHOP-E001 at shop/edge: got the host "${host}"; wanted a host name of lower-case letters, digits, hyphens and dots, with a domain; "*." may lead. Fix: correct the host, without scheme, port or path.`,
      );
    },
  );

  test('without routes', () => {
    expect(refusal({ routes: [] })).toBe(
      "SHOP-E002 at shop/edge: got no routes; wanted at least one route. Fix: add { path: '/', to: storefront }.",
    );
  });

  test.each(['', 'api', '/a//b', '/a?b', '/a#b', '/a b', '/a/./b', '/..', '/a%2Fb', '/a%2fb', '/a%zz', `/${'a'.repeat(1024)}`])(
    'for the path %p',
    (text) => {
      expect(path(text)).toBe(
        `SHOP-E003 at shop/edge: got the path "${text}"; wanted a path that begins with a slash, without query, fragment, empty or dotted segments, or an escaped slash. Fix: correct the path.`,
      );
    },
  );

  test.each(['/', '/api', '/api/', '/a.b/..c/d~', '/a%20b', '/:id@v1;x=1', `/${'a'.repeat(1023)}`])('not for the path %p', (text) => {
    expect(() => edgeOn({}, {}, { path: text })).not.toThrow();
  });

  test('for a path given twice, with its slash at the end or without', () => {
    const shop = testShop();
    const to = tier(shop);
    const routes = ['/', '/api', '/api/', '/'].map((p) => ({ path: p, to }));
    expect(messageOf(() => new ShopEdge(shop, 'edge', { host: 'shop.example', routes }))).toBe(
      [
        'SHOP-E004 at shop/edge: got the path "/api" twice; wanted paths that are unique. Fix: remove one of the two routes.',
        'SHOP-E004 at shop/edge: got the path "/" twice; wanted paths that are unique. Fix: remove one of the two routes.',
      ].join('\n'),
    );
  });

  test.each([Duration.millis(999), Duration.seconds(0), Duration.seconds(86_401)])(
    'for a requestTimeout that no edge keeps (%#)',
    (requestTimeout) => {
      expect(refusal({ requestTimeout })).toBe(
        `SHOP-E005 at shop/edge: got a requestTimeout of ${requestTimeout.toMilliseconds() / 1000} seconds; wanted a second to a day. Fix: correct the duration.`,
      );
    },
  );

  test.each([Duration.seconds(1), Duration.days(1)])('not for a requestTimeout at either limit (%#)', (requestTimeout) => {
    expect(() => edgeOn(GATEWAY, { requestTimeout })).not.toThrow();
  });

  test('for a host given twice', () => {
    expect(refusal({ extraHosts: ['www.shop.example', 'shop.example'] })).toBe(
      'SHOP-E006 at shop/edge: got the host "shop.example" twice; wanted hosts that are unique. Fix: remove one of the two.',
    );
  });

  test('for more hosts than an HTTPRoute holds, where it is one', () => {
    const extraHosts = Array.from({ length: 16 }, (_, i) => `h${i}.example`);
    expect(refusal({ extraHosts }, GATEWAY)).toBe(
      'SHOP-E007 at shop/edge: got 17 hosts; wanted at most 16 hosts, which is what an HTTPRoute holds. Fix: use a wildcard host, or a second edge.',
    );
    expect(() => edgeOn(GATEWAY, { extraHosts: extraHosts.slice(1) })).not.toThrow();
    expect(() => edgeOn({}, { extraHosts })).not.toThrow();
  });

  test('for a Secret whose name cannot be', () => {
    expect(refusal({ tlsSecretName: 'Own_TLS' })).toBe(
      'SHOP-E009 at shop/edge: got the Secret "Own_TLS"; wanted the name of a Secret: lower-case letters, digits, hyphens and dots. Fix: correct the name.',
    );
  });

  test('for a label or annotation that Kubernetes would not take', () => {
    const lines = refusal({ labels: { 'a b': '' }, annotations: { 'a b': '' } }).split('\n');
    expect(lines).toEqual([
      'SHOP-N002 at shop/edge: got the label "a b: "; wanted a key of an optional DNS prefix and a name, and a value of at most 63 letters, digits, "-", "_", ".", beginning and ending with a letter or digit. Fix: change the label, or make it an annotation.',
      'SHOP-N007 at shop/edge: got the annotation key "a b"; wanted an optional DNS prefix, a slash, and a name of at most 63 characters. Fix: correct the key.',
    ]);
  });

  test('for a port that the web tier does not have', () => {
    expect(messageOf(() => edgeOn({}, {}, { port: 'grpc' }))).toBe(
      'SHOP-G004 at shop/web: got a connection to the port "grpc"; wanted one of http, admin. Fix: name a port that the target declares.',
    );
  });

  test('for all that is wrong at once', () => {
    const bad = { host: 'shop', extraHosts: ['shop'], routes: [], requestTimeout: Duration.seconds(0), tlsSecretName: '' };
    expect(
      refusal(bad)
        .split('\n')
        .map((line) => line.slice(0, 9)),
    ).toEqual(['SHOP-E001', 'SHOP-E001', 'SHOP-E002', 'SHOP-E005', 'SHOP-E006', 'SHOP-E009']);
  });
});
