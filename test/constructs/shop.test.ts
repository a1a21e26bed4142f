import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterProfile, EdgeClass, Shop, ShopApp, ShopDatabase, ShopProfile, type ShopProps, ShopWebTier } from '../../lib';
import { faultsOf, manifest, manifestsOf, messageOf, testShop, testShopOn } from '../support/synthesis';

const IMAGE = 'registry.example/web:1';
const DIGEST = `sha256:${'a'.repeat(64)}`;

const kinds = (shop: Shop): string[] => manifestsOf(shop).map((m) => `${m.kind}/${m.metadata.name}`);

describe('a shop without props', () => {
  test('is a namespace with its guard rails, in an order in which it can be applied', () => {
    expect(kinds(new Shop(new App(), 'shop'))).toEqual([
      'Namespace/shop',
      'NetworkPolicy/default-deny',
      'PriorityClass/shop-critical',
      'PriorityClass/shop-standard',
      'PriorityClass/shop-batch',
      'ResourceQuota/shop',
      'LimitRange/shop',
    ]);
  });

  test('is made for production, on a plain cluster, in the namespace of its name', () => {
    const shop = new Shop(new App(), 'shop');
    expect([shop.shopName, shop.shopNamespace, shop.profile.name]).toEqual(['shop', 'shop', 'production']);
    expect(shop.cluster._data).toEqual(ClusterProfile.plain()._data);
  });

  test('needs no annotations', () => {
    for (const m of manifestsOf(new Shop(new App(), 'shop'))) expect(m.metadata).not.toHaveProperty('annotations');
  });
});

describe('every prop', () => {
  const props: Required<ShopProps> = {
    profile: ShopProfile.staging().derive({ name: 'branch', minReplicas: 1, maxReplicas: 1 }),
    cluster: ClusterProfile.of({ zones: 1, edge: EdgeClass.gateway('envoy') }),
    namespace: 'north-shop',
    labels: { team: 'checkout' },
    annotations: { 'example.com/on-call': 'checkout@shop.example' },
    imageDigests: { [IMAGE]: DIGEST },
  };
  const shop = new Shop(new App(), 'shop', props);
  new ShopWebTier(shop, 'web', { image: IMAGE, port: 8080 });
  const all = manifestsOf(shop);

  test('profile decides the replicas', () => {
    expect(shop.profile.name).toBe('branch');
    expect(manifest(shop, 'Deployment', 'web').spec.replicas).toBe(1);
  });

  test('cluster decides what is quoted and what prefers its zone', () => {
    expect(shop.cluster).toBe(props.cluster);
    expect(manifest(shop, 'ResourceQuota', 'shop').spec.hard).not.toHaveProperty(['services.loadbalancers']);
    expect(manifest(shop, 'Service', 'web').spec.trafficDistribution).toBe('PreferSameZone');
  });

  test('namespace is where all but the cluster-wide objects are', () => {
    const clusterWide = all.filter((m) => m.metadata.namespace === undefined).map((m) => m.kind);
    expect(clusterWide).toEqual(['Namespace', 'PriorityClass', 'PriorityClass', 'PriorityClass']);
    expect(new Set(all.map((m) => m.metadata.namespace))).toEqual(new Set([undefined, 'north-shop']));
    expect(manifest(shop, 'Namespace', 'north-shop').kind).toBe('Namespace');
    expect(shop.shopNamespace).toBe('north-shop');
  });

  test('the name stays that of the priority classes', () => {
    expect(manifest(shop, 'Deployment', 'web').spec.template.spec.priorityClassName).toBe('shop-standard');
    expect(manifest(shop, 'PriorityClass', 'shop-standard').value).toBe(50_000);
  });

  test('labels and annotations are on every object', () => {
    for (const { metadata } of all) {
      expect(metadata.labels).toMatchObject({ team: 'checkout', 'app.kubernetes.io/part-of': 'shop' });
      expect(metadata.annotations).toEqual({ 'example.com/on-call': 'checkout@shop.example' });
    }
  });

  test('imageDigests pin the images that they name', () => {
    expect(manifest(shop, 'Deployment', 'web').spec.template.spec.containers[0].image).toBe(`${IMAGE}@${DIGEST}`);
  });
});

