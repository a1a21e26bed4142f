import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type AddedCapability, KubernetesVersion, ShopProbe, ShopProfile, ShopService, ShopWebTier, type SideContainer } from '../../lib';
import { containerSecurity } from '../../lib/policy/security';
import { Seen } from '../support/prop-cases';
import { type AnyManifest, manifest, testShop, testShopOn } from '../support/synthesis';

const BASE = { image: 'registry.example/web:1', port: 8080 };
const SIDE = { name: 'side', image: 'registry.example/side:1' };

/** Every prop of a side container. */
const FULL: Required<SideContainer> = {
  ...SIDE,
  command: ['/bin/side'],
  args: ['--quiet'],
  env: { MODE: 'side', A: '1' },
  sharesConnections: true,
  ports: [{ name: 'stats', port: 9113, servicePort: 80 }],
  resources: { cpu: Cpu.millis(20), memory: Size.mebibytes(32), ephemeralStorage: Size.mebibytes(64) },
  user: { uid: 101, gid: 102 },
  writablePaths: [{ path: '/var/run/side' }],
  readiness: ShopProbe.http('/ready'),
  liveness: ShopProbe.tcp(),
};

function seen(sides: { sidecars?: SideContainer[]; initContainers?: SideContainer[] }, profile = ShopProfile.development()): Seen {
  const shop = testShop({ profile });
  const connections = [ShopService.external(shop, 'psp', { host: 'api.psp.example' }).call()];
  const secrets = [{ secretName: 'psp-login', key: 'key' }];
  new ShopWebTier(shop, 'it', { ...BASE, connections, secrets, ...sides });
  return new Seen(shop);
}

const WITHOUT_PROBES = {
  name: 'side',
  image: 'registry.example/side:1',
  imagePullPolicy: 'IfNotPresent',
  command: ['/bin/side'],
  args: ['--quiet'],
  ports: [{ name: 'stats', containerPort: 9113, protocol: 'TCP' }],
  env: [
    { name: 'PSP_HOST', value: 'api.psp.example' },
    { name: 'PSP_PORT', value: '443' },
    { name: 'PSP_URI', value: 'https://api.psp.example:443' },
    { name: 'A', value: '1' },
    { name: 'MODE', value: 'side' },
  ],
  resources: {
    requests: { cpu: '20m', memory: '32Mi', 'ephemeral-storage': '64Mi' },
    limits: { memory: '32Mi', 'ephemeral-storage': '64Mi' },
  },
  securityContext: containerSecurity({ uid: 101, gid: 102 }, []),
  volumeMounts: [
    { name: 'dir-tmp', mountPath: '/tmp' },
    { name: 'dir-var-run-side', mountPath: '/var/run/side' },
    { name: 'secret-psp-login', mountPath: '/run/secrets/psp-login', readOnly: true },
  ],
};

