import { Duration } from 'cdk8s';
import {
  HostNamePolicy,
  type Shop,
  ShopProbe,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopService,
  ShopWorker,
  type ShopWorkerProps,
} from '../../lib';
import { type PropCases, Seen, testEveryProp } from '../support/prop-cases';
import { faultsOf, manifest, manifestsOf, objectsOf, testShop, testShopOn } from '../support/synthesis';
import { HEALTH_CASES, WORKLOAD_CASES } from '../support/workload-cases';

const BASE = { image: 'registry.example/worker:1', port: 8080 };
const { image } = BASE;

const CASES: PropCases<ShopWorkerProps> = {
  ...WORKLOAD_CASES,
  ...HEALTH_CASES,
  port: {
    value: () => 8181,
    shows: ({ main, objects }) => {
      expect(main.ports).toContainEqual({ name: 'http', containerPort: 8181, protocol: 'TCP' });
      expect(objects.filter((o) => o.kind === 'Service')).toEqual([]);
    },
  },
  scale: {
    value: () => ({ min: 2, max: 7, cpuPercent: 75 }),
    shows: (seen) => {
      expect(seen.object('Deployment').spec).not.toHaveProperty('replicas');
      const { minReplicas, maxReplicas, metrics } = seen.object('HorizontalPodAutoscaler').spec;
      expect([minReplicas, maxReplicas]).toEqual([2, 7]);
      expect((metrics[0].resource ?? metrics[0].containerResource).target.averageUtilization).toBe(75);
    },
  },
  messageTimeout: {
    value: () => Duration.minutes(2),
    shows: ({ pod, main }) => {
      expect(main.lifecycle.preStop).toEqual({ sleep: { seconds: 1 } });
      expect(pod.terminationGracePeriodSeconds).toBe(126);
    },
  },
  metrics: {
    value: () => ({ port: 9464, path: '/prometheus' }),
    shows: (seen) => {
      expect(seen.template.metadata.annotations).toMatchObject({ 'prometheus.io/port': '9464', 'prometheus.io/path': '/prometheus' });
      expect(seen.object('NetworkPolicy').spec.ingress).toEqual([
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
          ports: [{ port: 9464, protocol: 'TCP' }],
        },
      ]);
    },
  },
};

testEveryProp<ShopWorkerProps>(CASES, (shop, props) => new ShopWorker(shop, 'it', { ...BASE, ...props }));

test('with minimal props it has no port, no Service, no probes, and nobody may call it', () => {
  const shop = testShop();
  new ShopWorker(shop, 'it', { image });
  expect(objectsOf(shop, 'it')).toEqual(['Deployment/it', 'NetworkPolicy/it', 'PodDisruptionBudget/it', 'ServiceAccount/it']);
  const seen = new Seen(shop);
  for (const field of ['ports', 'startupProbe', 'readinessProbe', 'livenessProbe']) expect(seen.main).not.toHaveProperty(field);
  expect(seen.object('NetworkPolicy').spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
  expect(seen.object('NetworkPolicy').spec).not.toHaveProperty('ingress');
});

test('with a port it is asked over HTTP; without one by the commands that are given', () => {
  const withPort = testShop();
  new ShopWorker(withPort, 'it', BASE);
  expect(new Seen(withPort).main).toMatchObject({
    readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
    livenessProbe: { httpGet: { path: '/livez', port: 'http' } },
    startupProbe: { httpGet: { path: '/livez', port: 'http' } },
  });
  const without = testShop();
  new ShopWorker(without, 'it', { image, liveness: ShopProbe.exec(['/bin/alive']) });
  const { main } = new Seen(without);
  expect(main).not.toHaveProperty('readinessProbe');
  expect(main.livenessProbe.exec).toEqual({ command: ['/bin/alive'] });
  // A command forks each time: asked every 5 s, for the 120 s that a start may take.
  expect(main.startupProbe).toEqual({ exec: { command: ['/bin/alive'] }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 24 });
});

const brokers = (shop: Shop) => ({
  ours: new ShopQueue(shop, 'events', { credentials: ShopSecret.existing('mq-login') }),
  theirs: ShopQueue.external(shop, 'mails', {
    host: 'mq.example',
    username: 'mailer',
    credentials: ShopSecret.existing('mails-login', 'pw'),
  }),
});

test('where KEDA is there it scales on its queues instead of CPU, and KEDA may look into the broker', () => {
  const shop = testShopOn({ kedaNamespace: 'keda' }, { profile: ShopProfile.production() });
  new ShopWorker(shop, 'it', { ...BASE, connections: [brokers(shop).ours.consume()] });
  expect(objectsOf(shop, 'it')).toEqual([
    'ConfigMap/it-events-login',
    'ConfigMap/it-paths',
    'Deployment/it',
    'NetworkPolicy/it',
    'PodDisruptionBudget/it',
    'ScaledObject/it',
    'ServiceAccount/it',
    'TriggerAuthentication/it-events-login',
  ]);
  expect(manifest(shop, 'Deployment', 'it').spec).not.toHaveProperty('replicas');
  expect(manifest(shop, 'NetworkPolicy', 'events').spec.ingress).toContainEqual({
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'keda' } } }],
    ports: [{ port: 5672, protocol: 'TCP' }],
  });
});

