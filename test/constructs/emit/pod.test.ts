import { ShopDatabase, ShopJob, ShopProbe, ShopProfile, ShopSecret, ShopWebTier, type ShopWebTierProps } from '../../../lib';
import { Seen } from '../../support/prop-cases';
import { type AnyManifest, manifest, testShop } from '../../support/synthesis';

const BASE = { image: 'registry.example/it:1', port: 8080 };
const SIDE = { name: 'side', image: 'registry.example/side:1' };

function seen(props: Partial<ShopWebTierProps> = {}, profile = ShopProfile.production()): Seen {
  const shop = testShop({ profile });
  new ShopWebTier(shop, 'it', { ...BASE, ...props });
  return new Seen(shop);
}

/** Pod Security `restricted`, and a read-only root beyond it. */
const HARDENED = {
  runAsNonRoot: true,
  runAsUser: 10_001,
  runAsGroup: 10_001,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  privileged: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

test('the pod and every container of it are hardened alike', () => {
  const it = seen({ sidecars: [SIDE], initContainers: [{ ...SIDE, name: 'init' }] });
  expect(it.pod.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 10_001,
    runAsGroup: 10_001,
    fsGroup: 10_001,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  });
  const containers = [...it.pod.containers, ...it.pod.initContainers];
  expect(containers.map((c: AnyManifest) => c.name)).toEqual(['it', 'side', 'init']);
  for (const container of containers) expect(container.securityContext).toEqual(HARDENED);
});

test('the pod has its own account, no token, no variables of the namespace’s Services', () => {
  expect(seen().pod).toMatchObject({ serviceAccountName: 'it', automountServiceAccountToken: false, enableServiceLinks: false });
});

test('a job is hardened as everything else', () => {
  const shop = testShop();
  new ShopJob(shop, 'it', { image: BASE.image });
  expect(new Seen(shop).main.securityContext).toEqual(HARDENED);
});

test('pods are spread over zones and hosts by the frozen selector, and a new revision does not count the old', () => {
  const selector = { matchLabels: { 'app.kubernetes.io/instance': 'it', 'app.kubernetes.io/name': 'it' } };
  const { pod } = seen({ labels: { team: 'checkout' } });
  expect(pod.topologySpreadConstraints).toEqual(
    ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: selector,
      matchLabelKeys: ['pod-template-hash'],
    })),
  );
  const [term] = pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution;
  expect(term).toEqual({
    weight: 100,
    podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'it' } } },
  });
});

test('pods carry the recommended labels, and no annotations where there is nothing to say', () => {
  const { template } = seen();
  expect(template.metadata).toEqual({
    labels: {
      'app.kubernetes.io/component': 'web',
      'app.kubernetes.io/instance': 'it',
      'app.kubernetes.io/managed-by': 'cdk8s-shop',
      'app.kubernetes.io/name': 'it',
      'app.kubernetes.io/part-of': 'shop',
    },
  });
});

test('every kind of probe is written in its own way', () => {
  const probe = (p: ShopProbe) => seen({ readiness: p }).main.readinessProbe;
  const timing = { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 };
  expect(probe(ShopProbe.http('/ok'))).toEqual({ httpGet: { path: '/ok', port: 'http' }, ...timing });
  expect(probe(ShopProbe.http('/ok', { headers: { Host: 'shop.example' } }))).toEqual({
    httpGet: { path: '/ok', port: 'http', httpHeaders: [{ name: 'Host', value: 'shop.example' }] },
    ...timing,
  });
  expect(probe(ShopProbe.grpc())).toEqual({ grpc: { port: 8080 }, ...timing });
  expect(probe(ShopProbe.grpc('cart'))).toEqual({ grpc: { port: 8080, service: 'cart' }, ...timing });
  expect(probe(ShopProbe.tcp())).toEqual({ tcpSocket: { port: 'http' }, ...timing });
  expect(probe(ShopProbe.exec(['/ok']))).toEqual({ exec: { command: ['/ok'] }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 });
});

test('no probe names a host, which Pod Security forbids, and a pod is unready long before it is killed', () => {
  const { main } = seen();
  expect(JSON.stringify(main)).not.toMatch(/"host"/);
  const patience = (p: AnyManifest) => p.periodSeconds * p.failureThreshold;
  expect(patience(main.readinessProbe)).toBeLessThan(patience(main.livenessProbe));
});

test('secrets are readable for the group of the pod alone, and their volumes read-only', () => {
  const { pod, main } = seen({ secrets: [{ secretName: 's', key: 'k' }] });
  expect(pod.volumes.find((v: AnyManifest) => v.secret).secret.defaultMode).toBe(0o440);
  expect(main.volumeMounts.find((m: AnyManifest) => m.name === 'secret-s').readOnly).toBe(true);
});

test('a claim of its own is a volume of the pod', () => {
  const shop = testShop({ profile: ShopProfile.production() });
  new ShopDatabase(shop, 'db', { credentials: ShopSecret.existing('login') });
  const { jobTemplate } = manifest(shop, 'CronJob', 'db-backup').spec;
  expect(jobTemplate.spec.template.spec.volumes).toContainEqual({ name: 'dumps', persistentVolumeClaim: { claimName: 'db-backup' } });
});

test('only a pod that is given the capability may listen below 1024', () => {
  expect(seen().pod.securityContext).not.toHaveProperty('sysctls');
  const capabilities = [{ name: 'NET_BIND_SERVICE', reason: 'port 80' }];
  expect(seen({ port: 80, capabilities }).pod.securityContext.sysctls).toEqual([
    { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' },
  ]);
});
