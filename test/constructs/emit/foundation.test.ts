import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  CacheUse,
  EdgeClass,
  KubernetesVersion,
  type Shop,
  ShopCache,
  ShopDatabase,
  ShopJob,
  ShopProfile,
  ShopWebTier,
  ShopWorker,
} from '../../../lib';
import { type AnyManifest, manifest, manifestsOf, testShop, testShopOn } from '../../support/synthesis';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const image = `registry.example/web:1@${DIGEST}`;
const quota = (shop: Shop): Record<string, string> => manifest(shop, 'ResourceQuota', 'shop').spec.hard;

describe('the namespace', () => {
  test.each(['1.27', '1.31', '1.34', '1.36'])('enforces Pod Security restricted by the rules of %s, and warns by the newest', (version) => {
    const shop = testShopOn({ kubernetes: KubernetesVersion.of(version) });
    const { labels } = manifest(shop, 'Namespace', 'shop').metadata;
    expect(Object.fromEntries(Object.entries(labels).filter(([key]) => key.startsWith('pod-security')))).toEqual({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': `v${version}`,
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'latest',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'latest',
    });
  });

  test('a label of the user’s does not lower it', () => {
    const shop = testShop({ labels: { 'pod-security.kubernetes.io/enforce': 'privileged', team: 'a' } });
    expect(manifest(shop, 'Namespace', 'shop').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      team: 'a',
    });
  });

  test('denies what no other policy permits, both ways, to every pod', () => {
    expect(manifest(testShop(), 'NetworkPolicy', 'default-deny').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });
});

test('priority classes stand in no namespace, and jobs take nobody else down', () => {
  const classes = manifestsOf(testShop()).filter((m) => m.kind === 'PriorityClass');
  expect(classes.map((c) => [c.metadata.name, c.value, c.preemptionPolicy, c.metadata.namespace])).toEqual([
    ['shop-critical', 100_000, 'PreemptLowerPriority', undefined],
    ['shop-standard', 50_000, 'PreemptLowerPriority', undefined],
    ['shop-batch', 10_000, 'Never', undefined],
  ]);
  for (const c of classes) expect(c.description).not.toBe('');
  for (const c of classes) expect(c).not.toHaveProperty('globalDefault');
});

test('the common labels are on each object of the foundation', () => {
  for (const { metadata } of manifestsOf(testShop()))
    expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'cdk8s-shop' });
});

