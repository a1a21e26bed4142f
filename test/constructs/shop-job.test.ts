import { Duration } from 'cdk8s';
import { KubernetesVersion, type Shop, ShopDatabase, ShopJob, type ShopJobProps, ShopSecret } from '../../lib';
import { filePlaceOf } from '../../lib/constructs/file-place';
import { type PropCases, Seen, testEveryProp } from '../support/prop-cases';
import { faultsOf, manifestsOf, messageOf, objectsOf, testShop, testShopOn } from '../support/synthesis';
import { WORKLOAD_CASES } from '../support/workload-cases';

const BASE = { image: 'registry.example/job:1' };

/** The spec of the job, whether it runs once or on a schedule. */
const jobOf = ({ workload }: Seen) => workload.spec.jobTemplate?.spec ?? workload.spec;

const CASES: PropCases<ShopJobProps> = {
  ...WORKLOAD_CASES,
  schedule: {
    value: () => '30 2 * * 1-5',
    shows: (seen) => {
      expect(seen.object('Job')).toBeUndefined();
      expect(seen.object('CronJob').spec).toMatchObject({
        schedule: '30 2 * * 1-5',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 300,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
      });
      // History limits delete finished runs; with a time to live they would be gone before anybody reads them.
      expect(jobOf(seen)).not.toHaveProperty('ttlSecondsAfterFinished');
    },
  },
  timeZone: {
    value: () => 'Europe/Berlin',
    shows: ({ workload }) => expect(workload.spec.timeZone).toBe('Europe/Berlin'),
  },
  deadline: { value: () => Duration.minutes(5), shows: (seen) => expect(jobOf(seen).activeDeadlineSeconds).toBe(300) },
  retries: { value: () => 0, shows: (seen) => expect(jobOf(seen).backoffLimit).toBe(0) },
  keepFinished: {
    value: () => Duration.hours(1),
    shows: (seen) => expect(seen.workload.spec.ttlSecondsAfterFinished).toBe(seen.workload.kind === 'Job' ? 3600 : undefined),
  },
};

const { schedule, timeZone, ...once } = CASES;

describe('run once', () => {
  testEveryProp<Omit<ShopJobProps, 'schedule' | 'timeZone'>>(once, (shop, props) => new ShopJob(shop, 'it', { ...BASE, ...props }));
});

describe('on a schedule', () => {
  const { keepFinished, ...scheduled } = once;
  testEveryProp<Omit<ShopJobProps, 'schedule' | 'keepFinished'>>(
    { ...scheduled, timeZone },
    (shop, props) => new ShopJob(shop, 'it', { ...BASE, schedule: '@daily', ...props }),
  );

  test('the schedule makes a CronJob of it, whose runs leave by its history', () => {
    const shop = testShop();
    new ShopJob(shop, 'it', { ...BASE, schedule: schedule.value(shop), keepFinished: keepFinished.value(shop) });
    schedule.shows(new Seen(shop));
    keepFinished.shows(new Seen(shop));
  });
});

