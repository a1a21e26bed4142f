import { Size } from 'cdk8s';
import {
  CacheUse,
  type IShopComponent,
  KubernetesVersion,
  type Shop,
  ShopCache,
  ShopDatabase,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopStore,
} from '../../lib';
import { type AnyManifest, faultsOf, manifest, manifestsOf, messageOf, testShop, testShopOn } from '../support/synthesis';

/** Every component that runs as a StatefulSet with a volume: how it is made, its port, its grace. */
interface Service {
  readonly make: (shop: Shop, id: string) => IShopComponent;
  readonly port: { readonly name: string; readonly port: number };
  readonly storage: string;
  readonly graceSeconds: number;
  readonly needs?: Record<string, string>;
  /** What the database says in a profile without backups. */
  readonly unsaved?: Record<string, string>;
}

const credentials = ShopSecret.existing('login');
const needs = { 'cdk8s-shop/needs-secrets': 'login' };
const SERVICES: Record<string, Service> = {
  database: {
    make: (shop, id) => new ShopDatabase(shop, id, { credentials }),
    port: { name: 'postgresql', port: 5432 },
    storage: '20Gi',
    graceSeconds: 130,
    needs,
    unsaved: { 'cdk8s-shop/backup': 'none' },
  },
  queue: {
    make: (shop, id) => new ShopQueue(shop, id, { credentials, replicas: 1 }),
    port: { name: 'amqp', port: 5672 },
    storage: '10Gi',
    graceSeconds: 70,
    needs,
  },
  'cache of carts': {
    make: (shop, id) => new ShopCache(shop, id, { use: CacheUse.CART, credentials }),
    port: { name: 'redis', port: 6379 },
    storage: '2Gi',
    graceSeconds: 30,
    needs,
  },
  store: {
    make: (shop, id) => new ShopStore(shop, id, { image: 'mongo:8.0', port: 27017, dataPath: '/data/db' }),
    port: { name: 'tcp', port: 27017 },
    storage: '10Gi',
    graceSeconds: 70,
  },
};

const LONGEST = `a${'b'.repeat(39)}`;
const KEEP = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

