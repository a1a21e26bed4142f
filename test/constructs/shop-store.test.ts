import { Duration, Size } from 'cdk8s';
import { PortProtocol, Priority, ShopProbe, ShopStore, type ShopStoreProps, ShopWebTier } from '../../lib';
import { type PropCases, type Seen, testEveryProp } from '../support/prop-cases';
import { type AnyManifest, manifest, manifestsOf, objectsOf, testShop } from '../support/synthesis';
import { HEALTH_CASES, WORKLOAD_CASES } from '../support/workload-cases';

const BASE = { image: 'registry.example/store:1', port: 9200, dataPath: '/data' };

const servicePorts = ({ objects }: Seen) =>
  objects
    .find((o) => o.kind === 'Service' && o.metadata.name !== 'it-pods')
    ?.spec.ports.map((p: AnyManifest) => [p.name, p.port, p.targetPort]);
const headlessPorts = (seen: Seen) => seen.object('Service', 'it-pods').spec.ports.map((p: AnyManifest) => [p.name, p.port]);

/** Every prop but the scheme, which only clients see. */
const CASES: PropCases<Omit<ShopStoreProps, 'scheme'>> = {
  ...WORKLOAD_CASES,
  ...HEALTH_CASES,
  priority: { value: () => Priority.STANDARD, shows: ({ pod }) => expect(pod.priorityClassName).toBe('shop-standard') },
  readiness: {
    value: () => ShopProbe.exec(['/bin/ready']),
    shows: ({ main }) => expect(main.readinessProbe.exec.command).toEqual(['/bin/ready']),
  },
  startupTime: {
    value: () => Duration.minutes(30),
    shows: ({ main }) => expect(main.startupProbe.periodSeconds * main.startupProbe.failureThreshold).toBe(1800),
  },
  liveness: {
    value: () => ShopProbe.exec(['/bin/alive']),
    shows: ({ main }) => {
      expect(main.livenessProbe.exec.command).toEqual(['/bin/alive']);
      expect(main.startupProbe.exec.command).toEqual(['/bin/alive']);
    },
  },
  port: {
    value: () => 27017,
    shows: (seen) => expect(seen.main.ports[0].containerPort).toBe(27017),
  },
  protocol: {
    value: () => PortProtocol.HTTP,
    shows: (seen) => expect(seen.main.ports[0].name).toBe('http'),
  },
  servicePort: { value: () => 80, shows: (seen) => expect(servicePorts(seen)?.[0]?.[1]).toBe(80) },
  serviceName: {
    value: () => 'search',
    shows: (seen) => {
      expect(seen.object('Service', 'search')).toBeDefined();
      expect(seen.object('Service')).toBeUndefined();
      expect(seen.workload.spec.serviceName).toBe('it-pods');
    },
  },
  extraPorts: {
    value: () => [{ name: 'admin', port: 9000, servicePort: 90 }],
    shows: (seen) => {
      expect(servicePorts(seen)).toContainEqual(['admin', 90, 'admin']);
      expect(headlessPorts(seen)).toContainEqual(['admin', 9000]);
    },
  },
  peerPorts: {
    value: () => [{ name: 'peers', port: 9300 }],
    shows: (seen) => {
      expect(headlessPorts(seen)).toContainEqual(['peers', 9300]);
      expect(servicePorts(seen)?.map(([name]: [string]) => name)).not.toContain('peers');
      expect(seen.workload.spec.podManagementPolicy).toBe('Parallel');
    },
  },
  dataPath: {
    value: () => '/var/lib/it',
    shows: ({ main }) => expect(main.volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/it' }),
  },
  storage: {
    value: () => Size.gibibytes(80),
    shows: ({ workload }) => expect(workload.spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('80Gi'),
  },
  replicas: { value: () => 3, shows: ({ workload }) => expect(workload.spec.replicas).toBe(3) },
  shutdownTime: { value: () => Duration.minutes(5), shows: ({ pod }) => expect(pod.terminationGracePeriodSeconds).toBe(310) },
  metrics: {
    value: () => ({ port: 9464, path: '/prometheus' }),
    shows: ({ template, main }) => {
      expect(template.metadata.annotations).toMatchObject({ 'prometheus.io/port': '9464', 'prometheus.io/path': '/prometheus' });
      expect(main.ports).toContainEqual({ name: 'metrics', containerPort: 9464, protocol: 'TCP' });
    },
  },
};

testEveryProp(CASES, (shop, props) => new ShopStore(shop, 'it', { ...BASE, ...props }));

test.each([
  [{}, 'tcp://it:9200'],
  [{ scheme: 'mongodb' }, 'mongodb://it:9200'],
  [{ protocol: PortProtocol.HTTP, servicePort: 80 }, 'http://it:80'],
  [{ protocol: PortProtocol.HTTP, scheme: 'https', serviceName: 'search' }, 'https://search:9200'],
])('the clients of a store with %j are told %s', (props, uri) => {
  const shop = testShop();
  const store = new ShopStore(shop, 'it', { ...BASE, ...props });
  new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: [store.readWrite()] });
  expect(manifest(shop, 'Deployment', 'web').spec.template.spec.containers[0].env).toContainEqual({ name: 'IT_URI', value: uri });
});

test('with the props that it must have it is a whole server', () => {
  const shop = testShop();
  new ShopStore(shop, 'it', BASE);
  expect(objectsOf(shop, 'it')).toEqual([
    'NetworkPolicy/it',
    'PodDisruptionBudget/it',
    'Service/it',
    'Service/it-pods',
    'ServiceAccount/it',
    'StatefulSet/it',
  ]);
  const { spec } = manifest(shop, 'StatefulSet', 'it');
  expect([spec.replicas, spec.podManagementPolicy]).toEqual([1, 'OrderedReady']);
  const [main] = spec.template.spec.containers;
  expect(main.readinessProbe.tcpSocket).toEqual({ port: 'tcp' });
  expect(main.livenessProbe.tcpSocket).toEqual({ port: 'tcp' });
  expect(main.startupProbe.periodSeconds * main.startupProbe.failureThreshold).toBe(600);
});

test('a client is told where it is, by the port that it names, and only the two ends change', () => {
  const build = (connected: boolean) => {
    const shop = testShop();
    const store = new ShopStore(shop, 'search', {
      ...BASE,
      protocol: PortProtocol.HTTP,
      extraPorts: [{ name: 'bulk', port: 9201, servicePort: 91 }],
    });
    const connections = connected ? [store.readWrite({ port: 'bulk' })] : [];
    new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections });
    return shop;
  };
  const before = new Map(manifestsOf(build(false)).map((m) => [`${m.kind}/${m.metadata.name}`, JSON.stringify(m)]));
  const shop = build(true);
  const changed = manifestsOf(shop).filter((m) => before.get(`${m.kind}/${m.metadata.name}`) !== JSON.stringify(m));
  expect(changed.map((m) => `${m.kind}/${m.metadata.name}`).sort()).toEqual([
    'Deployment/web',
    'NetworkPolicy/search',
    'NetworkPolicy/web',
  ]);
  expect(manifest(shop, 'Deployment', 'web').spec.template.spec.containers[0].env).toEqual([
    { name: 'SEARCH_HOST', value: 'search' },
    { name: 'SEARCH_PORT', value: '91' },
    { name: 'SEARCH_URI', value: 'tcp://search:91' },
  ]);
  // Policies see the port of the pod, behind the Service.
  expect(manifest(shop, 'NetworkPolicy', 'search').spec.ingress[0].ports).toEqual([{ port: 9201, protocol: 'TCP' }]);
});