test('with minimal props it is a Job with its identity and policy, tried seven times and gone after ten minutes', () => {
  const shop = testShop();
  new ShopJob(shop, 'it', BASE);
  expect(objectsOf(shop, 'it')).toEqual(['Job/it', 'NetworkPolicy/it', 'ServiceAccount/it']);
  const { workload, pod, main } = new Seen(shop);
  expect(workload.spec).toMatchObject({ backoffLimit: 6, activeDeadlineSeconds: 1800, ttlSecondsAfterFinished: 600 });
  expect(pod).toMatchObject({ restartPolicy: 'Never', priorityClassName: 'shop-batch', terminationGracePeriodSeconds: 30 });
  for (const field of ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle', 'ports']) expect(main).not.toHaveProperty(field);
  for (const field of ['topologySpreadConstraints', 'affinity']) expect(pod).not.toHaveProperty(field);
});

test('a finished job may leave at once', () => {
  const shop = testShop();
  new ShopJob(shop, 'it', { ...BASE, keepFinished: Duration.seconds(0) });
  expect(new Seen(shop).workload.spec.ttlSecondsAfterFinished).toBe(0);
});

test('a job that runs once is applied after the data and before the workloads; a schedule with the workloads', () => {
  const shop = testShop();
  expect(filePlaceOf(new ShopJob(shop, 'migrate', BASE))).toEqual({ shop: 'shop', phase: 20, name: 'migrate' });
  expect(filePlaceOf(new ShopJob(shop, 'nightly', { ...BASE, schedule: '@daily' }))).toEqual({ shop: 'shop', phase: 30, name: 'nightly' });
});

test('query opens the way to the database and gives the job its login; nothing else changes', () => {
  const build = (connected: boolean) => {
    const shop = testShop();
    const db = new ShopDatabase(shop, 'orders-db', { credentials: ShopSecret.existing('db-login') });
    new ShopJob(shop, 'other', BASE);
    new ShopJob(shop, 'it', { ...BASE, connections: connected ? [db.query()] : [] });
    return manifestsOf(shop);
  };
  const before = new Map(build(false).map((m) => [`${m.kind}/${m.metadata.name}`, JSON.stringify(m)]));
  const changed = build(true).filter((m) => before.get(`${m.kind}/${m.metadata.name}`) !== JSON.stringify(m));
  expect(changed.map((m) => `${m.kind}/${m.metadata.name}`).sort()).toEqual([
    'ConfigMap/it-paths',
    'Job/it',
    'NetworkPolicy/it',
    'NetworkPolicy/orders-db',
  ]);
});

test.each<[string, ShopJobProps, string]>([
  [
    'a schedule of six fields',
    { ...BASE, schedule: '0 0 3 * * *' },
    'SHOP-J001 at shop/it: got the schedule "0 0 3 * * *"; wanted five fields of cron: minute, hour, day of month, month, day of week. Fix: correct the schedule.',
  ],
  [
    'a time zone that is none',
    { ...BASE, schedule: '@daily', timeZone: 'Europe/Bonn' },
    'SHOP-J002 at shop/it: got the time zone "Europe/Bonn"; wanted a name of the IANA time zone database, such as Europe/Berlin. Fix: correct the name.',
  ],
  [
    'a time zone without a schedule',
    { ...BASE, timeZone: 'Europe/Berlin' },
    'SHOP-J003 at shop/it: got a timeZone without a schedule; wanted a schedule that the time zone is for. Fix: give the schedule, or remove the time zone.',
  ],
  [
    'retries below 0',
    { ...BASE, retries: -1 },
    'SHOP-J004 at shop/it: got -1 retries; wanted a whole number from 0. Fix: correct the number.',
  ],
  [
    'half a retry',
    { ...BASE, retries: 0.5 },
    'SHOP-J004 at shop/it: got 0.5 retries; wanted a whole number from 0. Fix: correct the number.',
  ],
  [
    'a deadline that ends it before it begins',
    { ...BASE, deadline: Duration.seconds(0) },
    'SHOP-J006 at shop/it: got a deadline of 0 seconds; wanted a second or more. Fix: give the longest run, or leave the deadline out.',
  ],
])('%s is refused', (_, props, message) => {
  expect(messageOf(() => new ShopJob(testShop(), 'it', props))).toBe(message);
});

test('a sidecar that would keep the job from ending is refused below Kubernetes 1.29', () => {
  const props = { ...BASE, sidecars: [{ name: 'proxy', image: 'registry.example/proxy:1' }] };
  expect(messageOf(() => new ShopJob(testShopOn({ kubernetes: KubernetesVersion.V1_28 }), 'it', props))).toBe(
    'SHOP-J005 at shop/it: got the sidecar "proxy" on Kubernetes 1.28; wanted Kubernetes 1.29 or later, where a sidecar ends with its job; below, the job would never end. Fix: do its work in the image of the job, or raise the version of the cluster.',
  );
  expect(() => new ShopJob(testShopOn({ kubernetes: KubernetesVersion.V1_28 }), 'it', BASE)).not.toThrow();
  const shop = testShopOn({ kubernetes: KubernetesVersion.V1_29 });
  new ShopJob(shop, 'it', props);
  expect(new Seen(shop).container('proxy').restartPolicy).toBe('Always');
});

test('a name of 40 characters is taken, one of 41 refused: a CronJob gives its runs longer names', () => {
  const shop = testShop();
  new ShopJob(shop, 'n'.repeat(40), { ...BASE, schedule: '@hourly' });
  expect(faultsOf(() => new ShopJob(shop, 'n'.repeat(41), BASE)).map((f) => f.code)).toEqual(['SHOP-N001']);
});

test('synthesised twice, and constructed in another order, it is the same', () => {
  const build = (reversed: boolean) => {
    const shop = testShop();
    const makers = [
      () => new ShopJob(shop, 'a', BASE),
      () => new ShopJob(shop, 'b', { ...BASE, schedule: '@daily', labels: reversed ? { y: '2', x: '1' } : { x: '1', y: '2' } }),
    ];
    for (const make of reversed ? makers.reverse() : makers) make();
    return shop;
  };
  const sorted = (shop: Shop) =>
    manifestsOf(shop)
      .map((m) => JSON.stringify(m))
      .sort();
  const first = build(false);
  expect(sorted(first)).toEqual(sorted(first));
  expect(sorted(build(true))).toEqual(sorted(first));
});