describe.each(Object.entries(SERVICES))('a %s', (_, { make, port, storage, graceSeconds, needs, unsaved }) => {
  const statefulSet = (shop: Shop, id = 'it'): AnyManifest => {
    make(shop, id);
    return manifest(shop, 'StatefulSet', id);
  };

  test('has a claim that carries its kind and no label that could ever change', () => {
    const [claim, ...more] = statefulSet(testShop({ labels: { team: 'data' } })).spec.volumeClaimTemplates;
    expect(more).toEqual([]);
    expect(claim).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', labels: { 'app.kubernetes.io/instance': 'it', 'app.kubernetes.io/name': 'it' } },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    });
  });

  test("takes the cluster's storage class, and rather the one that encrypts", () => {
    const claimOn = (shop: Shop) => statefulSet(shop).spec.volumeClaimTemplates[0].spec.storageClassName;
    expect(claimOn(testShopOn({ storageClass: 'fast' }))).toBe('fast');
    expect(claimOn(testShopOn({ storageClass: 'fast', encryptedStorageClass: 'fast-encrypted' }))).toBe('fast-encrypted');
  });

  test('keeps its volumes in production, whoever deletes it with whatever tool', () => {
    const { metadata, spec } = statefulSet(testShop({ profile: ShopProfile.production() }));
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    expect(metadata.annotations).toEqual({ ...KEEP, ...needs });
  });

  test('goes with its volumes in development, but not when it is scaled down', () => {
    const { metadata, spec } = statefulSet(testShop({ profile: ShopProfile.development() }));
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Delete', whenScaled: 'Retain' });
    expect(metadata.annotations).toEqual(needs && { ...unsaved, ...needs });
  });

  test('selects by the frozen labels alone', () => {
    const { spec } = statefulSet(testShop({ labels: { team: 'data' } }));
    const frozen = { 'app.kubernetes.io/instance': 'it', 'app.kubernetes.io/name': 'it' };
    expect(spec.selector).toEqual({ matchLabels: frozen });
    expect(spec.template.metadata.labels).toMatchObject({ ...frozen, team: 'data' });
  });

  test('has a stable Service for clients, and a headless one that names pods before they are ready', () => {
    const shop = testShop();
    expect(statefulSet(shop).spec.serviceName).toBe('it-pods');
    const client = manifest(shop, 'Service', 'it').spec;
    expect(client).toMatchObject({ type: 'ClusterIP', ports: [{ ...port, protocol: 'TCP', targetPort: port.name }] });
    const headless = manifest(shop, 'Service', 'it-pods').spec;
    expect(headless).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(headless.ports).toContainEqual({ ...port, protocol: 'TCP', targetPort: port.name });
    expect(headless.selector).toEqual(client.selector);
  });

  test('may be drained one pod at a time, a broken pod always', () => {
    const shop = testShop();
    statefulSet(shop);
    expect(manifest(shop, 'PodDisruptionBudget', 'it').spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'it', 'app.kubernetes.io/name': 'it' } },
    });
  });

  test('has time to leave its Service and to flush before it is killed', () => {
    const pod = statefulSet(testShop()).spec.template.spec;
    expect(pod.terminationGracePeriodSeconds).toBe(graceSeconds);
    expect(pod.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } });
    const older = statefulSet(testShopOn({ kubernetes: KubernetesVersion.V1_27 })).spec.template.spec;
    expect(older.containers[0].lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '5'] } } });
  });

  test('is what no order can do without, and is not sandboxed with the code of the shop', () => {
    const pod = statefulSet(testShop({ profile: ShopProfile.development().derive({ runtimeClass: 'gvisor' }) })).spec.template.spec;
    expect(pod.priorityClassName).toBe('shop-critical');
    expect(pod).not.toHaveProperty('runtimeClassName');
  });

  test('admits nobody when nobody connects, and calls nobody but the DNS', () => {
    const shop = testShop();
    statefulSet(shop);
    const { ingress = [], egress } = manifest(shop, 'NetworkPolicy', 'it').spec;
    expect(ingress.filter((r: AnyManifest) => JSON.stringify(r.from) !== MONITORING)).toEqual([]);
    expect(egress.map((r: AnyManifest) => r.ports.map((p: AnyManifest) => p.port))).toEqual([[53, 53]]);
  });

  test('may have a name of 40 characters, whose objects all have names that the API takes', () => {
    const shop = testShop({ profile: ShopProfile.production() });
    make(shop, LONGEST);
    for (const { kind, metadata } of manifestsOf(shop)) expect(metadata.name.length).toBeLessThanOrEqual(kind === 'CronJob' ? 52 : 63);
    expect(manifest(shop, 'StatefulSet', LONGEST)).toBeDefined();
  });

  test('may not have a name of 41, and all that is wrong with a name is said at once', () => {
    expect(messageOf(() => make(testShop(), `${LONGEST}c`))).toBe(
      `SHOP-N001 at shop/${LONGEST}c: got the name "${LONGEST}c" (41 characters); wanted 1 to 40 characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last. Fix: rename the component.`,
    );
    expect(faultsOf(() => make(testShop(), 'Orders')).map((f) => f.code)).toEqual(['SHOP-N001']);
  });

  test('is the same when it is synthesised twice', () => {
    const shop = testShop();
    make(shop, 'it');
    expect(manifestsOf(shop)).toEqual(manifestsOf(shop));
  });

  test('is the same whatever is made before it', () => {
    const objects = (ids: string[]) => {
      const shop = testShop({ profile: ShopProfile.production() });
      for (const id of ids) make(shop, id);
      return new Map(manifestsOf(shop).map((m) => [`${m.kind}/${m.metadata.name}`, JSON.stringify(m)]));
    };
    expect(objects(['it', 'other', 'third'])).toEqual(objects(['third', 'it', 'other']));
  });
});

const MONITORING = JSON.stringify([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }]);

/** Data services that take the common props of storage. */
const STORED: Array<[string, (storage: Size) => unknown]> = [
  ['database', (storage) => new ShopDatabase(testShop(), 'it', { storage })],
  ['queue', (storage) => new ShopQueue(testShop(), 'it', { storage })],
  ['cache of carts', (storage) => new ShopCache(testShop(), 'it', { use: CacheUse.CART, storage })],
  ['store', (storage) => new ShopStore(testShop(), 'it', { image: 'mongo:8.0', port: 27017, dataPath: '/data/db', storage })],
];

test.each(STORED)('a %s without storage is refused', (_, make) => {
  expect(messageOf(() => make(Size.gibibytes(0)))).toBe(
    'SHOP-D001 at shop/it: got a storage of 0 bytes; wanted a size above 0. Fix: give the size that the data needs for the next year.',
  );
});
