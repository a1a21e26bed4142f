import { App, Chart } from 'cdk8s';
import { Deployment, NetworkPolicy, NetworkPolicyPort } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  CacheUse,
  EdgeClass,
  type EdgeDataPlane,
  Shop,
  ShopCache,
  ShopComponent,
  ShopDatabase,
  ShopEdge,
  ShopJob,
  ShopProfile,
  ShopService,
  ShopWebTier,
} from '../../lib';
import { connect } from '../../lib/constructs/wiring';
import { type AnyManifest, manifestsOf, messageOf, testShop, testShopOn } from '../support/synthesis';

const image = 'registry.example/web:1';
const web = (shop: Shop, id = 'web') => new ShopWebTier(shop, id, { image, port: 8080 });
const PORT = [NetworkPolicyPort.tcp(443)];

/** The policy of the user's own that has the component as the peer of its one rule. */
function policyWith(shop: Shop, peer: ShopComponent): AnyManifest {
  const own = new Chart(shop.node.root, 'own', { namespace: 'shop', disableResourceNameHashes: true });
  const policy = new NetworkPolicy(own, 'policy', { metadata: { namespace: 'shop' } });
  policy.addEgressRule(peer, PORT);
  return manifestsOf(shop).find((m) => m.kind === 'NetworkPolicy' && m.metadata.name === 'own-policy').spec;
}

const egressTo = (shop: Shop, peer: ShopComponent) => policyWith(shop, peer).egress;
const named = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const ports = [{ port: 443, protocol: 'TCP' }];

describe('as a peer of a cdk8s-plus NetworkPolicy', () => {
  test('a component of the shop is its pods, in its namespace', () => {
    const shop = testShop();
    expect(egressTo(shop, web(shop))).toEqual([
      { to: [{ namespaceSelector: named('shop'), podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } } }], ports },
    ]);
  });

  test('a service of another namespace is its pods there', () => {
    const shop = testShop();
    const search = ShopService.inCluster(shop, 'search', { namespace: 'search', podLabels: { app: 'search' }, port: 80 });
    expect(egressTo(shop, search)).toEqual([
      { to: [{ namespaceSelector: named('search'), podSelector: { matchLabels: { app: 'search' } } }], ports },
    ]);
  });

  test.each([
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['2001:DB8::/32', '2001:db8::/32'],
  ])('a service outside with the one CIDR %p is that range', (cidr, written) => {
    const shop = testShop();
    const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example', cidrs: [cidr] });
    expect(egressTo(shop, payments)).toEqual([{ to: [{ ipBlock: { cidr: written } }], ports }]);
  });

  test('a service outside may be the peer of more than one rule', () => {
    const shop = testShop();
    const payments = ShopService.external(shop, 'payments', { host: '203.0.113.7' });
    const policy = new NetworkPolicy(new Chart(shop.node.root, 'own'), 'policy');
    policy.addEgressRule(payments);
    policy.addIngressRule(payments);
    expect(payments.toNetworkPolicyPeerConfig().ipBlock?.cidr).toBe('203.0.113.7/32');
  });

  test('a service outside with several ranges, or any address, is refused, since cdk8s-plus has no such peer', () => {
    const shop = testShop();
    const two = ShopService.external(shop, 'payments', { host: 'a.example', cidrs: ['203.0.113.0/24', '2001:db8::/32'] });
    const any = ShopService.external(shop, 'mail', { host: 'b.example' });
    const end =
      'as one peer of a cdk8s-plus NetworkPolicy; wanted pods, or one range of addresses: cdk8s-plus has no peer for more. Fix: name one CIDR, or give the rule a NetworkPolicyIpBlock for each.';
    expect(messageOf(() => two.toNetworkPolicyPeerConfig())).toBe(
      `SHOP-X007 at shop/payments: got the addresses 203.0.113.0/24, 2001:db8::/32 ${end}`,
    );
    expect(messageOf(() => any.toNetworkPolicyPeerConfig())).toBe(`SHOP-X007 at shop/mail: got the addresses 0.0.0.0/0, ::/0 ${end}`);
  });

  describe('an edge is its proxies', () => {
    const peer = (dataPlane: EdgeDataPlane) => {
      const shop = testShopOn({ edge: EdgeClass.gateway('envoy', dataPlane) });
      const edge = new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web(shop) }] });
      return { to: () => egressTo(shop, edge)[0].to, edge };
    };

    test('in their namespace', () => {
      expect(peer({ namespace: 'edge', podLabels: { app: 'envoy' } }).to()).toEqual([
        { namespaceSelector: named('edge'), podSelector: { matchLabels: { app: 'envoy' } } },
      ]);
      expect(peer({ namespace: 'edge' }).to()).toEqual([{ namespaceSelector: named('edge'), podSelector: {} }]);
    });

    test('in any namespace but the shop’s own, where nobody says which', () => {
      expect(peer({}).to()).toEqual([
        {
          namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['shop'] }] },
          podSelector: {},
        },
      ]);
    });

    test('at their addresses', () => {
      expect(peer({ cidrs: ['10.0.0.0/16'] }).to()).toEqual([{ ipBlock: { cidr: '10.0.0.0/16' } }]);
    });

    test('but not both at once, which is refused', () => {
      const { edge } = peer({ namespace: 'edge', cidrs: ['10.0.0.0/16'] });
      expect(messageOf(() => edge.toNetworkPolicyPeerConfig())).toBe(
        'SHOP-X007 at shop/edge: got pods and the addresses 10.0.0.0/16 as one peer of a cdk8s-plus NetworkPolicy; wanted pods, or one range of addresses: cdk8s-plus has no peer for more. Fix: name one CIDR, or give the rule a NetworkPolicyIpBlock for each.',
      );
    });
  });
});