describe('is refused', () => {
  const shopOf = (id: string, props: ShopProps = {}) => messageOf(() => new Shop(new App(), id, props));

  test('with a name that is no DNS label', () => {
    expect(shopOf('Book_Shop')).toBe(
      'SHOP-N001 at Book_Shop: got the name "Book_Shop" (9 characters); wanted 1 to 40 characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last. Fix: rename the component.',
    );
  });

  test('with a name one over the limit, and not with one at it', () => {
    const longest = 's'.repeat(40);
    expect(new Shop(new App(), longest).shopName).toBe(longest);
    expect(shopOf(`${longest}s`)).toBe(
      `SHOP-N001 at ${longest}s: got the name "${longest}s" (41 characters); wanted 1 to 40 characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last. Fix: rename the component.`,
    );
  });

  test('with a namespace that is no DNS label, or one over its limit', () => {
    expect(new Shop(new App(), 'shop', { namespace: 'n'.repeat(63) }).shopNamespace).toHaveLength(63);
    for (const namespace of ['Shop', 'a.b', '', 'n'.repeat(64)])
      expect(shopOf('shop', { namespace })).toBe(
        `SHOP-N005 at shop: got the namespace "${namespace}"; wanted 1 to 63 lower-case letters, digits and hyphens, a letter or digit first and last. Fix: correct the name.`,
      );
  });

  test('with a label, annotation key or digest that Kubernetes would not take, all said at once', () => {
    const props = {
      labels: { 'a b': 'x', 'app.kubernetes.io/name': 'mine' },
      annotations: { 'no/such/key': '' },
      imageDigests: { [IMAGE]: 'sha256:1' },
    };
    expect(shopOf('shop', props)).toBe(
      [
        'SHOP-N002 at shop: got the label "a b: x"; wanted a key of an optional DNS prefix and a name, and a value of at most 63 letters, digits, "-", "_", ".", beginning and ending with a letter or digit. Fix: change the label, or make it an annotation.',
        'SHOP-N003 at shop: got the label "app.kubernetes.io/name"; wanted labels outside of app.kubernetes.io/, which the library sets and selectors depend on. Fix: use a key of your own.',
        'SHOP-N007 at shop: got the annotation key "no/such/key"; wanted an optional DNS prefix, a slash, and a name of at most 63 characters. Fix: correct the key.',
        'SHOP-I004 at shop: got the digest "sha256:1" of registry.example/web:1; wanted sha256: and 64 hex digits. Fix: take the digest from the registry, with `cdk8s-shop images lock`.',
      ].join('\n'),
    );
  });

  test('on a cluster whose names, addresses or zones cannot be, all said at once', () => {
    const call = () =>
      testShopOn({
        zones: 0,
        monitoringNamespace: 'Monitoring',
        kedaNamespace: 'keda.',
        edge: EdgeClass.gateway('', { namespace: 'Edge', podLabels: {}, cidrs: ['10.0.0.0'] }),
        clusterIssuer: 'Lets Encrypt',
        clusterSecretStore: 'store/1',
        storageClass: 'fast_ssd',
        nodeCidrs: ['10.0.0.0/33'],
        apiServerCidrs: ['api.example'],
      });
    const label = 'wanted 1 to 63 lower-case letters, digits and hyphens, a letter or digit first and last. Fix: correct the name.';
    const cidr = 'wanted an address, a slash and a prefix length: 203.0.113.0/24. Fix: correct the CIDR.';
    const name = 'wanted the name of an object of the cluster: lower-case letters, digits, hyphens and dots. Fix: correct the name.';
    expect(messageOf(call)).toBe(
      [
        `SHOP-N005 at shop: got the namespace "Monitoring"; ${label}`,
        `SHOP-N005 at shop: got the namespace "keda."; ${label}`,
        `SHOP-N005 at shop: got the namespace "Edge"; ${label}`,
        'SHOP-N006 at shop: got no pod labels, which would open every pod of the namespace; wanted at least one label, with keys and values that the API server accepts. Fix: name the labels of the pods.',
        `SHOP-X002 at shop: got the CIDR "10.0.0.0/33"; ${cidr}`,
        `SHOP-X002 at shop: got the CIDR "api.example"; ${cidr}`,
        `SHOP-X002 at shop: got the CIDR "10.0.0.0"; ${cidr}`,
        'SHOP-C003 at shop: got 0 zones; wanted a whole number from 1. Fix: count the zones that the nodes are in.',
        `SHOP-C004 at shop: got the name "" of a class, issuer or store; ${name}`,
        `SHOP-C004 at shop: got the name "Lets Encrypt" of a class, issuer or store; ${name}`,
        `SHOP-C004 at shop: got the name "store/1" of a class, issuer or store; ${name}`,
        `SHOP-C004 at shop: got the name "fast_ssd" of a class, issuer or store; ${name}`,
      ].join('\n'),
    );
  });

  test('when another shop of the app has its name or its namespace, wherever that one stands', () => {
    const app = new App();
    new Shop(new Chart(app, 'stack'), 'north', { namespace: 'books' });
    const same = 'wanted a name and a namespace that no other shop of the app has. Fix: give one of the two another id or namespace.';
    expect(messageOf(() => new Shop(app, 'north', { namespace: 'books' }))).toBe(
      [
        `SHOP-G010 at north: got the shop name "north", which stack/north already has; ${same}`,
        `SHOP-G010 at north: got the namespace "books", which stack/north already has; ${same}`,
      ].join('\n'),
    );
    expect(faultsOf(() => new Shop(app, 'south', { namespace: 'books' })).map((f) => f.got)).toEqual([
      'the namespace "books", which stack/north already has',
    ]);
    expect(new Shop(app, 'east').shopNamespace).toBe('east');
  });
});

