import { App } from 'cdk8s';
import { Construct } from 'constructs';
import {
  type Connection,
  type ExternalServiceProps,
  type InClusterServiceProps,
  PortProtocol,
  Shop,
  ShopProfile,
  ShopService,
  ShopWebTier,
} from '../../lib';
import { manifest, manifestsOf, messageOf, objectsOf, testShop } from '../support/synthesis';

const IN_CLUSTER: InClusterServiceProps = { namespace: 'search', podLabels: { app: 'search' }, port: 80 };

/** A client of the connection: its environment, and its egress beside DNS. */
function clientOf(shop: Shop, connection: Connection) {
  new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: [connection] });
  const [container] = manifest(shop, 'Deployment', 'web').spec.template.spec.containers;
  return {
    env: Object.fromEntries(container.env.map((v: { name: string; value: string }) => [v.name, v.value])),
    egress: manifest(shop, 'NetworkPolicy', 'web').spec.egress.slice(1),
  };
}

describe('a service outside of the cluster', () => {
  test('is dialled at its host, by HTTPS unless said otherwise', () => {
    const shop = testShop();
    expect(clientOf(shop, ShopService.external(shop, 'payments', { host: 'api.psp.example' }).call()).env).toEqual({
      PAYMENTS_HOST: 'api.psp.example',
      PAYMENTS_PORT: '443',
      PAYMENTS_URI: 'https://api.psp.example:443',
    });
  });

  test('every prop reaches its clients', () => {
    const props: Required<ExternalServiceProps> = { host: '203.0.113.7', port: 8080, cidrs: ['203.0.113.0/24'], scheme: 'http' };
    const shop = testShop();
    expect(clientOf(shop, ShopService.external(shop, 'tax-rates', props).call())).toEqual({
      env: { TAX_RATES_HOST: '203.0.113.7', TAX_RATES_PORT: '8080', TAX_RATES_URI: 'http://203.0.113.7:8080' },
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 8080, protocol: 'TCP' }] }],
    });
  });

  test('at an IPv6 address stands in brackets wherever a port may follow', () => {
    const shop = testShop();
    const service = ShopService.external(shop, 'tax', { host: '2001:db8::7' });
    const env = { PLAIN: '{host}', DIALLED: '{host}:{port}', PAGE: 'https://{host}/v1', LOGIN: 'https://me@{host}' };
    expect(clientOf(shop, service.call({ env })).env).toEqual({
      PLAIN: '2001:db8::7',
      DIALLED: '[2001:db8::7]:443',
      PAGE: 'https://[2001:db8::7]/v1',
      LOGIN: 'https://me@[2001:db8::7]',
    });
    const other = testShop();
    expect(clientOf(other, ShopService.external(other, 'tax', { host: '2001:db8::7' }).call()).env).toMatchObject({
      TAX_HOST: '2001:db8::7',
      TAX_URI: 'https://[2001:db8::7]:443',
    });
  });

  test('with a scheme that is none is refused', () => {
    expect(messageOf(() => ShopService.external(testShop(), 'payments', { host: 'a.example', scheme: 'https://' }))).toBe(
      'SHOP-X005 at shop/payments: got the scheme "https://"; wanted a lower-case letter, then lower-case letters, digits, "+", "." and "-", without "://". Fix: correct the scheme.',
    );
  });
});

describe('a service in the cluster', () => {
  test('in another namespace is dialled there, and its pods alone are opened, by both selectors', () => {
    const shop = testShop();
    expect(clientOf(shop, ShopService.inCluster(shop, 'search', IN_CLUSTER).call())).toEqual({
      env: { SEARCH_HOST: 'search.search', SEARCH_PORT: '80', SEARCH_URI: 'http://search.search:80' },
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'search' } },
              podSelector: { matchLabels: { app: 'search' } },
            },
          ],
          ports: [{ port: 80, protocol: 'TCP' }],
        },
      ],
    });
  });

  test('every prop reaches its clients: they dial the Service, and their policy opens the pods', () => {
    const props: Required<InClusterServiceProps> = {
      namespace: 'shop',
      podLabels: { app: 'search', tier: 'api' },
      port: 80,
      targetPort: 9200,
      serviceName: 'search-api',
      protocol: PortProtocol.GRPC,
    };
    const shop = testShop();
    expect(clientOf(shop, ShopService.inCluster(shop, 'search', props).call())).toEqual({
      env: { SEARCH_HOST: 'search-api', SEARCH_PORT: '80', SEARCH_URI: 'search-api:80' },
      egress: [{ to: [{ podSelector: { matchLabels: { app: 'search', tier: 'api' } } }], ports: [{ port: 9200, protocol: 'TCP' }] }],
    });
  });

  test('may listen below 1024, since its pods are not ours', () => {
    expect(() => ShopService.inCluster(testShop(), 'search', { ...IN_CLUSTER, targetPort: 80 })).not.toThrow();
  });

  test('emits nothing', () => {
    const shop = testShop();
    ShopService.inCluster(shop, 'search', IN_CLUSTER);
    expect(manifestsOf(shop)).toEqual(manifestsOf(testShop()));
  });

  test('that cannot be is refused, with all that is wrong at once', () => {
    const props = { namespace: 'Search', podLabels: { 'a b': '?' }, port: 0, targetPort: 70_000, serviceName: 'search.api' };
    expect(messageOf(() => ShopService.inCluster(testShop(), 'Search', props))).toBe(
      [
        'SHOP-N001 at shop/Search: got the name "Search" (6 characters); wanted 1 to 40 characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last. Fix: rename the component.',
        'SHOP-N005 at shop/Search: got the namespace "Search"; wanted 1 to 63 lower-case letters, digits and hyphens, a letter or digit first and last. Fix: correct the name.',
        'SHOP-N006 at shop/Search: got the pod label "a b: ?"; wanted at least one label, with keys and values that the API server accepts. Fix: name the labels of the pods.',
        'SHOP-N004 at shop/Search: got the Service name "search.api"; wanted a DNS label of at most 63 characters that begins with a letter. Fix: correct the name.',
        'SHOP-W001 at shop/Search: got the port 0; wanted a whole number from 1 to 65535. Fix: correct the port.',
        'SHOP-W001 at shop/Search: got the port 70000; wanted a whole number from 1 to 65535. Fix: correct the port.',
      ].join('\n'),
    );
  });

  test('without pod labels is refused, because that would open its whole namespace', () => {
    expect(messageOf(() => ShopService.inCluster(testShop(), 'search', { ...IN_CLUSTER, podLabels: {} }))).toBe(
      'SHOP-N006 at shop/search: got no pod labels, which would open every pod of the namespace; wanted at least one label, with keys and values that the API server accepts. Fix: name the labels of the pods.',
    );
  });
});

