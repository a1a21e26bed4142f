import { ApiObject, App } from 'cdk8s';
import fc from 'fast-check';
import {
  CacheUse,
  ClusterProfile,
  type ClusterProfileProps,
  EdgeClass,
  HostNamePolicy,
  Shop,
  ShopCache,
  ShopDatabase,
  ShopEdge,
  ShopProfile,
  ShopQueue,
  ShopService,
  ShopWebTier,
  ShopWorker,
} from '../../lib';
import { checkApp } from '../../lib/app/check-app';
import { agreedZone } from '../../lib/app/payment-zone';
import { check } from '../../lib/checks/check';
import type { CheckSettings, ZoneEdge } from '../../lib/checks/check-settings';
import { PAYMENT_ZONE } from '../../lib/checks/packs/payment-zone';
import { shopAt } from '../../lib/constructs/shop-context';
import { isCidr } from '../../lib/core/addresses';
import { identityOf, manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { buildShop } from '../support/described-shop';
import { randomShop } from '../support/random-shop';
import { manifestsOf } from '../support/synthesis';

const IMAGE = 'registry.example/any:1.0';
const RULES = PAYMENT_ZONE.rules.map(({ id }) => id);

/** A shop whose checkout, with its database, cache and queue, is in the payment zone. */
function bookshop({
  cluster = {},
  psp = { cidrs: ['203.0.113.0/24'] },
}: {
  cluster?: ClusterProfileProps;
  psp?: { cidrs?: string[] };
} = {}) {
  const shop = new Shop(new App(), 'shop', { profile: ShopProfile.development(), cluster: ClusterProfile.of(cluster) });
  const cards = new ShopDatabase(shop, 'cards', { paymentZone: true, backup: {} });
  const sessions = new ShopCache(shop, 'sessions', { use: CacheUse.SESSION, paymentZone: true });
  const paid = new ShopQueue(shop, 'paid', { paymentZone: true });
  const connections = [
    cards.query(),
    sessions.readWrite(),
    paid.publish(),
    ShopService.external(shop, 'psp', { host: 'api.psp.example', ...psp }).call(),
  ];
  const checkout = new ShopWebTier(shop, 'checkout', { image: IMAGE, port: 8080, paymentZone: true, metrics: { port: 9090 }, connections });
  const storefront = new ShopWebTier(shop, 'storefront', { image: IMAGE, port: 8080, connections: [checkout.call()] });
  new ShopWorker(shop, 'fulfilment', { image: IMAGE, connections: [paid.consume()] });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: storefront }] });
  return { shop, checkout };
}

const found = (shop: Shop, settings: CheckSettings = {}) =>
  checkApp(shop.node.root, { only: RULES, settings }).map(({ rule, object, field, got }) => `${rule} ${object} ${field}: ${got}`);

const POLICY = 'networking.k8s.io/NetworkPolicy/shop';
const CHECKOUT = 'apps/Deployment/shop/checkout';

test.each<[string, ClusterProfileProps]>([
  ['a plain cluster', {}],
  ['a cluster with operators', { kedaNamespace: 'keda', prometheusOperator: true, monitoringNamespace: 'observability' }],
  ['a cluster whose nodes are named', { nodeCidrs: ['172.16.0.0/16'] }],
  ['a cluster that opens hosts by name', { hostNames: HostNamePolicy.CILIUM }],
])('a shop with a payment zone on %s has no finding, with nothing to be told', (_, cluster) => {
  expect(found(bookshop({ cluster }).shop)).toEqual([]);
});

test('a policy that opens more than the connections of the shop is refused, in either direction', () => {
  const { shop } = bookshop();
  const peer = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } });
  new ApiObject(shop, 'More', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'more' },
    spec: {
      podSelector: peer('checkout').podSelector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'debug' } } }] },
        { from: [peer('storefront')] },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '198.51.100.7/32' } }], ports: [{ port: 443 }] }],
    },
  });
  expect(found(shop)).toEqual([
    `zone-egress-outside ${POLICY}/more spec.egress[0].to[0]: an opening from ${CHECKOUT} to the addresses 198.51.100.7/32 on TCP 443`,
    // The storefront may go to 8080 alone by its own policy, and that was agreed.
    `zone-ingress ${POLICY}/more spec.ingress[0].from[0]: an opening from pods of the namespace debug to ${CHECKOUT} on every port`,
  ]);
  const edges = [{ from: '/Namespace//debug', to: CHECKOUT }];
  expect(found(shop, { paymentZone: { edges, cidrs: ['198.51.100.0/24'] } })).toEqual([]);
});

test('an outside host whose addresses nobody said is every address, and refused', () => {
  const everywhere = (block: string, index: number) =>
    `zone-egress-outside ${POLICY}/checkout spec.egress[3].to[${index}]: an opening from ${CHECKOUT} to the addresses ${block} on TCP 443`;
  expect(found(bookshop({ psp: {} }).shop)).toEqual([everywhere('0.0.0.0/0', 0), everywhere('::/0', 1)]);
  expect(found(bookshop({ psp: {}, cluster: { hostNames: HostNamePolicy.CILIUM } }).shop)).toEqual([]);
});

