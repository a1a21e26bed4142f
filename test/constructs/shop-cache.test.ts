import { Size } from 'cdk8s';
import { CacheEngine, CacheUse, ShopCache, type ShopCacheProps, ShopProfile, ShopSecret, ShopWebTier } from '../../lib';
import { DATA_SERVICE_CASES } from '../support/data-service-cases';
import { type PropCases, type Seen, testEveryProp } from '../support/prop-cases';
import { type AnyManifest, faultsOf, manifest, manifestsOf, messageOf, objectsOf, testShop } from '../support/synthesis';

/** The configuration of the server, a setting a line. */
const settings = (seen: Seen): string[] => seen.object('ConfigMap', 'it-config').data['etc_cache_server.conf'].trim().split('\n');

const CASES: PropCases<ShopCacheProps> = {
  ...DATA_SERVICE_CASES,
  use: { value: () => CacheUse.SESSION, shows: (seen) => expect(settings(seen)).toContain('maxmemory-policy noeviction') },
  engine: {
    value: () => CacheEngine.redis('7.4'),
    shows: ({ main }) => {
      expect(['redis:7.4', 'registry.example/shop/it:1.2.3']).toContain(main.image);
      expect(main.command).toEqual(['redis-server', '/etc/cache/server.conf']);
      expect(main.readinessProbe.exec.command[2]).toContain('redis-cli ping');
    },
  },
  authentication: { value: () => true, shows: (seen) => expect(settings(seen)).toContain('aclfile /run/cache/users.acl') },
  storage: {
    value: () => Size.gibibytes(80),
    shows: ({ workload }) => expect(workload.spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('80Gi'),
  },
};

// Without the props under test it is a cache of pages that asks nobody, so that each of them shows; a volume is for carts.
testEveryProp(CASES, (shop, props) => {
  const use = props.storage ? CacheUse.CART : CacheUse.PAGE;
  return new ShopCache(shop, 'it', { use, authentication: props.credentials !== undefined, ...props });
});

function cache(props: ShopCacheProps, profile = ShopProfile.development()) {
  const shop = testShop({ profile });
  new ShopCache(shop, 'it', props);
  const { spec } = manifest(shop, 'StatefulSet', 'it');
  const conf = manifest(shop, 'ConfigMap', 'it-config').data['etc_cache_server.conf'];
  return { shop, spec, pod: spec.template.spec, main: spec.template.spec.containers[0], conf };
}

test.each([CacheUse.CART, CacheUse.SESSION])('a cache for %ss never evicts, and writes every second to a volume', (use) => {
  const { spec, pod, main, conf } = cache({ use });
  expect(conf).toBe(
    [
      'maxmemory 140mb',
      'maxmemory-policy noeviction',
      'appendonly yes',
      'appendfsync everysec',
      'save 900 1',
      'tcp-keepalive 60',
      'protected-mode no',
      'dir /data',
      'aclfile /run/cache/users.acl',
      '',
    ].join('\n'),
  );
  expect(spec.volumeClaimTemplates).toHaveLength(1);
  expect(main.volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
  expect(pod.priorityClassName).toBe('shop-critical');
});

test('a cache for pages evicts what is used least, writes nothing, and has no volume to keep', () => {
  const { spec, pod, main, conf } = cache({ use: CacheUse.PAGE }, ShopProfile.staging());
  expect(conf).toBe(
    [
      'maxmemory 192mb',
      'maxmemory-policy allkeys-lru',
      'appendonly no',
      'save ""',
      'tcp-keepalive 60',
      'protected-mode no',
      'dir /data',
      'aclfile /run/cache/users.acl',
      '',
    ].join('\n'),
  );
  expect(spec).not.toHaveProperty('volumeClaimTemplates');
  expect(spec).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
  expect(main.volumeMounts).toContainEqual({ name: 'dir-data', mountPath: '/data' });
  expect(pod.volumes.find((v: AnyManifest) => v.name === 'dir-data')).toHaveProperty('emptyDir');
  expect(pod.priorityClassName).toBe('shop-standard');
});

test.each([
  ['valkey/valkey:8.1', ['valkey-server', '/etc/cache/server.conf'], undefined],
  ['redis:8.0', ['redis-server', '/etc/cache/server.conf'], CacheEngine.redis('8.0')],
])('%s runs by its own program, as the user of its Debian image', (image, command, engine) => {
  const { pod, main } = cache({ use: CacheUse.CART, engine });
  expect(main).toMatchObject({ image, command });
  expect(pod.initContainers[0].image).toBe(image);
  expect(pod.securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
});

test('a cache that asks for no password has none, nor anything that would make one', () => {
  const { shop, pod, main, conf } = cache({ use: CacheUse.CART, authentication: false }, ShopProfile.production());
  expect(objectsOf(shop, 'it-credentials')).toEqual([]);
  expect(conf).not.toContain('aclfile');
  expect(pod).not.toHaveProperty('initContainers');
  expect(JSON.stringify(pod)).not.toContain('secret-');
  expect(main.readinessProbe.exec.command[2]).toBe("valkey-cli ping | grep -Eq 'PONG|NOAUTH'");
});

test('loading a large file may take five minutes, and a slow answer is no reason for a restart', () => {
  const { startupProbe, livenessProbe } = cache({ use: CacheUse.CART }).main;
  expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(300);
  expect(livenessProbe.tcpSocket).toEqual({ port: 'redis' });
});

test.each([true, false])(
  'a client is told where it is, and the password when there is one (%s); only the two ends change',
  (authentication) => {
    const build = (connected: boolean) => {
      const shop = testShop();
      const carts = new ShopCache(shop, 'carts', { use: CacheUse.CART, authentication });
      const connections = connected ? [carts.readWrite()] : [];
      new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections });
      return shop;
    };
    const before = new Map(manifestsOf(build(false)).map((m) => [`${m.kind}/${m.metadata.name}`, JSON.stringify(m)]));
    const shop = build(true);
    const changed = manifestsOf(shop).filter((m) => before.get(`${m.kind}/${m.metadata.name}`) !== JSON.stringify(m));
    const paths = authentication ? ['ConfigMap/web-paths'] : [];
    expect(changed.map((m) => `${m.kind}/${m.metadata.name}`).sort()).toEqual([
      ...paths,
      'Deployment/web',
      'NetworkPolicy/carts',
      'NetworkPolicy/web',
    ]);
    const [{ env }] = manifest(shop, 'Deployment', 'web').spec.template.spec.containers;
    const file = { name: 'CARTS_PASSWORD_FILE', valueFrom: { configMapKeyRef: { name: 'web-paths', key: 'carts-credentials.0' } } };
    expect(env).toEqual([
      { name: 'CARTS_HOST', value: 'carts' },
      ...(authentication ? [file] : []),
      { name: 'CARTS_PORT', value: '6379' },
      { name: 'CARTS_URI', value: 'redis://carts:6379' },
    ]);
    expect(manifest(shop, 'NetworkPolicy', 'carts').spec.ingress).toEqual([
      { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } } }], ports: [{ port: 6379, protocol: 'TCP' }] },
    ]);
  },
);