describe('names', () => {
  test('a name at the limit is one, and one over it is refused', () => {
    const longest = 'p'.repeat(40);
    expect(ShopService.external(testShop(), longest, { host: 'a.example' }).componentName).toBe(longest);
    expect(messageOf(() => ShopService.external(testShop(), `${longest}p`, { host: 'a.example' }))).toContain(
      `the name "${longest}p" (41 characters)`,
    );
  });

  test('a name that is taken is refused, with both places', () => {
    const shop = testShop();
    ShopService.external(new Construct(shop, 'a'), 'payments', { host: 'a.example' });
    expect(messageOf(() => ShopService.inCluster(new Construct(shop, 'b'), 'payments', IN_CLUSTER))).toBe(
      'SHOP-G001 at shop/b/payments: got the name "payments", which shop/a/payments already has; wanted a name that is unique in the shop. Fix: give one of the two another id.',
    );
  });
});

describe('a call', () => {
  test('to a port that the service does not have is refused, with those it has', () => {
    const payments = ShopService.external(testShop(), 'payments', { host: 'api.psp.example' });
    expect(messageOf(() => payments.call({ port: 'grpc' }))).toBe(
      'SHOP-G004 at shop/payments: got a connection to the port "grpc"; wanted one of https. Fix: name a port that the target declares.',
    );
    expect(payments.call({ port: 'https' }).targetName).toBe('payments');
  });

  test('from another app is refused', () => {
    const payments = ShopService.external(testShop(), 'payments', { host: 'api.psp.example' });
    const props = { image: 'registry.example/web:1', port: 8080, connections: [payments.call()] };
    expect(messageOf(() => new ShopWebTier(testShop(), 'web', props))).toBe(
      'SHOP-G005 at shop/web: got a connection to "payments", which is in another app; wanted a target of the same app. Fix: declare the target in this app with ShopService.external or fromX.',
    );
  });

  test('changes its client alone', () => {
    const build = (calls: boolean) => {
      const shop = new Shop(new App(), 'shop', { profile: ShopProfile.development() });
      const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example' });
      new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: calls ? [payments.call()] : [] });
      new ShopWebTier(shop, 'search', { image: 'registry.example/search:1', port: 8080 });
      return shop;
    };
    const [before, after] = [manifestsOf(build(false)), manifestsOf(build(true))];
    const changed = after.filter((m, i) => JSON.stringify(m) !== JSON.stringify(before[i])).map((m) => `${m.kind}/${m.metadata.name}`);
    expect(changed.sort()).toEqual(['Deployment/web', 'NetworkPolicy/web']);
    expect(after).toHaveLength(before.length);
    expect(objectsOf(build(true), 'payments')).toEqual([]);
  });

  test('of two services gives the same bytes in either order', () => {
    const build = (reversed: boolean) => {
      const shop = testShop();
      const make = {
        a: () => ShopService.external(shop, 'a', { host: 'a.example' }),
        b: () => ShopService.inCluster(shop, 'b', IN_CLUSTER),
      };
      const [first, second] = reversed ? [make.b(), make.a()] : [make.a(), make.b()];
      new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: [first.call(), second.call()] });
      return JSON.stringify(manifestsOf(shop));
    };
    expect(build(true)).toBe(build(false));
  });
});

describe("a service in the shop's own namespace", () => {
  const inShop = (shop: Shop) => ShopService.inCluster(shop, 'legacy-search', { ...IN_CLUSTER, namespace: 'shop', targetPort: 9200 });

  test('lets its clients in on its port, which the default deny would shut, and nobody else', () => {
    const shop = testShop();
    const { egress } = clientOf(shop, inShop(shop).call());
    const search = { podSelector: { matchLabels: { app: 'search' } } };
    expect(egress).toEqual([{ to: [search], ports: [{ port: 9200, protocol: 'TCP' }] }]);
    expect(manifest(shop, 'NetworkPolicy', 'legacy-search').spec).toEqual({
      podSelector: search.podSelector,
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } } }],
          ports: [{ port: 9200, protocol: 'TCP' }],
        },
      ],
    });
  });

  test('lets nobody in without a client, and writes no empty list', () => {
    const shop = testShop();
    inShop(shop);
    expect(manifest(shop, 'NetworkPolicy', 'legacy-search').spec).toEqual({
      podSelector: { matchLabels: { app: 'search' } },
      policyTypes: ['Ingress'],
    });
  });
});
