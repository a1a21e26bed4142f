import * as kplus from 'cdk8s-plus-27';
import {
  ClusterProfile,
  type ClusterProfileProps,
  type Scale,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopWebTier,
  ShopWorker,
} from '../../../lib';
import { SCALE_BEHAVIOR } from '../../../lib/policy/scaling';
import { Seen } from '../../support/prop-cases';
import { type AnyManifest, manifest, testShop } from '../../support/synthesis';

const BASE = { image: 'registry.example/it:1', port: 8080 };
const AUTOSCALERS = ['HorizontalPodAutoscaler', 'ScaledObject'];

function deploy(scale: Scale | undefined, cluster: ClusterProfileProps = {}, profile = ShopProfile.production()) {
  const shop = testShop({ profile, cluster: ClusterProfile.of(cluster) });
  new ShopWebTier(shop, 'it', { ...BASE, scale });
  const seen = new Seen(shop);
  const autoscalers = seen.objects.filter((o) => AUTOSCALERS.includes(o.kind));
  return { replicas: seen.object('Deployment').spec.replicas, autoscalers: autoscalers.map((o) => o.kind), seen };
}

test.each([
  ['bounds apart', { min: 2, max: 5 }, {}, undefined, ['HorizontalPodAutoscaler']],
  ['equal bounds', { min: 4, max: 4 }, {}, 4, []],
  ['no metrics in the cluster', { min: 2, max: 5 }, { resourceMetrics: false }, 2, []],
  ['KEDA, and nothing that it consumes', { min: 2, max: 5 }, { kedaNamespace: 'keda' }, undefined, ['HorizontalPodAutoscaler']],
])('with %s, either an autoscaler counts the replicas or the Deployment does', (_, scale, cluster, replicas, autoscalers) => {
  const it = deploy(scale, cluster);
  expect(it.replicas).toBe(replicas);
  expect(it.autoscalers).toEqual(autoscalers);
  expect('replicas' in it.seen.object('Deployment').spec).toBe(replicas !== undefined);
});

test.each([
  [ShopProfile.development(), 1, 1],
  [ShopProfile.staging(), 2, 4],
  [ShopProfile.production(), 3, 10],
])('the bounds of the profile $name are %i to %i', (profile, min, max) => {
  const { seen, replicas } = deploy(undefined, {}, profile);
  const spec = seen.object('HorizontalPodAutoscaler')?.spec;
  expect([spec?.minReplicas ?? replicas, spec?.maxReplicas ?? replicas]).toEqual([min, max]);
});

test('the autoscaler says how fast it goes up and down', () => {
  const { behavior } = deploy({ min: 2, max: 5 }).seen.object('HorizontalPodAutoscaler').spec;
  expect(behavior).toEqual(SCALE_BEHAVIOR);
  expect(behavior.scaleDown.stabilizationWindowSeconds).toBe(300);
});

test('a rollout never serves with fewer pods, and keeps five revisions', () => {
  expect(deploy(undefined).seen.object('Deployment').spec).toMatchObject({
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    minReadySeconds: 10,
    progressDeadlineSeconds: 600,
    revisionHistoryLimit: 5,
    selector: { matchLabels: { 'app.kubernetes.io/instance': 'it', 'app.kubernetes.io/name': 'it' } },
  });
});

test('with the Prometheus operator a PodMonitor finds the metrics, and no annotation does it twice', () => {
  const shop = testShop({ cluster: ClusterProfile.of({ prometheusOperator: true, monitoringNamespace: 'observe' }) });
  new ShopWebTier(shop, 'it', { ...BASE, metrics: { port: 9464 } });
  const seen = new Seen(shop);
  expect(seen.object('PodMonitor').spec).toEqual({
    selector: { matchLabels: { 'app.kubernetes.io/instance': 'it', 'app.kubernetes.io/name': 'it' } },
    podMetricsEndpoints: [{ portNumber: 9464, path: '/metrics' }],
  });
  expect(seen.template.metadata).not.toHaveProperty('annotations');
  expect(seen.object('NetworkPolicy').spec.ingress).toEqual([
    {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observe' } } }],
      ports: [{ port: 9464, protocol: 'TCP' }],
    },
  ]);
});

test('without metrics there is neither', () => {
  const shop = testShop({ cluster: ClusterProfile.of({ prometheusOperator: true }) });
  new ShopWebTier(shop, 'it', BASE);
  expect(new Seen(shop).objects.map((o) => o.kind)).not.toContain('PodMonitor');
});

test('an autoscaler of the user’s own counts the replicas of a tier whose bounds are equal', () => {
  const shop = testShop();
  const target = new ShopWebTier(shop, 'it', { ...BASE, scale: { min: 2, max: 2 } });
  new kplus.HorizontalPodAutoscaler(shop, 'own', { target, maxReplicas: 5 });
  expect(manifest(shop, 'Deployment', 'it').spec).not.toHaveProperty('replicas');
});

test('where KEDA scales a worker, nothing else does, and the replicas are its own', () => {
  const shop = testShop({ profile: ShopProfile.production(), cluster: ClusterProfile.of({ kedaNamespace: 'keda' }) });
  const queue = ShopQueue.external(shop, 'events', { host: 'mq.example', username: 'u', credentials: ShopSecret.existing('login') });
  new ShopWorker(shop, 'it', { ...BASE, connections: [queue.consume()] });
  const { objects } = new Seen(shop);
  expect(objects.map((o: AnyManifest) => o.kind).filter((kind) => AUTOSCALERS.includes(kind))).toEqual(['ScaledObject']);
  expect(manifest(shop, 'Deployment', 'it').spec).not.toHaveProperty('replicas');
});
