import type { AnyManifest } from '../../support/synthesis';
import { DeployedShop } from './harness/deployed-shop';
import { deviations, edges, ShopNetwork } from './harness/network-survey';
import { record } from './harness/record';

const NAMESPACE = 'proof-network-boutique';
const PROMISE = 'Online Boutique: what connects is exactly the edge list';
const NONE = { tooMuch: [], missing: [] };
const METADATA = '169.254.169.254';
const INTERNET = '198.51.100.7';
const NODE_DNS = '169.254.20.10';

const COMPONENTS = [
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
const BY_HTTP = ['frontend', 'loadgenerator'];

const EXPECTED = [
  ...edges(
    'frontend > adservice:9555 cartservice:7070 checkoutservice:5050 currencyservice:7000 productcatalogservice:3550 recommendationservice:8080 shippingservice:50051',
    'checkoutservice > cartservice:7070 currencyservice:7000 emailservice:8080 paymentservice:50051 productcatalogservice:3550 shippingservice:50051',
    'recommendationservice > productcatalogservice:3550',
    'cartservice > redis-cart:6379',
    'loadgenerator > frontend:8080',
    // Nothing says where a plain cluster's edge is, so all other namespaces may be it.
    'stranger > frontend:8080',
    'prometheus > frontend:8080',
    ...COMPONENTS.map((component) => `${component} > kube-dns:53 ${NODE_DNS}:53`),
  ),
  ...COMPONENTS.map((component) => `${component} > kube-dns:53/UDP`),
];

/** A port that no manifest names: the stand-ins of gRPC services speak HTTP there too. */
const UNNAMED_PORT = 18080;

/** The published images are stood in for by one that listens where it is told to. */
function standIn(manifest: AnyManifest): AnyManifest {
  // With requests this small, pods that do nothing are scaled out.
  if (manifest.kind === 'HorizontalPodAutoscaler') manifest.spec.maxReplicas = manifest.spec.minReplicas;
  if (manifest.kind !== 'Deployment') return manifest;
  const [container] = manifest.spec.template.spec.containers;
  const port = container.ports[0].containerPort;
  const ports = BY_HTTP.includes(manifest.metadata.name)
    ? { HTTP_PORTS: `${port}` }
    : { HTTP_PORTS: `${UNNAMED_PORT}`, GRPC_PORTS: `${port}` };
  container.env = [...(container.env ?? []), ...Object.entries(ports).map(([name, value]) => ({ name, value }))];
  container.command = undefined;
  container.resources.requests.cpu = '10m';
  return manifest;
}

let shop: DeployedShop;
let network: ShopNetwork;
let measured: string;

beforeAll(async () => {
  shop = await DeployedShop.deploy({ main: 'examples/online-boutique/main.ts', namespace: NAMESPACE }, standIn);
  network = await ShopNetwork.around(NAMESPACE);
});

afterAll(async () => {
  network?.remove();
  await shop?.remove();
});

test('what connects is the edge list and nothing else', async () => {
  const survey = await network.survey();
  expect(deviations(survey, EXPECTED)).toEqual(NONE);
  measured = `${survey.some.length} of ${survey.tried.length} connections succeed, and these are the ${EXPECTED.length} of the list`;
  expect(survey.tried).toEqual(expect.arrayContaining(edges(`frontend > ${METADATA}:80 api-server:443 adservice:${UNNAMED_PORT}`)));
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
    const gone = ['default-deny', 'loadgenerator'];
    shop.change((manifest) => (manifest.kind === 'NetworkPolicy' && gone.includes(manifest.metadata.name) ? undefined : manifest));
    const { tooMuch, missing } = deviations(await network.survey(), EXPECTED);
    expect(missing).toEqual([]);
    expect(tooMuch).toEqual(
      expect.arrayContaining(
        edges(`loadgenerator > api-server:443 ${METADATA}:80 ${INTERNET}:443 stranger:8080`, 'intruder > loadgenerator:8089'),
      ),
    );
    // The ends of the others still hold.
    expect(tooMuch.filter((line) => /> (redis-cart|paymentservice|cartservice):/.test(line))).toEqual([]);
    record({ promise: PROMISE, measured, twin: `without ${gone.join(' and ')}: ${tooMuch.length} connections too much` });
  });

  test('without one rule of a target, the one edge that it admits is missed', async () => {
    shop.change((manifest) => {
      if (manifest.kind === 'NetworkPolicy' && manifest.metadata.name === 'redis-cart') manifest.spec.ingress = [];
      return manifest;
    });
    const { tooMuch, missing } = deviations(await network.survey(), EXPECTED);
    expect({ tooMuch, missing }).toEqual({ tooMuch: [], missing: ['cartservice > redis-cart:6379/TCP'] });
    record({ promise: PROMISE, measured, twin: `without a rule of a target: ${missing.join()} is missing` });
  });
});