test.each([
  ['there is no KEDA', {}, 'consume', { min: 2, max: 5 }, ['HorizontalPodAutoscaler']],
  ['it only publishes', { kedaNamespace: 'keda' }, 'publish', { min: 2, max: 5 }, ['HorizontalPodAutoscaler']],
  ['its bounds are equal', { kedaNamespace: 'keda' }, 'consume', { min: 2, max: 2 }, []],
  ['neither KEDA nor metrics are there', { resourceMetrics: false }, 'consume', { min: 2, max: 5 }, []],
] as const)('when %s, no ScaledObject and no way for KEDA are made', (_, cluster, verb, scale, autoscalers) => {
  const shop = testShopOn(cluster);
  new ShopWorker(shop, 'it', { ...BASE, scale, connections: [brokers(shop).ours[verb]()] });
  const kinds = new Seen(shop).objects.map((o) => o.kind);
  expect(kinds.filter((k) => ['ScaledObject', 'TriggerAuthentication', 'HorizontalPodAutoscaler'].includes(k))).toEqual([...autoscalers]);
  expect(manifest(shop, 'Deployment', 'it').spec.replicas).toBe(autoscalers.length > 0 ? undefined : 2);
  expect(JSON.stringify(manifest(shop, 'NetworkPolicy', 'events'))).not.toContain('keda');
});

test.each(['consume', 'publish'] as const)('%s changes the client and the policy of the broker, and nothing else', (verb) => {
  const build = (connected: boolean) => {
    const shop = testShop();
    const { ours } = brokers(shop);
    new ShopWorker(shop, 'other', BASE);
    new ShopWorker(shop, 'it', { ...BASE, connections: connected ? [ours[verb]()] : [] });
    return manifestsOf(shop);
  };
  const before = new Map(build(false).map((m) => [`${m.kind}/${m.metadata.name}`, JSON.stringify(m)]));
  const changed = build(true).filter((m) => before.get(`${m.kind}/${m.metadata.name}`) !== JSON.stringify(m));
  expect(changed.map((m) => `${m.kind}/${m.metadata.name}`).sort()).toEqual([
    'ConfigMap/it-paths',
    'Deployment/it',
    'NetworkPolicy/events',
    'NetworkPolicy/it',
  ]);
});

test('a consumer is told its queue, by default the name of the broker', () => {
  const shop = testShop();
  const { ours, theirs } = brokers(shop);
  new ShopWorker(shop, 'it', { ...BASE, connections: [ours.consume(), theirs.consume({ queue: 'welcome' })] });
  const seen = new Seen(shop);
  expect([seen.env('EVENTS_QUEUE').value, seen.env('MAILS_QUEUE').value]).toEqual(['events', 'welcome']);
});

test('outside hosts are opened by name where the cluster says so', () => {
  const shop = testShopOn({ hostNames: HostNamePolicy.CILIUM });
  new ShopWorker(shop, 'it', { ...BASE, connections: [ShopService.external(shop, 'psp', { host: 'api.psp.example' }).call()] });
  expect(new Seen(shop).object('CiliumNetworkPolicy').spec.egress[1].toFQDNs).toEqual([{ matchName: 'api.psp.example' }]);
});

test('a name of 40 characters is taken, one of 41 refused', () => {
  const shop = testShop();
  new ShopWorker(shop, 'n'.repeat(40), BASE);
  expect(faultsOf(() => new ShopWorker(shop, 'n'.repeat(41), BASE)).map((f) => f.code)).toEqual(['SHOP-N001']);
});

test('synthesised twice, and constructed in another order, it is the same', () => {
  const build = (reversed: boolean) => {
    const shop = testShopOn({ kedaNamespace: 'keda' }, { profile: ShopProfile.staging() });
    const { ours, theirs } = brokers(shop);
    const connections = [
      ours.consume({ queue: 'b', envPrefix: 'B' }),
      ours.consume({ queue: 'a', envPrefix: 'A' }),
      theirs.consume(),
      ours.publish(),
    ];
    const makers = [
      () => new ShopWorker(shop, 'a', { ...BASE, connections: reversed ? [...connections].reverse() : connections }),
      () => new ShopWorker(shop, 'b', { ...BASE, connections: [theirs.publish()] }),
    ];
    for (const make of reversed ? makers.reverse() : makers) make();
    return shop;
  };
  const sorted = (shop: Shop) =>
    manifestsOf(shop)
      .map((m) => JSON.stringify(m))
      .sort();
  const once = build(false);
  expect(sorted(once)).toEqual(sorted(once));
  expect(sorted(build(true))).toEqual(sorted(once));
});