describe('as a pod selector of cdk8s-plus', () => {
  test('a policy of the user’s own may select a component’s pods', () => {
    const shop = testShop();
    const db = new ShopDatabase(shop, 'orders-db');
    const own = new Chart(shop.node.root, 'own', { disableResourceNameHashes: true });
    const { metadata } = new NetworkPolicy(own, 'policy', { selector: db });
    expect(metadata.namespace).toBe('shop');
    expect(manifestsOf(shop).find((m) => m.metadata.name === 'own-policy').spec.podSelector).toEqual({
      matchLabels: { 'app.kubernetes.io/instance': 'orders-db' },
    });
  });

  test('something outside of the cluster has no pods to select', () => {
    const payments = ShopService.external(testShop(), 'payments', { host: 'api.psp.example' });
    expect(payments.toPodSelector()).toBeUndefined();
    expect(messageOf(() => payments.toPodSelectorConfig())).toBe(
      'SHOP-X006 at shop/payments: got a selector of the pods of something outside of the cluster; wanted a component with pods. Fix: use it as a peer of a rule, which takes addresses too.',
    );
  });

  test('a Deployment of the user’s own may be connected to a component, at both ends', () => {
    const shop = testShop();
    const own = new Chart(shop.node.root, 'own', { namespace: 'tools' });
    const tool = new Deployment(own, 'tool', { containers: [{ image }], metadata: { namespace: 'tools' }, isolate: true });
    tool.connections.allowTo(web(shop), { ports: [NetworkPolicyPort.tcp(8080)] });
    const policies = manifestsOf(shop).filter((m) => m.kind === 'NetworkPolicy' && m.metadata.labels === undefined);
    const ingress = policies.find((m) => m.metadata.namespace === 'shop');
    expect(ingress.spec.podSelector).toEqual({ matchLabels: { 'app.kubernetes.io/instance': 'web' } });
    expect(ingress.spec.ingress[0].from[0].podSelector.matchLabels).toBeDefined();
    const egress = policies.find((m) => m.spec.egress !== undefined);
    expect(egress.metadata.namespace).toBe('tools');
    expect(egress.spec.egress[0].to).toEqual([
      { namespaceSelector: named('shop'), podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } } },
    ]);
  });
});

describe('in the graph', () => {
  test('two components of one name are refused, with both places', () => {
    const shop = testShop();
    web(shop);
    const again = () => new ShopJob(new Construct(shop, 'team'), 'web', { image });
    expect(messageOf(again)).toBe(
      'SHOP-G001 at shop/team/web: got the name "web", which shop/web already has; wanted a name that is unique in the shop. Fix: give one of the two another id.',
    );
  });

  test('two components of one Service name are refused, with both places', () => {
    const shop = testShop();
    web(shop);
    expect(messageOf(() => new ShopWebTier(shop, 'store', { image, port: 8080, serviceName: 'web' }))).toBe(
      'SHOP-G002 at shop/store: got the Service name "web", which shop/web already has; wanted a Service name that is unique in the shop. Fix: give one of the two another serviceName.',
    );
  });

  test('a component cannot be its own client', () => {
    const shop = testShop();
    const target = web(shop);
    expect(messageOf(() => connect(target._shop, target._component, target, [target.call()]))).toBe(
      'SHOP-G006 at shop/web: got a connection to itself; wanted another component as its target. Fix: remove the connection; pods of a cluster reach each other without one.',
    );
  });

  test('one that has not joined is a mistake of its author', () => {
    class Stray extends ShopComponent {
      constructor(shop: Shop) {
        super(shop, 'stray');
      }
    }
    const stray = new Stray(testShop());
    expect(() => stray._component).toThrow(new Error('shop/stray has not joined the graph'));
    expect(stray.apiObject).toBeUndefined();
  });

  test('a component without ports offers no connection', () => {
    class Portless extends ShopComponent {
      constructor(shop: Shop) {
        super(shop, 'portless');
        this._join({ ...ShopService.external(testShop(), 'x', { host: 'a.example' })._component, name: 'portless', endpoints: [] });
      }

      public call() {
        return this._offer('call', {});
      }
    }
    expect(messageOf(() => new Portless(testShop()).call())).toBe(
      'SHOP-G004 at shop/portless: got a connection to a component without ports; wanted a component with a port. Fix: name a port that the target declares.',
    );
  });
});

describe('the main object', () => {
  test('is at hand of every component that emits one, and of no other', () => {
    const shop = testShop();
    const kinds = [web(shop), new ShopDatabase(shop, 'orders-db'), new ShopCache(shop, 'carts', { use: CacheUse.CART })].map(
      (c) => c.apiObject?.kind,
    );
    expect(kinds).toEqual(['Deployment', 'StatefulSet', 'StatefulSet']);
    expect(ShopService.external(shop, 'payments', { host: 'a.example' }).apiObject).toBeUndefined();
  });
});

test('an app of its own keeps its components apart', () => {
  const [one, two] = [new App(), new App()].map((app) => new Shop(app, 'shop', { profile: ShopProfile.development() })) as [Shop, Shop];
  web(one);
  expect(() => web(two)).not.toThrow();
});
