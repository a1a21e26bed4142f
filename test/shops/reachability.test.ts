import { App } from 'cdk8s';
import { ClusterProfile, EdgeClass, Shop, ShopProfile, ShopWebTier } from '../../lib';
import type { JsonObject } from '../../lib/manifests/json';
import type { Outsider } from '../../lib/manifests/network-party';
import { twinOf } from '../support/outside-world';
import { differences, NO_DIFFERENCES, reachableBy, reachableIn } from '../support/reachable';
import { manifestsOf } from '../support/synthesis';
import { synthesized } from '../support/synthesized';

const PAYMENTS = '203.0.113.9';
const INTERNET = '198.51.100.7';
const METADATA = '169.254.169.254';
const PRIVATE = '10.0.0.5';
const NODE_DNS = '169.254.20.10';
const ADDRESSES = [PAYMENTS, INTERNET, METADATA, PRIVATE, NODE_DNS];

const pods = (name: string, namespace: string, labels: Record<string, string>): Outsider => ({ kind: 'pods', name, namespace, labels });

/** Who else is there; the intruder stands in the shop's own namespace, without a policy of its own. */
function outsidersOf(shop: string, components: readonly string[]): Outsider[] {
  return [
    ...components.map(twinOf),
    pods('kube-dns', 'kube-system', { 'k8s-app': 'kube-dns' }),
    pods('kube-system/other', 'kube-system', { 'k8s-app': 'metrics-server' }),
    pods('monitoring', 'monitoring', { app: 'prometheus' }),
    pods('keda', 'keda', { app: 'keda-operator' }),
    pods('envoy', 'envoy-gateway-system', { app: 'envoy' }),
    pods('stranger', 'other', {}),
    pods('intruder', shop, { 'k8s-app': 'kube-dns' }),
    ...ADDRESSES.map((address): Outsider => ({ kind: 'address', name: address, address })),
  ];
}

/** Every pod outside of the shop's namespace. */
function anywhereElse(components: readonly string[]): string[] {
  return ['kube-dns', 'kube-system/other', 'monitoring', 'keda', 'envoy', 'stranger', ...components.map((c) => `twin of ${c}`)];
}

/** `a > b:1 c:2` as two lines over TCP. */
function edges(...lists: string[]): string[] {
  return lists.flatMap((list) => {
    const [client, targets = ''] = list.split(' > ');
    return targets.split(' ').map((target) => `${client} > ${target}/TCP`);
  });
}

const each = (clients: readonly string[], targets: string) => clients.map((client) => `${client} > ${targets}`);

/** What every pod may: ask for names, of the cluster and of the cache on its node, over both transports. */
function lookUps(...clients: string[]): string[] {
  return clients.flatMap((client) =>
    ['kube-dns', NODE_DNS].flatMap((server) => ['UDP', 'TCP'].map((protocol) => `${client} > ${server}:53/${protocol}`)),
  );
}

const BOOKSHOP_PODS = ['storefront', 'orders', 'fulfilment', 'migrate-orders', 'orders-db', 'carts', 'order-events'];

const BOOKSHOP = [
  ...edges(
    `orders > orders-db:5432 carts:6379 order-events:5672 ${PAYMENTS}:443`,
    'storefront > orders:8080',
    'fulfilment > order-events:5672 orders-db:5432 orders:9000',
    'migrate-orders > orders-db:5432',
    'monitoring > orders:9090 fulfilment:8080 order-events:15692',
  ),
  ...lookUps(...BOOKSHOP_PODS),
];

const MAKE_PASSWORDS = ['orders-db-credentials', 'carts-credentials', 'order-events-credentials'];

const BOUTIQUE_PODS = [
  'frontend',
  'adservice',
  'cartservice',
  'checkoutservice',
  'currencyservice',
  'emailservice',
  'loadgenerator',
  'paymentservice',
  'productcatalogservice',
  'recommendationservice',
  'redis-cart',
  'shippingservice',
];