describe('stands', () => {
  const yaml = (shop: Shop) => JSON.stringify(Testing.synth(shop));

  test('in a ShopApp, a plain App or another chart, with the same bytes', () => {
    const once = yaml(new Shop(new App(), 'shop'));
    expect(yaml(new Shop(new ShopApp(), 'shop'))).toBe(once);
    expect(yaml(new Shop(new Construct(new Chart(new App(), 'outer'), 'team'), 'shop'))).toBe(once);
  });

  test('with the same bytes when it is synthesised twice', () => {
    const shop = testShop();
    new ShopWebTier(shop, 'web', { image: IMAGE, port: 8080 });
    expect(yaml(shop)).toBe(yaml(shop));
  });
});

describe('what only the whole graph shows', () => {
  const crowded = () => {
    const app = new App();
    const shop = new Shop(app, 'shop', { profile: ShopProfile.development() });
    const db = new ShopDatabase(shop, 'orders-db', { maxConnections: 10 });
    new ShopWebTier(shop, 'web', { image: IMAGE, port: 8080, connections: [db.query({ poolPerReplica: 8 })] });
    return { app, shop };
  };

  test('is said at synthesis, in a plain App too', () => {
    const { app, shop } = crowded();
    const said = shop.node.validate();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^SHOP-P001 at shop\/orders-db: got (\d+) connections at full scale during a rollout \(web (\d+) pods × 8\); wanted at most 4 \(maxConnections 10 less 6 reserved\)\. Fix: /,
    );
    expect(messageOf(() => app.synth())).toContain(said[0]);
  });

  test('is nothing for a shop whose pools fit, or that has no database', () => {
    const shop = testShop();
    expect(shop.node.validate()).toEqual([]);
    const db = new ShopDatabase(shop, 'orders-db');
    new ShopWebTier(shop, 'web', { image: IMAGE, port: 8080, connections: [db.query({ poolPerReplica: 8 })] });
    expect(shop.node.validate()).toEqual([]);
  });
});
