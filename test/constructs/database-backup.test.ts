import { Size } from 'cdk8s';
import { type DatabaseBackup, DatabaseEngine, type Shop, ShopDatabase, ShopProfile, ShopSecret, ShopWebTier } from '../../lib';
import { type AnyManifest, faultsOf, manifest, manifestsOf, messageOf, objectsOf, testShop } from '../support/synthesis';

/** What each prop of a backup does: a new prop breaks the build until it has a case. */
const CASES: {
  readonly [K in keyof Required<DatabaseBackup>]: [Required<DatabaseBackup>[K], (cronJob: AnyManifest, claim: AnyManifest) => void];
} = {
  schedule: ['15 3 * * 0', (cronJob) => expect(cronJob.spec.schedule).toBe('15 3 * * 0')],
  timeZone: ['Europe/Berlin', (cronJob) => expect(cronJob.spec.timeZone).toBe('Europe/Berlin')],
  keep: [30, (cronJob) => expect(scriptOf(cronJob)).toContain('| tail -n +31 |')],
  storage: [Size.gibibytes(300), (_, claim) => expect(claim.spec.resources.requests.storage).toBe('300Gi')],
};

const containerOf = (cronJob: AnyManifest) => cronJob.spec.jobTemplate.spec.template.spec.containers[0];
const scriptOf = (cronJob: AnyManifest): string => containerOf(cronJob).command[2];

function make(backup: DatabaseBackup | undefined, profile = ShopProfile.development()): Shop {
  const shop = testShop({ profile });
  new ShopDatabase(shop, 'it', { backup, credentials: ShopSecret.existing('it-login', 'pw'), storage: Size.gibibytes(40) });
  return shop;
}
const cronJobOf = (shop: Shop) => manifest(shop, 'CronJob', 'it-backup');
const claimOf = (shop: Shop) => manifest(shop, 'PersistentVolumeClaim', 'it-backup');

test.each(Object.entries(CASES))('the prop %s of a backup does what it says', (name, [value, shows]) => {
  const shop = make({ [name]: value });
  (shows as (cronJob: AnyManifest, claim: AnyManifest) => void)(cronJobOf(shop), claimOf(shop));
});

test('where the profile backs up, every database is dumped each night and seven dumps are kept', () => {
  const shop = make(undefined, ShopProfile.production());
  expect(objectsOf(shop, 'it-backup')).toEqual([
    'CronJob/it-backup',
    'NetworkPolicy/it-backup',
    'PersistentVolumeClaim/it-backup',
    'ServiceAccount/it-backup',
  ]);
  expect(cronJobOf(shop).spec.schedule).toBe('0 2 * * *');
  expect(cronJobOf(shop).spec).not.toHaveProperty('timeZone');
  expect(scriptOf(cronJobOf(shop))).toContain('| tail -n +8 |');
});

test('where it does not, a database with a backup is dumped all the same, and one without is not', () => {
  expect(objectsOf(make({}), 'it-backup')).toContain('CronJob/it-backup');
  expect(objectsOf(make(undefined), 'it-backup')).toEqual([]);
});

test('the dump of a database in the payment zone is in it too', () => {
  const zoneOf = (paymentZone: boolean) => {
    const shop = testShop();
    new ShopDatabase(shop, 'it', { backup: {}, credentials: ShopSecret.existing('it-login', 'pw'), paymentZone });
    return cronJobOf(shop).spec.jobTemplate.spec.template.metadata.labels['cdk8s-shop/zone'];
  };
  expect([zoneOf(true), zoneOf(false)]).toEqual(['payment', undefined]);
});

test('two dumps never run at once, none runs too late or for more than six hours, and a failure leaves its log', () => {
  const { spec } = cronJobOf(make({}));
  expect(spec).toMatchObject({ concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 300 });
  expect([spec.successfulJobsHistoryLimit, spec.failedJobsHistoryLimit]).toEqual([3, 3]);
  expect(spec.jobTemplate.spec).toMatchObject({ activeDeadlineSeconds: 21_600, backoffLimit: 2 });
  expect(spec.jobTemplate.spec).not.toHaveProperty('ttlSecondsAfterFinished');
  expect(spec.jobTemplate.spec.template.spec.restartPolicy).toBe('Never');
});

