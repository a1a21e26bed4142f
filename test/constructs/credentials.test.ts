import {
  CacheUse,
  DatabaseEngine,
  type IShopComponent,
  type Shop,
  ShopCache,
  ShopDatabase,
  ShopProfile,
  ShopQueue,
  ShopSecret,
} from '../../lib';
import { type AnyManifest, manifest, manifestsOf, messageOf, objectsOf, testShop, testShopOn } from '../support/synthesis';

type Maker = (shop: Shop, credentials?: ShopSecret) => IShopComponent;

/** Every data service that has a password. */
const SERVICES: Array<[string, Maker, string[]]> = [
  ['database', (shop, credentials) => new ShopDatabase(shop, 'it', { credentials }), ['password']],
  ['queue', (shop, credentials) => new ShopQueue(shop, 'it', { credentials }), ['password', 'erlang-cookie']],
  ['cache', (shop, credentials) => new ShopCache(shop, 'it', { use: CacheUse.CART, credentials }), ['password']],
];

const JOB = ['Job/it-credentials', 'NetworkPolicy/it-credentials', 'Role/it-credentials', 'RoleBinding/it-credentials'];

/** Secrets that the server's pod mounts, with the keys of each. */
function mounted(shop: Shop): Array<[string, string[]]> {
  const { volumes } = manifest(shop, 'StatefulSet', 'it').spec.template.spec;
  return volumes
    .filter((v: AnyManifest) => v.secret)
    .map((v: AnyManifest) => [v.secret.secretName, v.secret.items.map((i: AnyManifest) => i.key).sort()]);
}

describe.each(SERVICES)('the password of a %s', (_, make, keys) => {
  test('is made on the cluster, where nothing is said and nothing else can', () => {
    const shop = testShop();
    make(shop);
    expect(objectsOf(shop, 'it-credentials')).toEqual([...JOB, 'ServiceAccount/it-credentials']);
    expect(mounted(shop)).toEqual([['it-credentials', [...keys].sort()]]);
  });

  test('is what the user names, and then nothing is emitted for it', () => {
    const shop = testShop({ profile: ShopProfile.production() });
    make(shop, ShopSecret.existing('it-login', 'pw'));
    expect(objectsOf(shop, 'it-credentials')).toEqual([]);
    expect(manifestsOf(shop).map((m) => m.kind)).not.toContain('ExternalSecret');
    expect(mounted(shop)).toEqual([['it-login', keys.map((k) => (k === 'password' ? 'pw' : k)).sort()]]);
  });

  test('comes from the store of the cluster, where there is one', () => {
    const shop = testShopOn({ clusterSecretStore: 'vault' }, { profile: ShopProfile.production() });
    make(shop);
    expect(objectsOf(shop, 'it-credentials')).toEqual([]);
    const external = manifest(shop, 'ExternalSecret', 'it-credentials');
    expect(external.apiVersion).toBe('external-secrets.io/v1');
    expect(external.spec).toEqual({
      refreshInterval: '1h0m0s',
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      target: { name: 'it-credentials', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: keys.map((key) => ({ secretKey: key, remoteRef: { key: 'shop/it', property: key } })),
    });
    expect(mounted(shop)).toEqual([['it-credentials', [...keys].sort()]]);
  });

  test('may have another entry and property in the store', () => {
    const shop = testShopOn({ clusterSecretStore: 'vault' });
    make(shop, ShopSecret.external('prod/data', 'pw'));
    const refs = manifest(shop, 'ExternalSecret', 'it-credentials').spec.data;
    expect(refs[0]).toEqual({ secretKey: 'password', remoteRef: { key: 'prod/data', property: 'pw' } });
    expect(refs.slice(1).map((r: AnyManifest) => r.remoteRef.property)).toEqual(keys.slice(1));
  });

  test('may be made on the cluster although there is a store', () => {
    const shop = testShopOn({ clusterSecretStore: 'vault' });
    make(shop, ShopSecret.generated());
    expect(objectsOf(shop, 'it-credentials')).toContain('Job/it-credentials');
  });

  test('needs a named source in production', () => {
    const text =
      'SHOP-S003 at shop/it: got a password without a named source; wanted ShopSecret.existing(…) or ShopSecret.external(…), in this profile. Fix: name the Secret, or declare the clusterSecretStore of the cluster.';
    const shop = () => testShop({ profile: ShopProfile.production() });
    expect(messageOf(() => make(shop()))).toBe(text);
    expect(messageOf(() => make(shop(), ShopSecret.generated()))).toBe(text);
  });

  test('cannot come from a store that the cluster does not have', () => {
    expect(messageOf(() => make(testShop(), ShopSecret.external('prod/it')))).toBe(
      'SHOP-S004 at shop/it: got ShopSecret.external("prod/it"); wanted a cluster with External Secrets. Fix: set the ClusterProfile\'s clusterSecretStore, or use ShopSecret.existing.',
    );
  });

  test('is in a Secret whose name and key the API server would take', () => {
    expect(messageOf(() => make(testShop(), ShopSecret.existing('It_Login', 'p w')))).toBe(
      'SHOP-S002 at shop/it: got the key "p w" of the Secret "It_Login"; wanted the name of a Secret (a DNS name) and one of its keys (letters, digits, "-", "_", "."). Fix: correct the reference.',
    );
  });
});

test('the Job may create Secrets, and neither read, list, change nor delete any', () => {
  const shop = testShop();
  new ShopDatabase(shop, 'it');
  expect(manifest(shop, 'Role', 'it-credentials').rules).toEqual([{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }]);
  const { roleRef, subjects } = manifest(shop, 'RoleBinding', 'it-credentials');
  expect(roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'it-credentials' });
  expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'it-credentials', namespace: 'shop' }]);
});

