import { Size } from 'cdk8s';
import { KubernetesVersion, type Shop, ShopJob, ShopStore, ShopWebTier, ShopWorker } from '../../../lib';
import { Seen } from '../../support/prop-cases';
import { manifest, testShopOn } from '../../support/synthesis';

const BASE = { image: 'registry.example/it:1', port: 8080 };
const SIDE = { name: 'side', image: 'registry.example/side:1' };
const { V1_27, V1_28, V1_29, V1_30, V1_31, V1_33, V1_34, V1_36 } = KubernetesVersion;

/** The kinds that have pods, each with a sidecar where it may have one. */
const KINDS: ReadonlyArray<readonly [string, (shop: Shop) => unknown, number]> = [
  ['Deployment', (shop) => new ShopWebTier(shop, 'it', { ...BASE, sidecars: [SIDE] }), 10],
  ['Deployment of a worker', (shop) => new ShopWorker(shop, 'it', { ...BASE, sidecars: [SIDE] }), 1],
  ['StatefulSet', (shop) => new ShopStore(shop, 'it', { ...BASE, dataPath: '/data', sidecars: [SIDE] }), 5],
];

const seen = (kubernetes: KubernetesVersion, make: (shop: Shop) => unknown) => {
  const shop = testShopOn({ kubernetes });
  make(shop);
  return new Seen(shop);
};

describe.each(KINDS)('%s', (_, make, seconds) => {
  test.each([V1_27, V1_28, V1_29])('waits with the image’s sleep before SIGTERM on Kubernetes $text', (version) => {
    const expected = { preStop: { exec: { command: ['sleep', `${seconds}`] } } };
    for (const name of ['it', 'side']) expect(seen(version, make).container(name).lifecycle).toEqual(expected);
  });

  test.each([V1_30, V1_34, V1_36])('waits natively before SIGTERM on Kubernetes $text', (version) => {
    for (const name of ['it', 'side']) expect(seen(version, make).container(name).lifecycle).toEqual({ preStop: { sleep: { seconds } } });
  });

  test.each([V1_27, V1_28])('has its sidecar among the containers on Kubernetes $text', (version) => {
    const { pod } = seen(version, make);
    expect(pod.containers.map((c: { name: string }) => c.name)).toEqual(['it', 'side']);
    expect(pod).not.toHaveProperty('initContainers');
    expect(JSON.stringify(pod)).not.toContain('restartPolicy');
  });

  test.each([V1_29, V1_36])('has a native sidecar on Kubernetes $text', (version) => {
    const { pod, main } = seen(version, make);
    expect(pod.initContainers).toMatchObject([{ name: 'side', restartPolicy: 'Always' }]);
    expect(pod.containers).toEqual([main]);
    expect(main).not.toHaveProperty('restartPolicy');
  });
});

test.each([
  ['Job', (shop: Shop) => new ShopJob(shop, 'it', { image: BASE.image, sidecars: [SIDE] })],
  ['CronJob', (shop: Shop) => new ShopJob(shop, 'it', { image: BASE.image, schedule: '@daily', sidecars: [SIDE] })],
])('a %s has native sidecars, which end with it, and does not wait before it stops', (_, make) => {
  const it = seen(V1_29, make);
  expect(it.container('side').restartPolicy).toBe('Always');
  for (const name of ['it', 'side']) expect(it.container(name)).not.toHaveProperty('lifecycle');
});

test.each([
  [V1_27, undefined],
  [V1_30, undefined],
  [V1_31, 'PreferClose'],
  [V1_33, 'PreferClose'],
  [V1_34, 'PreferSameZone'],
  [V1_36, 'PreferSameZone'],
])('the traffic distribution on Kubernetes $text is what that version knows', (kubernetes, expected) => {
  const shop = testShopOn({ kubernetes, zones: 1 });
  new ShopWebTier(shop, 'it', BASE);
  expect(manifest(shop, 'Service', 'it').spec.trafficDistribution).toBe(expected);
});

test('a claim template names its kind, which the API stores', () => {
  const shop = testShopOn({ kubernetes: V1_27 });
  new ShopStore(shop, 'it', { ...BASE, dataPath: '/data', storage: Size.gibibytes(1) });
  expect(manifest(shop, 'StatefulSet', 'it').spec.volumeClaimTemplates[0]).toMatchObject({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
  });
});
