import { demoShop, NAMESPACE } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { deviations, edges, ShopNetwork } from './harness/network-survey';
import { record } from './harness/record';

const PROMISE = 'Demo shop: what connects is exactly the edge list';
const NONE = { tooMuch: [], missing: [] };
const PAYMENTS = '203.0.113.9';
const INTERNET = '198.51.100.7';
const METADATA = '169.254.169.254';
const NODE_DNS = '169.254.20.10';

/** Run before the rest and have ended by the time. */
const MAKE_PASSWORDS = ['orders-db-credentials', 'carts-credentials', 'order-events-credentials'];
const ENDED = ['migrate-orders', ...MAKE_PASSWORDS];
const COMPONENTS = ['storefront', 'orders', 'fulfilment', 'orders-db', 'carts', 'order-events', ...ENDED];

const EXPECTED = [
  ...edges(
    `orders > orders-db:5432 carts:6379 order-events:5672 ${PAYMENTS}:443`,
    'storefront > orders:8080',
    'fulfilment > order-events:5672 orders-db:5432 orders:9000',
    'migrate-orders > orders-db:5432',
    'prometheus > orders:9090 fulfilment:8080 order-events:15692',
    // Nothing says where a plain cluster's edge is, so all other namespaces may be it.
    'prometheus > storefront:8080',
    'stranger > storefront:8080',
    // Nor where its API server is: the Jobs that make the passwords may look for it at any address.
    ...MAKE_PASSWORDS.map((job) => `${job} > api-server:443 api-server:6443 ${METADATA}:443 ${INTERNET}:443 ${PAYMENTS}:443`),
    ...COMPONENTS.map((component) => `${component} > kube-dns:53 ${NODE_DNS}:53`),
  ),
  ...COMPONENTS.map((component) => `${component} > kube-dns:53/UDP`),
];

let shop: DeployedShop;
let network: ShopNetwork;
let measured: string;

beforeAll(async () => {
  shop = await demoShop();
  network = await ShopNetwork.around(NAMESPACE, ENDED);
});

afterAll(() => network?.remove());

test('what connects is the edge list and nothing else', async () => {
  const survey = await network.survey();
  expect(deviations(survey, EXPECTED)).toEqual(NONE);
  measured = `${survey.some.length} of ${survey.tried.length} connections succeed, and these are the ${EXPECTED.length} of the list`;
  expect(survey.tried).toEqual(expect.arrayContaining([`storefront > ${METADATA}:80/TCP`, 'storefront > api-server:443/TCP']));
});

describe('with the policies changed', () => {
  afterEach(() => shop.restore());

  test('without any, everything that was tried connects: what was refused was refused by them', async () => {
    expect(network.deadPorts()).toEqual([]);
    shop.change((manifest) => (manifest.kind === 'NetworkPolicy' ? undefined : manifest));
    const { tried, every } = await network.survey();
    expect(deviations({ tried, some: every, every }, tried)).toEqual(NONE);
  });

  test('without the default and the one of a client, that client reaches what it has no edge to', async () => {
    const gone = ['default-deny', 'storefront'];
    shop.change((manifest) => (manifest.kind === 'NetworkPolicy' && gone.includes(manifest.metadata.name) ? undefined : manifest));
    const { tooMuch, missing } = deviations(await network.survey(), EXPECTED);
    expect(missing).toEqual([]);
    expect(tooMuch).toEqual(
      expect.arrayContaining(
        edges(`storefront > api-server:443 ${METADATA}:80 ${INTERNET}:443 stranger:8080`, 'intruder > storefront:8080'),
      ),
    );
    // The ends of the others still hold.
    expect(tooMuch.filter((line) => /> (orders-db|carts|order-events):/.test(line))).toEqual([]);
    record({ promise: PROMISE, measured, twin: `without ${gone.join(' and ')}: ${tooMuch.length} connections too much` });
  });

  test('without one rule of a target, the one edge that it admits is missed', async () => {
    shop.change((manifest) => {
      if (manifest.kind === 'NetworkPolicy' && manifest.metadata.name === 'carts') manifest.spec.ingress = [];
      return manifest;
    });
    const { tooMuch, missing } = deviations(await network.survey(), EXPECTED);
    expect({ tooMuch, missing }).toEqual({ tooMuch: [], missing: ['orders > carts:6379/TCP'] });
    record({ promise: PROMISE, measured, twin: `without a rule of a target: ${missing.join()} is missing` });
  });
});