const make = (props: ShopCacheProps) => () => new ShopCache(testShop(), 'it', props);

test('a volume for pages is refused, because nothing would be written to it', () => {
  expect(messageOf(make({ use: CacheUse.PAGE, storage: Size.gibibytes(5) }))).toBe(
    'SHOP-D009 at shop/it: got a storage of 5Gi for pages; wanted none: pages can be computed again and live in memory alone. Fix: remove the storage, or name the use that needs it.',
  );
});

test('a volume that the data could outgrow is refused, given or not', () => {
  const text = (has: string, data: string) =>
    `SHOP-D010 at shop/it: got a volume of ${has} for up to ${data} of data; wanted 3 times the data, which is what the append-only file takes while it is rewritten. Fix: raise the storage or lower the memory.`;
  expect(messageOf(make({ use: CacheUse.CART, resources: { memory: Size.gibibytes(2) } }))).toBe(text('2Gi', '1126Mi'));
  expect(messageOf(make({ use: CacheUse.SESSION, storage: Size.mebibytes(419) }))).toBe(text('419Mi', '140Mi'));
  expect(make({ use: CacheUse.SESSION, storage: Size.mebibytes(420) })).not.toThrow();
  expect(make({ use: CacheUse.PAGE, resources: { memory: Size.gibibytes(64) } })).not.toThrow();
});

test('a sidecar may not have the name of the init container, where there is one', () => {
  const sidecars = [{ name: 'login', image: 'registry.example/x:1' }];
  expect(faultsOf(make({ use: CacheUse.CART, sidecars })).map((f) => `${f.code} ${f.got}`)).toEqual([
    'SHOP-W012 the container name "login"',
  ]);
  expect(make({ use: CacheUse.CART, sidecars, authentication: false })).not.toThrow();
});

test('everything that is wrong is said at once', () => {
  const props = {
    use: CacheUse.CART,
    image: 'Valkey',
    storage: Size.gibibytes(0),
    credentials: ShopSecret.external('x'),
    labels: { 'a b': 'c' },
  };
  expect(faultsOf(() => new ShopCache(testShop(), 'Carts', props)).map((f) => f.code)).toEqual([
    'SHOP-N001',
    'SHOP-N002',
    'SHOP-I001',
    'SHOP-S004',
    'SHOP-D001',
  ]);
});