test('the Job alone has a token, little of the node, and gives up after ten minutes', () => {
  const shop = testShop();
  new ShopDatabase(shop, 'it');
  const { spec } = manifest(shop, 'Job', 'it-credentials');
  const pod = spec.template.spec;
  expect(pod.automountServiceAccountToken).toBe(true);
  expect(manifest(shop, 'StatefulSet', 'it').spec.template.spec.automountServiceAccountToken).toBe(false);
  expect(manifest(shop, 'ServiceAccount', 'it-credentials').automountServiceAccountToken).toBe(false);
  expect(pod.containers[0].resources).toMatchObject({ requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '32Mi' } });
  expect(pod.containers[0].securityContext).toMatchObject({ runAsUser: 100, runAsGroup: 101, readOnlyRootFilesystem: true });
  expect(pod.priorityClassName).toBe('shop-batch');
  expect(pod.restartPolicy).toBe('Never');
  expect([spec.activeDeadlineSeconds, spec.backoffLimit, spec.ttlSecondsAfterFinished]).toEqual([600, 10, 600]);
});

test('what the Job writes down is in memory, and no value stands in a manifest', () => {
  const shop = testShop();
  new ShopDatabase(shop, 'it');
  expect(manifest(shop, 'Job', 'it-credentials').spec.template.spec.volumes).toEqual([
    { name: 'dir-tmp', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
  ]);
  expect(manifestsOf(shop).filter((m) => m.kind === 'Secret')).toEqual([]);
  expect(JSON.stringify(manifestsOf(shop))).not.toMatch(/[0-9a-f]{48}/);
});

test('the way to the API server is open for the Job, at the addresses that the cluster names, and for nobody else', () => {
  const shop = testShopOn({ apiServerCidrs: ['192.0.2.1/32'] });
  new ShopDatabase(shop, 'it');
  const toServer = { to: [{ ipBlock: { cidr: '192.0.2.1/32' } }], ports: [443, 6443].map((port) => ({ port, protocol: 'TCP' })) };
  expect(manifest(shop, 'NetworkPolicy', 'it-credentials').spec.egress).toContainEqual(toServer);
  expect(manifest(shop, 'NetworkPolicy', 'it-credentials').spec).not.toHaveProperty('ingress');
  expect(manifest(shop, 'NetworkPolicy', 'it').spec.egress).not.toContainEqual(toServer);
});

test("the Job's image is held to the rules of images too", () => {
  const profile = ShopProfile.development().derive({ requireDigests: true });
  const digest = `sha256:${'a'.repeat(64)}`;
  const make = (imageDigests: Record<string, string>) =>
    new ShopDatabase(testShop({ profile, imageDigests }), 'it', { engine: DatabaseEngine.postgres('17.6') });
  expect(messageOf(() => make({ 'postgres:17.6': digest }))).toBe(
    'SHOP-I003 at shop/it: got the image "curlimages/curl:8.14.1"; wanted a digest, in this profile. Fix: run `cdk8s-shop images lock --image IMAGE` and give the shop\'s imageDigests what ImageLock.fromFile reads, or append @sha256:….',
  );
  const pinned = { 'postgres:17.6': digest, 'curlimages/curl:8.14.1': digest };
  expect(() => make(pinned)).not.toThrow();
});