test('an edge that may be in any namespace is a way in for every pod, until it is said where it is', () => {
  const routed = (edge: EdgeClass) => {
    const { shop, checkout } = bookshop({ cluster: { edge } });
    new ShopEdge(shop, 'pay', { host: 'pay.shop.example', routes: [{ path: '/', to: checkout }] });
    return shop;
  };
  const open = `zone-ingress ${POLICY}/checkout spec.ingress[0].from[0]: an opening from pods of any namespace that the peer selects to ${CHECKOUT} on TCP 8080`;
  expect(found(routed(EdgeClass.ingress('nginx')))).toEqual([open]);
  const agreed = { paymentZone: { edges: [{ from: '/Namespace//*', to: CHECKOUT, port: 8080 }] } };
  expect(found(routed(EdgeClass.ingress('nginx')), agreed)).toEqual([]);
  expect(found(routed(EdgeClass.ingress('nginx', { namespace: 'ingress-nginx' })))).toEqual([]);
  expect(found(routed(EdgeClass.ingress('nginx', { cidrs: ['0.0.0.0/0'] })))).toEqual([]);
});

test('connections between shops are agreed by the graph of either, also where one of them is checked alone', () => {
  const { shop, checkout } = bookshop();
  const other = new Shop(shop.node.root as App, 'kiosk', { profile: ShopProfile.development() });
  new ShopWebTier(other, 'till', { image: IMAGE, port: 8080, connections: [checkout.call()] });
  expect(found(shop)).toEqual([]);
  expect(checkApp(shop, { only: RULES })).toEqual([]);
});

test('a workload that the settings put into the zone has its connections agreed too', () => {
  const { shop } = bookshop();
  const workloads = ['apps/Deployment/shop/storefront'];
  const open = `zone-ingress ${POLICY}/storefront spec.ingress[0].from[0]: an opening from pods of any namespace that the peer selects to apps/Deployment/shop/storefront on TCP 8080`;
  expect(found(shop, { paymentZone: { workloads } })).toEqual([open]);
});

test('what stands in another namespace is agreed by it, what stands unseen in that of the shop by nothing', () => {
  const edgesTo = (namespace: string) => {
    const shop = new Shop(new App(), 'shop', { profile: ShopProfile.development() });
    const ledger = ShopService.inCluster(shop, 'ledger', { namespace, podLabels: { app: 'ledger' }, port: 80, targetPort: 8443 });
    new ShopWorker(shop, 'settle', { image: IMAGE, paymentZone: true, connections: [ledger.call()] });
    expect(found(shop)).toEqual([]);
    const shops = [shopAt(shop)].filter((context) => context !== undefined);
    return agreedZone(shops, new ManifestSet(manifestsOf(shop).map((body) => manifestOf(body))), undefined)?.edges;
  };
  expect(edgesTo('books')).toEqual([{ from: 'apps/Deployment/shop/settle', to: '/Namespace//books', port: 8443 }]);
  expect(edgesTo('shop')).toEqual([]);
});

test('what cannot be read is told as it is, and not taken for an agreement', () => {
  expect(() => checkApp(bookshop().shop.node.root, { settings: { paymentZone: { cidrs: ['x'] } } })).toThrow(
    'SHOP-K007 at checks: got "x" as settings.paymentZone.cidrs[0]',
  );
});

test('without a component in the zone nothing is agreed, so that the settings stay as they are', () => {
  const shop = new Shop(new App(), 'shop', { profile: ShopProfile.development() });
  const given = { cidrs: ['203.0.113.0/24'] };
  const shops = [shopAt(shop)].filter((context) => context !== undefined);
  expect(agreedZone(shops, new ManifestSet([]), given)).toBe(given);
  expect(agreedZone(shops, new ManifestSet([]), undefined)).toBeUndefined();
});

/** The zone of a random shop: each of its workloads that a bit says. */
function randomZone(shop: Shop, bits: number) {
  const set = new ManifestSet(manifestsOf(shop).map((body) => manifestOf(body)));
  const workloads = set.pods.map(({ manifest }) => identityOf(manifest)).filter((_, i) => (bits >> (i % 30)) % 2 === 1);
  const shops = [shopAt(shop)].filter((context) => context !== undefined);
  const findings = (edges: readonly ZoneEdge[]) =>
    check(set, { only: RULES, settings: { paymentZone: { ...zone, edges } } })
      // Of these somebody has to be told: nobody said where the other end is.
      .filter(({ got }) => !/any namespace|0\.0\.0\.0\/0|::\/0/.test(got));
  const zone = agreedZone(shops, set, { workloads });
  return { workloads: new Set(workloads), edges: zone?.edges ?? [], findings };
}

const RUNS = { seed: 20_261_124, numRuns: 100 };

test('any workloads of 100 random shops can be the zone: their connections are agreed, and no policy opens more', () => {
  fc.assert(
    fc.property(randomShop, fc.nat({ max: 2 ** 30 - 1 }), (description, bits) => {
      const { edges, findings } = randomZone(buildShop(description), bits);
      expect(findings(edges)).toEqual([]);
    }),
    RUNS,
  );
}, 120_000);

test('any connection across the border of a random zone that is taken out of the agreement is found', () => {
  fc.assert(
    fc.property(randomShop, fc.nat({ max: 2 ** 30 - 1 }), fc.nat(), (description, bits, pick) => {
      const { workloads, edges, findings } = randomZone(buildShop(description), bits);
      const crossing = edges.filter(({ from, to }) => workloads.has(from) !== workloads.has(to) && ![from, to].some(isCidr));
      const missing = crossing[pick % crossing.length];
      fc.pre(missing !== undefined);
      const same = (edge: ZoneEdge) => edge.from === missing?.from && edge.to === missing.to && edge.port === missing.port;
      const [from, to] = [missing?.from, missing?.to].map((end) => end?.replace('/Namespace//', 'pods of the namespace '));
      const got = new Set(findings(edges.filter((edge) => !same(edge))).map((finding) => finding.got));
      expect(got).toEqual(new Set([`an opening from ${from} to ${to} on TCP ${missing?.port}`]));
    }),
    RUNS,
  );
}, 120_000);
