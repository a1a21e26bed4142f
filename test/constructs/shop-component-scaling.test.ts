import { Chart } from 'cdk8s';
import { HorizontalPodAutoscaler, Metric, MetricTarget } from 'cdk8s-plus-27';
import { ClusterProfile, type Scale, type Shop, ShopQueue, ShopWebTier, ShopWorker } from '../../lib';
import { manifest, manifestsOf, messageOf, objectsOf, testShop, testShopOn } from '../support/synthesis';

const image = 'registry.example/web:1';
const EQUAL: Scale = { min: 4, max: 4 };
const makers = {
  'web tier': (shop: Shop, scale: Scale) => new ShopWebTier(shop, 'web', { image, port: 8080, scale }),
  worker: (shop: Shop, scale: Scale) => new ShopWorker(shop, 'web', { image, scale }),
};

const ownScaler = (shop: Shop, target: ShopWebTier | ShopWorker, id = 'scaler') =>
  new HorizontalPodAutoscaler(new Chart(shop.node.root, `chart-${id}`, { namespace: 'shop', disableResourceNameHashes: true }), id, {
    target,
    maxReplicas: 4,
    metrics: [Metric.resourceMemory(MetricTarget.averageUtilization(70))],
  });

describe.each(Object.entries(makers))('a %s with equal bounds', (_, make) => {
  test('counts its own replicas as long as no autoscaler does', () => {
    const shop = testShop();
    const web = make(shop, EQUAL);
    expect(web.hasAutoscaler).toBe(false);
    expect(manifest(shop, 'Deployment', 'web').spec.replicas).toBe(4);
    expect(web.toScalingTarget().replicas).toBe(4);
  });

  test('leaves them to an autoscaler of the user’s own, and changes nothing else for it', () => {
    const shop = testShop();
    const web = make(shop, EQUAL);
    const before = manifest(shop, 'Deployment', 'web');
    ownScaler(shop, web);
    expect(web.hasAutoscaler).toBe(true);
    const { replicas, ...rest } = before.spec;
    expect(replicas).toBe(4);
    expect(manifest(shop, 'Deployment', 'web').spec).toEqual(rest);
    expect(manifest(shop, 'HorizontalPodAutoscaler', 'chart-scaler-scaler').spec.scaleTargetRef).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'web',
    });
  });

  test('passes cdk8s-plus’ own checks of a target', () => {
    const shop = testShop();
    const scaler = ownScaler(shop, make(shop, EQUAL));
    expect(scaler.node.validate()).toEqual([]);
    const bare = new HorizontalPodAutoscaler(new Chart(shop.node.root, 'bare'), 'bare', {
      target: make(testShop(), EQUAL),
      maxReplicas: 4,
    });
    expect(bare.node.validate()).toEqual([]);
  });

  test('tells the requests of its container', () => {
    const { containers } = make(testShop(), EQUAL).toScalingTarget();
    expect(containers.map((c) => [c.name, c.image])).toEqual([['web', image]]);
    expect(containers[0]?.resources?.cpu?.request?.amount).toBe('250m');
    expect(containers[0]?.resources?.memory?.request?.toMebibytes()).toBe(256);
  });

  test('refuses a second autoscaler', () => {
    const shop = testShop();
    const web = make(shop, EQUAL);
    ownScaler(shop, web);
    expect(messageOf(() => ownScaler(shop, web, 'other'))).toBe(
      'SHOP-G009 at shop/web: got a second autoscaler; wanted one: two undo what the other decides. Fix: set scale.min equal to scale.max, which leaves the replicas to an autoscaler of your own.',
    );
  });
});

describe.each(Object.entries(makers))('a %s with bounds of its own', (_, make) => {
  test('has the library’s autoscaler, and refuses another', () => {
    const shop = testShop();
    const web = make(shop, { min: 2, max: 4 });
    expect(web.hasAutoscaler).toBe(true);
    expect(objectsOf(shop, 'web')).toContain('HorizontalPodAutoscaler/web');
    expect(manifest(shop, 'Deployment', 'web').spec).not.toHaveProperty('replicas');
    expect(messageOf(() => web.markHasAutoscaler())).toContain('SHOP-G009 at shop/web: got a second autoscaler;');
  });

  test('counts its fewest replicas where the cluster cannot measure CPU, until the user brings an autoscaler', () => {
    const shop = testShopOn({ resourceMetrics: false });
    const web = make(shop, { min: 2, max: 4 });
    expect(objectsOf(shop, 'web')).not.toContain('HorizontalPodAutoscaler/web');
    expect(manifest(shop, 'Deployment', 'web').spec.replicas).toBe(2);
    ownScaler(shop, web);
    expect(manifest(shop, 'Deployment', 'web').spec).not.toHaveProperty('replicas');
  });
});

test('a worker that KEDA scales has its autoscaler', () => {
  const shop = testShop({ cluster: ClusterProfile.of({ kedaNamespace: 'keda' }) });
  const events = new ShopQueue(shop, 'events');
  const worker = new ShopWorker(shop, 'mailer', { image, connections: [events.consume()], scale: { min: 1, max: 4 } });
  expect(worker.hasAutoscaler).toBe(true);
  expect(manifestsOf(shop).map((m) => m.kind)).toContain('ScaledObject');
});