const BOUTIQUE = [
  ...edges(
    'frontend > adservice:9555 cartservice:7070 checkoutservice:5050 currencyservice:7000 productcatalogservice:3550 recommendationservice:8080 shippingservice:50051',
    'checkoutservice > cartservice:7070 currencyservice:7000 emailservice:8080 paymentservice:50051 productcatalogservice:3550 shippingservice:50051',
    'recommendationservice > productcatalogservice:3550',
    'cartservice > redis-cart:6379',
    'loadgenerator > frontend:8080',
  ),
  ...lookUps(...BOUTIQUE_PODS),
];

interface Form {
  readonly shop: string;
  readonly main: string;
  readonly namespace: string;
  readonly components: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly expected: readonly string[];
}

const FORMS: readonly Form[] = [
  {
    shop: 'the demo shop on a plain cluster',
    main: 'main.ts',
    namespace: 'bookshop',
    components: BOOKSHOP_PODS,
    env: {},
    expected: [
      ...BOOKSHOP,
      ...edges(...each(anywhereElse(BOOKSHOP_PODS), 'storefront:8080')),
      // Nothing says where the API server is, so the Jobs that make the passwords may ask any address of IPv4 for it.
      ...edges(...ADDRESSES.flatMap((address) => each(MAKE_PASSWORDS, `${address}:443 ${address}:6443`))),
      ...lookUps(...MAKE_PASSWORDS),
    ],
  },
  {
    shop: 'the demo shop on a cluster with everything',
    main: 'main.ts',
    namespace: 'bookshop',
    components: BOOKSHOP_PODS,
    env: { SHOP_CLUSTER: 'full' },
    expected: [...BOOKSHOP, ...edges('envoy > storefront:8080', 'keda > order-events:5672')],
  },
  {
    shop: 'Online Boutique on a plain cluster',
    main: 'examples/online-boutique/main.ts',
    namespace: 'online-boutique',
    components: BOUTIQUE_PODS,
    env: {},
    expected: [...BOUTIQUE, ...edges(...each(anywhereElse(BOUTIQUE_PODS), 'frontend:8080'))],
  },
  {
    shop: 'Online Boutique on a cluster with everything',
    main: 'examples/online-boutique/main.ts',
    namespace: 'online-boutique',
    components: BOUTIQUE_PODS,
    env: { SHOP_CLUSTER: 'full' },
    expected: [...BOUTIQUE, ...edges('envoy > frontend:8080')],
  },
];

const objects = new Map<Form, Promise<JsonObject[]>>();

// All at once: each is a process of its own.
beforeAll(() => {
  for (const form of FORMS) objects.set(form, synthesized(form.main, form.env));
});

test.each(FORMS)(
  '$shop permits its edge list and nothing else, and so does each end alone',
  async (form) => {
    const outsiders = outsidersOf(form.namespace, form.components);
    const found = reachableIn((await objects.get(form)) ?? [], outsiders);
    expect(differences(found, reachableBy(form.expected, outsiders))).toEqual(NO_DIFFERENCES);
  },
  60_000,
);

test('a call from one shop to another is open at both ends, and to nobody else', () => {
  const app = new App();
  const cluster = ClusterProfile.of({ edge: EdgeClass.gateway('envoy', { namespace: 'envoy-gateway-system' }) });
  const shop = (name: string) => new Shop(app, name, { profile: ShopProfile.development(), cluster });
  const [books, music] = [shop('books'), shop('music')];
  const stock = new ShopWebTier(music, 'stock', { image: 'registry.example/stock:1.0', port: 8080, servicePort: 80 });
  new ShopWebTier(books, 'web', { image: 'registry.example/web:1.0', port: 3000, connections: [stock.call()] });

  const outsiders = outsidersOf('books', ['web', 'stock']);
  const found = reachableIn(manifestsOf(books), outsiders);
  expect(differences(found, reachableBy([...edges('web > stock:8080'), ...lookUps('web', 'stock')], outsiders))).toEqual(NO_DIFFERENCES);
});