test('a dump is made by the version of the server, as the user of the database', () => {
  const shop = testShop();
  const engine = DatabaseEngine.postgres('16.4');
  new ShopDatabase(shop, 'it', {
    backup: {},
    engine,
    database: 'orders',
    username: 'checkout',
    credentials: ShopSecret.existing('it-login', 'pw'),
  });
  const container = containerOf(cronJobOf(shop));
  expect(container.image).toBe('postgres:16.4');
  expect(container.env).toEqual([
    { name: 'LOGIN', value: '/run/secrets/it-login/pw' },
    { name: 'PGDATABASE', value: 'orders' },
    { name: 'PGHOST', value: 'it' },
    { name: 'PGUSER', value: 'checkout' },
  ]);
  expect(container.volumeMounts).toContainEqual({ name: 'secret-it-login', mountPath: '/run/secrets/it-login', readOnly: true });
});

test('dumps are on a volume of their own, twice as large as that of the data', () => {
  const shop = make({});
  expect(claimOf(shop).spec).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '80Gi' } } });
  const pod = cronJobOf(shop).spec.jobTemplate.spec.template.spec;
  expect(pod.volumes).toContainEqual({ name: 'dumps', persistentVolumeClaim: { claimName: 'it-backup' } });
  expect(containerOf(cronJobOf(shop)).volumeMounts).toContainEqual({ name: 'dumps', mountPath: '/backup' });
  expect(pod.securityContext).toMatchObject({ runAsUser: 999, fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' });
});

test('no delivery tool prunes the dumps of production; those of development go', () => {
  expect(claimOf(make({}, ShopProfile.production())).metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  });
  expect(claimOf(make({})).metadata.annotations).toBeUndefined();
});

test('the dump may reach its database and nothing else, and nobody may reach it', () => {
  const shop = testShop();
  const db = new ShopDatabase(shop, 'it', { backup: {} });
  new ShopWebTier(shop, 'web', { image: 'registry.example/web:1', port: 8080, connections: [db.query()] });
  const pods = (name: string) => [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } }];
  const ports = [{ port: 5432, protocol: 'TCP' }];
  const own = manifest(shop, 'NetworkPolicy', 'it-backup').spec;
  expect(own).not.toHaveProperty('ingress');
  expect(own.egress.slice(1)).toEqual([{ to: pods('it'), ports }]);
  expect(manifest(shop, 'NetworkPolicy', 'it').spec.ingress).toEqual([
    { from: pods('it-backup'), ports },
    { from: pods('web'), ports },
  ]);
});

test('a backup changes only the policy of the database, and that it says it has none', () => {
  const before = new Map(manifestsOf(make(undefined)).map((m) => [`${m.kind}/${m.metadata.name}`, JSON.stringify(m)]));
  const after = manifestsOf(make({})).filter((m) => m.metadata.name !== 'it-backup' && m.kind !== 'ResourceQuota');
  const changed = after.filter((m) => before.get(`${m.kind}/${m.metadata.name}`) !== JSON.stringify(m));
  expect(changed.map((m) => `${m.kind}/${m.metadata.name}`)).toEqual(['NetworkPolicy/it', 'StatefulSet/it']);
  const told = (shop: Shop) => manifest(shop, 'StatefulSet', 'it').metadata.annotations?.['cdk8s-shop/backup'];
  expect([told(make(undefined)), told(make({}))]).toEqual(['none', undefined]);
});

test('everything that is wrong with a backup is said at once, and nothing has been emitted', () => {
  const backup = { schedule: '0 0 2 * * *', timeZone: 'Berlin', keep: 0, storage: Size.gibibytes(0) };
  expect(messageOf(() => make(backup))).toBe(
    [
      'SHOP-J001 at shop/it: got the schedule "0 0 2 * * *"; wanted five fields of cron: minute, hour, day of month, month, day of week. Fix: correct the schedule.',
      'SHOP-J002 at shop/it: got the time zone "Berlin"; wanted a name of the IANA time zone database, such as Europe/Berlin. Fix: correct the name.',
      'SHOP-D006 at shop/it: got keep 0; wanted a whole number from 1. Fix: correct the number.',
      'SHOP-D007 at shop/it: got a backup storage of 0 bytes; wanted a size above 0. Fix: correct the size.',
    ].join('\n'),
  );
  expect(faultsOf(() => make({ keep: 1.5 })).map((f) => f.got)).toEqual(['keep 1.5']);
  expect(() => make({ keep: 1 })).not.toThrow();

  const shop = testShop();
  expect(faultsOf(() => new ShopDatabase(shop, 'it', { maxConnections: 1, backup: { keep: 0 } })).map((f) => f.code)).toEqual([
    'SHOP-D005',
    'SHOP-D006',
  ]);
  expect(objectsOf(shop, 'it')).toEqual([]);
});
