import { Size } from 'cdk8s';
import { KubernetesVersion, type Shop, ShopProbe, ShopStore, type ShopStoreProps } from '../../lib';
import { type AnyManifest, faultsOf, manifest, messageOf, testShop, testShopOn } from '../support/synthesis';

const BASE = { image: 'registry.example/store:1', port: 9200, dataPath: '/data' };

function store(props: Partial<ShopStoreProps> = {}, shop: Shop = testShop()) {
  new ShopStore(shop, 'it', { ...BASE, ...props });
  const { spec } = manifest(shop, 'StatefulSet', 'it');
  return { shop, spec, pod: spec.template.spec, policy: manifest(shop, 'NetworkPolicy', 'it').spec };
}

const peerPorts = [
  { name: 'gossip', port: 7000 },
  { name: 'raft', port: 7001 },
];
const PEERS = [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'it' } } }];

test('several servers start at once, each with its volume, and reach each other on the ports of peers alone', () => {
  const { shop, spec, policy } = store({ replicas: 3, peerPorts });
  expect([spec.replicas, spec.podManagementPolicy]).toEqual([3, 'Parallel']);
  expect(spec.volumeClaimTemplates).toHaveLength(1);
  const ports = [7000, 7001].map((port) => ({ port, protocol: 'TCP' }));
  expect(policy.ingress).toEqual([{ from: PEERS, ports }]);
  expect(policy.egress).toContainEqual({ to: PEERS, ports });
  expect(manifest(shop, 'Service', 'it-pods').spec.ports.map((p: AnyManifest) => [p.name, p.port])).toEqual([
    ['tcp', 9200],
    ['gossip', 7000],
    ['raft', 7001],
  ]);
});

test('several servers that do not talk to each other start one after the other, and no policy opens between them', () => {
  const { spec, policy } = store({ replicas: 3 });
  expect(spec.podManagementPolicy).toBe('OrderedReady');
  expect(policy.ingress ?? []).toEqual([]);
});

test('a single server with ports for peers has none yet, and can get some without a change that the API refuses', () => {
  const one = store({ replicas: 1, peerPorts });
  expect(one.policy.ingress ?? []).toEqual([]);
  expect(one.spec.podManagementPolicy).toBe(store({ replicas: 3, peerPorts }).spec.podManagementPolicy);
});

test('the quota admits the volumes of all replicas', () => {
  const { shop } = store({ replicas: 3, storage: Size.gibibytes(20) });
  const { hard } = manifest(shop, 'ResourceQuota', 'shop').spec;
  expect(hard).toMatchObject({ persistentvolumeclaims: '3', 'requests.storage': '60Gi' });
});

test('sidecars start before the init containers, and all are hardened as the server is', () => {
  const { pod } = store({
    initContainers: [
      { name: 'first', image: 'registry.example/first:1' },
      { name: 'second', image: 'registry.example/second:1', user: { uid: 70 } },
    ],
    sidecars: [
      {
        name: 'exporter',
        image: 'registry.example/exporter:1',
        ports: [{ name: 'exporter', port: 9114 }],
        liveness: ShopProbe.http('/healthz'),
      },
    ],
  });
  expect(pod.initContainers.map((c: AnyManifest) => [c.name, c.restartPolicy])).toEqual([
    ['exporter', 'Always'],
    ['first', undefined],
    ['second', undefined],
  ]);
  expect(pod.initContainers[0].livenessProbe.httpGet).toEqual({ path: '/healthz', port: 'exporter' });
  for (const { securityContext } of [...pod.initContainers, ...pod.containers]) {
    expect(securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    });
  }
  expect(pod.initContainers[2].securityContext).toMatchObject({ runAsUser: 70, runAsGroup: 70 });
});

test('below Kubernetes 1.29 sidecars are containers beside the server', () => {
  const sidecars = [{ name: 'exporter', image: 'registry.example/exporter:1' }];
  const { pod } = store({ sidecars }, testShopOn({ kubernetes: KubernetesVersion.V1_27 }));
  expect(pod.containers.map((c: AnyManifest) => c.name)).toEqual(['it', 'exporter']);
  expect(pod).not.toHaveProperty('initContainers');
});

test('config files roll the pods when they change, and nothing else does', () => {
  const revision = (content: string) =>
    store({ files: [{ path: '/etc/it.conf', content }] }).spec.template.metadata.annotations['cdk8s-shop/config'];
  expect(revision('a')).toBe(revision('a'));
  expect(revision('a')).not.toBe(revision('b'));
});

const make = (props: Partial<ShopStoreProps>) => () => new ShopStore(testShop(), 'it', { ...BASE, ...props });
const PATH = 'wanted an absolute path without "..", ":" or a slash at its end. Fix: correct the path.';
const MOUNTED =
  'wanted a directory that nothing else is mounted on. Fix: remove it from the writablePaths or files, or put the data elsewhere.';

test.each<[Partial<ShopStoreProps>, string]>([
  [{ dataPath: 'data' }, `SHOP-D008 at shop/it: got the dataPath "data"; ${PATH}`],
  [{ dataPath: '/data/' }, `SHOP-D008 at shop/it: got the dataPath "/data/"; ${PATH}`],
  [{ dataPath: '/a/../b' }, `SHOP-D008 at shop/it: got the dataPath "/a/../b"; ${PATH}`],
  [{ dataPath: '/tmp' }, `SHOP-D011 at shop/it: got the dataPath "/tmp"; ${MOUNTED}`],
  [{ writablePaths: [{ path: '/data' }] }, `SHOP-D011 at shop/it: got the dataPath "/data"; ${MOUNTED}`],
  [{ files: [{ path: '/data', content: '' }] }, `SHOP-D011 at shop/it: got the dataPath "/data"; ${MOUNTED}`],
  [{ replicas: 0 }, 'SHOP-D002 at shop/it: got 0 replicas; wanted a whole number from 1. Fix: correct the number.'],
])('%j is refused', (props, text) => {
  expect(messageOf(make(props))).toBe(text);
});

test('a directory below the data, or above it, may be writable too', () => {
  expect(make({ writablePaths: [{ path: '/data/cache' }], dataPath: '/data' })).not.toThrow();
});

test('ports of peers are held to the rules of ports', () => {
  expect(faultsOf(make({ peerPorts: [{ name: 'tcp', port: 9200 }] })).map((f) => `${f.code} ${f.got}`)).toEqual([
    'SHOP-W003 the port name "tcp" twice',
    'SHOP-W003 the container port 9200 twice',
    'SHOP-W003 the Service port 9200 twice',
  ]);
});

test('everything that is wrong is said at once', () => {
  const props = { image: 'A', port: 0, dataPath: 'data', replicas: 0, storage: Size.gibibytes(0) };
  expect(faultsOf(() => new ShopStore(testShop(), 'Store', props)).map((f) => f.code)).toEqual([
    'SHOP-N001',
    'SHOP-I001',
    'SHOP-W001',
    'SHOP-D001',
    'SHOP-D002',
    'SHOP-D008',
  ]);
});