/** Quantities of the API in plain numbers. */
function amount(quantity: string): number {
  const [, digits = '', unit = ''] = /^(\d+)(\D*)$/.exec(quantity) ?? [];
  const scale: Record<string, number> = { m: 0.001, '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
  return Number(digits) * (scale[unit] ?? Number.NaN);
}

/** What one pod counts for in a quota: all its containers together, or its largest init container. */
function podDemand(pod: AnyManifest, of: (resources: AnyManifest) => string): number {
  const inits: AnyManifest[] = pod.initContainers ?? [];
  const always = [...pod.containers, ...inits.filter((c) => c.restartPolicy === 'Always')];
  const running = always.map((c) => amount(of(c.resources))).reduce((a, b) => a + b, 0);
  return Math.max(running, ...inits.filter((c) => c.restartPolicy !== 'Always').map((c) => amount(of(c.resources))));
}

/** Pods that a workload can have at once by its own manifest: its full scale and its surge. */
function podsOf(m: AnyManifest, all: readonly AnyManifest[]): number {
  if (m.kind !== 'Deployment') return m.spec.replicas ?? 1;
  const scaler = all.find((other) => other.kind === 'HorizontalPodAutoscaler' && other.metadata.name === m.metadata.name);
  const most = scaler?.spec.maxReplicas ?? m.spec.replicas;
  return most + Math.ceil((most * Number.parseInt(m.spec.strategy.rollingUpdate.maxSurge, 10)) / 100);
}

const workloads = (shop: Shop) => manifestsOf(shop).filter((m) => ['Deployment', 'StatefulSet', 'Job', 'CronJob'].includes(m.kind));

/** What every workload together takes at full scale and in the middle of a rollout, read from the manifests alone. */
function demand(shop: Shop, of: (resources: AnyManifest) => string): number {
  return workloads(shop)
    .map((m) => podsOf(m, manifestsOf(shop)) * podDemand((m.spec.jobTemplate ?? m).spec.template.spec, of))
    .reduce((a, b) => a + b, 0);
}

/** A shop with every kind of workload. */
function fullShop(profile: ShopProfile): Shop {
  const shop = testShop({ profile });
  const db = new ShopDatabase(shop, 'orders-db', { storage: Size.gibibytes(50), image, backup: { storage: Size.gibibytes(20) } });
  new ShopCache(shop, 'carts', { use: CacheUse.CART, image, storage: Size.gibibytes(2) });
  new ShopWebTier(shop, 'web', {
    image,
    port: 8080,
    connections: [db.query({ poolPerReplica: 1 })],
    scale: { min: 2, max: 9 },
    resources: { cpu: Cpu.millis(300), memory: Size.mebibytes(700) },
    sidecars: [{ name: 'proxy', image, resources: { cpu: Cpu.millis(70), memory: Size.mebibytes(90) } }],
    initContainers: [{ name: 'warm', image, resources: { cpu: Cpu.units(2), memory: Size.mebibytes(100) } }],
    requestTimeout: Duration.seconds(60),
  });
  new ShopWorker(shop, 'mailer', { image, scale: { min: 1, max: 3 } });
  new ShopJob(shop, 'report', { image, schedule: '0 3 * * *' });
  return shop;
}

describe('the quota', () => {
  test.each([ShopProfile.staging(), ShopProfile.audited().derive({ requireSecretSource: false, requireDigests: false })])(
    'admits every workload at full scale and in the middle of a rollout (%#)',
    (profile) => {
      const shop = fullShop(profile);
      const hard = quota(shop);
      const demands: Record<string, number> = {
        'requests.cpu': demand(shop, (r) => r.requests.cpu),
        'requests.memory': demand(shop, (r) => r.requests.memory),
        'limits.memory': demand(shop, (r) => r.limits.memory),
        ...(profile._data.cpuLimits && { 'limits.cpu': demand(shop, (r) => r.limits.cpu) }),
      };
      for (const [what, needed] of Object.entries(demands)) {
        expect(needed).toBeGreaterThan(0);
        expect(amount(`${hard[what]}`)).toBeGreaterThanOrEqual(needed * 1.1);
      }
      expect(Number(hard.pods)).toBeGreaterThanOrEqual(workloads(shop).reduce((sum, m) => sum + podsOf(m, manifestsOf(shop)), 0));
    },
  );

  test('counts every volume and all their space', () => {
    const shop = fullShop(ShopProfile.staging());
    const claims = manifestsOf(shop).flatMap((m) => (m.kind === 'PersistentVolumeClaim' ? [m] : (m.spec?.volumeClaimTemplates ?? [])));
    const space = claims.map((c: AnyManifest) => amount(c.spec.resources.requests.storage)).reduce((a: number, b: number) => a + b, 0);
    expect(claims).toHaveLength(3);
    expect(quota(shop).persistentvolumeclaims).toBe('3');
    expect(amount(`${quota(shop)['requests.storage']}`)).toBe(space);
  });

  test('limits CPU only where every pod has a limit, since it would refuse those without', () => {
    expect(quota(fullShop(ShopProfile.staging()))).not.toHaveProperty(['limits.cpu']);
    expect(quota(fullShop(ShopProfile.staging().derive({ cpuLimits: true })))).toHaveProperty(['limits.cpu']);
  });

  test('forbids a second way in beside an Ingress controller; a Gateway may bring its own', () => {
    expect(quota(testShop())['services.loadbalancers']).toBe('0');
    expect(quota(testShopOn({ edge: EdgeClass.gateway('envoy') }))).not.toHaveProperty(['services.loadbalancers']);
  });

  test('is read late: a component that comes after the shop is in it', () => {
    const shop = testShop();
    const before = quota(shop);
    expect([before.pods, before.persistentvolumeclaims, before['requests.storage']]).toEqual(['0', '0', '0']);
    new ShopJob(shop, 'migrate', { image });
    expect(Number(quota(shop).pods)).toBeGreaterThanOrEqual(1);
  });

  test('and the limits for pods started by hand are left out where the profile has no quota', () => {
    const kinds = manifestsOf(testShop({ profile: ShopProfile.development().derive({ quota: false }) })).map((m) => m.kind);
    expect(kinds).toEqual(['Namespace', 'NetworkPolicy', 'PriorityClass', 'PriorityClass', 'PriorityClass']);
  });
});

describe('a pod started by hand', () => {
  const limits = (shop: Shop) => manifest(shop, 'LimitRange', 'shop').spec.limits;

  test('gets what the quota asks for, and no CPU limit that would throttle it', () => {
    expect(limits(testShop())).toEqual([
      {
        type: 'Container',
        default: { memory: '256Mi', 'ephemeral-storage': '128Mi' },
        defaultRequest: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '128Mi' },
      },
    ]);
  });

  test('gets a CPU limit where the quota counts them', () => {
    expect(limits(testShop({ profile: ShopProfile.development().derive({ cpuLimits: true }) }))[0].default.cpu).toBe('500m');
  });

  test('has a default for whatever the quota counts', () => {
    for (const cpuLimits of [false, true]) {
      const shop = testShop({ profile: ShopProfile.development().derive({ cpuLimits }) });
      const counted = Object.keys(quota(shop)).flatMap((key) => /^(requests|limits)\.(cpu|memory)$/.exec(key)?.slice(1, 3) ?? []);
      const [range] = limits(shop);
      for (let i = 0; i < counted.length; i += 2)
        expect(range[counted[i] === 'limits' ? 'default' : 'defaultRequest']).toHaveProperty(`${counted[i + 1]}`);
    }
  });
});