test('every prop of a sidecar arrives', () => {
  expect(seen({ sidecars: [FULL] }).container('side')).toEqual({
    ...WITHOUT_PROBES,
    restartPolicy: 'Always',
    startupProbe: { tcpSocket: { port: 'stats' }, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
    readinessProbe: { httpGet: { path: '/ready', port: 'stats' }, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
    livenessProbe: { tcpSocket: { port: 'stats' }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    lifecycle: { preStop: { sleep: { seconds: 10 } } },
  });
});

test('every prop of an init container arrives; it is neither probed nor kept running', () => {
  const { readiness, liveness, ...init } = FULL;
  expect([readiness, liveness]).not.toContain(undefined);
  expect(seen({ initContainers: [init] }).container('side')).toEqual(WITHOUT_PROBES);
});

test('a side container that asks for nothing gets nothing of the connections, and small resources', () => {
  const bare = seen({ initContainers: [SIDE] });
  expect(bare.container('side')).toEqual({
    name: 'side',
    image: 'registry.example/side:1',
    imagePullPolicy: 'IfNotPresent',
    resources: {
      requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '128Mi' },
      limits: { memory: '64Mi', 'ephemeral-storage': '128Mi' },
    },
    securityContext: containerSecurity({ uid: 10001, gid: 10001 }, []),
    volumeMounts: [{ name: 'dir-tmp', mountPath: '/tmp' }],
  });
  expect(bare.pod.initContainers).toHaveLength(1);
});

test('one that shares the connections has the variables of the main container, and its secrets', () => {
  const { main, pod } = seen({ sidecars: [{ ...SIDE, sharesConnections: true }] });
  const [side] = pod.initContainers;
  expect(side.env).toEqual(main.env);
  expect(side.volumeMounts).toEqual(main.volumeMounts);
});

test('a capability of the main container is none of its neighbours', () => {
  const capabilities: Array<Required<AddedCapability>> = [{ name: 'NET_BIND_SERVICE', reason: 'port 80' }];
  const shop = testShop();
  new ShopWebTier(shop, 'it', { ...BASE, port: 80, capabilities, sidecars: [SIDE], initContainers: [{ ...SIDE, name: 'init' }] });
  const all = new Seen(shop);
  expect(all.main.securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
  for (const name of ['side', 'init']) expect(all.container(name).securityContext.capabilities).toEqual({ drop: ['ALL'] });
});

test('config files are mounted in every container, and a path that two of them write to is one directory', () => {
  const shop = testShop();
  new ShopWebTier(shop, 'it', {
    ...BASE,
    files: [{ path: '/etc/it.conf', content: 'a' }],
    writablePaths: [{ path: '/shared', size: Size.mebibytes(16) }],
    sidecars: [{ ...SIDE, writablePaths: [{ path: '/shared', size: Size.mebibytes(32), memory: true }] }],
    initContainers: [{ ...SIDE, name: 'init', writablePaths: [{ path: '/shared' }] }],
  });
  const all = new Seen(shop);
  for (const name of ['it', 'side', 'init'])
    expect(all.container(name).volumeMounts).toEqual([
      { name: 'dir-shared', mountPath: '/shared' },
      { name: 'dir-tmp', mountPath: '/tmp' },
      { name: 'config', mountPath: '/etc/it.conf', subPath: 'etc_it.conf', readOnly: true },
    ]);
  // The larger of the sizes that were given, in memory because one of them wants it so.
  expect(all.pod.volumes.filter((v: AnyManifest) => v.name === 'dir-shared')).toEqual([
    { name: 'dir-shared', emptyDir: { medium: 'Memory', sizeLimit: '32Mi' } },
  ]);
});

test('sidecars start before the init containers, which may need them; below 1.29 they run beside the main container', () => {
  const build = (kubernetes: KubernetesVersion) => {
    const shop = testShopOn({ kubernetes });
    new ShopWebTier(shop, 'it', { ...BASE, sidecars: [SIDE], initContainers: [{ ...SIDE, name: 'init' }] });
    const names = (list: AnyManifest[]) => list.map((c) => `${c.name}${c.restartPolicy ? ` ${c.restartPolicy}` : ''}`);
    const { pod } = new Seen(shop);
    return { inits: names(pod.initContainers), containers: names(pod.containers) };
  };
  expect(build(KubernetesVersion.V1_29)).toEqual({ inits: ['side Always', 'init'], containers: ['it'] });
  expect(build(KubernetesVersion.V1_28)).toEqual({ inits: ['init'], containers: ['it', 'side'] });
});

test('an autoscaler looks at the main container, whose sidecars would water the average down', () => {
  const shop = testShop({ profile: ShopProfile.staging() });
  new ShopWebTier(shop, 'it', { ...BASE, sidecars: [SIDE] });
  expect(manifest(shop, 'HorizontalPodAutoscaler', 'it').spec.metrics).toEqual([
    {
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'it', target: { type: 'Utilization', averageUtilization: 60 } },
    },
  ]);
});

test('metrics that a sidecar serves add no port to the main container', () => {
  const shop = testShop();
  const ports = [{ name: 'metrics', port: 9113 }];
  new ShopWebTier(shop, 'it', { ...BASE, metrics: { port: 9113 }, sidecars: [{ ...SIDE, ports }] });
  const all = new Seen(shop);
  expect(all.main.ports).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
  expect(all.container('side').ports).toEqual([{ name: 'metrics', containerPort: 9113, protocol: 'TCP' }]);
  expect(all.template.metadata.annotations['prometheus.io/port']).toBe('9113');
});

test('an audited shop raises low users, limits CPU and pulls always, in every container', () => {
  const shop = testShop({ profile: ShopProfile.audited().derive({ requireDigests: false }) });
  const users = { user: { uid: 101, gid: 10_102 } };
  new ShopWebTier(shop, 'it', { ...BASE, ...users, sidecars: [SIDE], initContainers: [{ ...SIDE, name: 'init', user: { uid: 999 } }] });
  const all = new Seen(shop);
  expect(all.pod.securityContext).toMatchObject({ runAsUser: 10_101, runAsGroup: 10_102, fsGroup: 10_102 });
  expect(all.main.securityContext).toMatchObject({ runAsUser: 10_101, runAsGroup: 10_102 });
  // Without a user of its own it has the component's.
  expect(all.container('side').securityContext).toMatchObject({ runAsUser: 10_101, runAsGroup: 10_102 });
  expect(all.container('init').securityContext).toMatchObject({ runAsUser: 10_999, runAsGroup: 10_999 });
  for (const name of ['it', 'side', 'init']) expect(all.container(name).imagePullPolicy).toBe('Always');
  expect(['it', 'side', 'init'].map((name) => all.container(name).resources.limits.cpu)).toEqual(['1', '200m', '200m']);
});

test('the quota counts sidecars beside the main container and beside every init container', () => {
  const shop = testShop();
  const resources = (millis: number, mebibytes: number) => ({ cpu: Cpu.millis(millis), memory: Size.mebibytes(mebibytes) });
  new ShopWebTier(shop, 'it', {
    ...BASE,
    resources: resources(100, 100),
    sidecars: [{ ...SIDE, resources: resources(10, 10) }],
    initContainers: [{ ...SIDE, name: 'init', resources: resources(50, 400) }],
  });
  expect(shop._graph.find('it')?.footprint?.pod).toMatchObject({ cpuRequest: 110, memoryRequest: 410 * 2 ** 20 });
});
