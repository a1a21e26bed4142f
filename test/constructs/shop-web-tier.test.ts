import { Duration } from 'cdk8s';
import { ClusterProfile, LoadBalancerKind, PortProtocol, ShopEdge, ShopProfile, ShopWebTier, type ShopWebTierProps } from '../../lib';
import { type PropCases, Seen, testEveryProp } from '../support/prop-cases';
import { type AnyManifest, faultsOf, manifest, manifestsOf, messageOf, objectsOf, testShop, testShopOn } from '../support/synthesis';
import { HEALTH_CASES, WORKLOAD_CASES } from '../support/workload-cases';

const BASE = { image: 'registry.example/web:1', port: 8080 };

const CASES: PropCases<ShopWebTierProps> = {
  ...WORKLOAD_CASES,
  ...HEALTH_CASES,
  port: {
    value: () => 8181,
    shows: (seen) => {
      expect(seen.main.ports).toContainEqual({ name: 'http', containerPort: 8181, protocol: 'TCP' });
      expect(seen.object('Deployment')).toBeDefined();
    },
  },
  protocol: {
    value: () => PortProtocol.HTTP,
    shows: ({ objects }) =>
      expect(serviceAmong(objects).spec.ports[0]).toMatchObject({ name: 'http', appProtocol: 'http', targetPort: 'http' }),
  },
  servicePort: {
    value: () => 80,
    shows: ({ objects }) => expect(serviceAmong(objects).spec.ports[0]).toMatchObject({ port: 80, targetPort: 'http' }),
  },
  serviceName: { value: () => 'it-frontend', shows: ({ objects }) => expect(serviceAmong(objects).metadata.name).toBe('it-frontend') },
  extraPorts: {
    value: () => [{ name: 'admin', port: 9000, servicePort: 90, protocol: PortProtocol.GRPC }],
    shows: ({ main, objects }) => {
      expect(main.ports).toContainEqual({ name: 'admin', containerPort: 9000, protocol: 'TCP' });
      expect(serviceAmong(objects).spec.ports).toContainEqual({
        name: 'admin',
        port: 90,
        targetPort: 'admin',
        protocol: 'TCP',
        appProtocol: 'kubernetes.io/h2c',
      });
    },
  },
  scale: {
    value: () => ({ min: 2, max: 7, cpuPercent: 75 }),
    shows: (seen) => {
      expect(seen.object('Deployment').spec).not.toHaveProperty('replicas');
      const { minReplicas, maxReplicas, metrics } = seen.object('HorizontalPodAutoscaler').spec;
      expect([minReplicas, maxReplicas]).toEqual([2, 7]);
      expect((metrics[0].resource ?? metrics[0].containerResource).target).toEqual({ type: 'Utilization', averageUtilization: 75 });
    },
  },
  requestTimeout: {
    value: () => Duration.seconds(90),
    // 10 s until no new request arrives, the slowest request, 5 s to close.
    shows: ({ pod }) => expect(pod.terminationGracePeriodSeconds).toBe(105),
  },
  metrics: {
    value: () => ({ port: 9464, path: '/prometheus' }),
    shows: ({ template, main }) => {
      expect(template.metadata.annotations).toMatchObject({
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9464',
        'prometheus.io/path': '/prometheus',
      });
      expect(main.ports).toContainEqual({ name: 'metrics', containerPort: 9464, protocol: 'TCP' });
    },
  },
};

function serviceAmong(objects: AnyManifest[]): AnyManifest {
  return objects.find((o) => o.kind === 'Service');
}

// The base has the protocol that is the default, so this prop alone is tested below, with the others.
const { protocol, ...changing } = CASES;
testEveryProp<Omit<ShopWebTierProps, 'protocol'>>(changing, (shop, props) => new ShopWebTier(shop, 'it', { ...BASE, ...props }));

test('the protocol http is the default, and grpc and tcp name the port, its health and what speaks on it', () => {
  const build = (p?: PortProtocol) => {
    const shop = testShop();
    new ShopWebTier(shop, 'it', { ...BASE, protocol: p });
    return new Seen(shop);
  };
  protocol.shows(build());
  expect(build(PortProtocol.HTTP).objects).toEqual(build().objects);
  expect(build().main).toMatchObject({ readinessProbe: { httpGet: { path: '/readyz' } }, livenessProbe: { httpGet: { path: '/livez' } } });

  const grpc = build(PortProtocol.GRPC);
  expect(serviceAmong(grpc.objects).spec.ports).toEqual([
    { name: 'grpc', port: 8080, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
  ]);
  expect(grpc.main).toMatchObject({ readinessProbe: { grpc: { port: 8080 } }, livenessProbe: { tcpSocket: { port: 'grpc' } } });

  const tcp = build(PortProtocol.TCP);
  expect(serviceAmong(tcp.objects).spec.ports).toEqual([{ name: 'tcp', port: 8080, targetPort: 'tcp', protocol: 'TCP' }]);
  expect(tcp.main).toMatchObject({ readinessProbe: { tcpSocket: { port: 'tcp' } }, livenessProbe: { tcpSocket: { port: 'tcp' } } });
});

test('with minimal props it is a Deployment with its Service, identity, policy and budget', () => {
  const shop = testShop();
  new ShopWebTier(shop, 'web', BASE);
  expect(objectsOf(shop, 'web')).toEqual([
    'Deployment/web',
    'NetworkPolicy/web',
    'PodDisruptionBudget/web',
    'Service/web',
    'ServiceAccount/web',
  ]);
  expect(manifest(shop, 'Deployment', 'web').spec.replicas).toBe(1);
  expect(manifest(shop, 'PodDisruptionBudget', 'web').spec).toEqual({
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: { 'app.kubernetes.io/instance': 'web', 'app.kubernetes.io/name': 'web' } },
  });
});

test('in production it scales from 3 to 10, and then no count of replicas stands in the Deployment', () => {
  const shop = testShop({ profile: ShopProfile.production() });
  new ShopWebTier(shop, 'web', BASE);
  expect(objectsOf(shop, 'web')).toContain('HorizontalPodAutoscaler/web');
  expect(manifest(shop, 'Deployment', 'web').spec).not.toHaveProperty('replicas');
  expect(manifest(shop, 'HorizontalPodAutoscaler', 'web').spec).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 3,
    maxReplicas: 10,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
  });
});

test('a balancer that targets pod addresses learns later of an end, so the pods wait longer', () => {
  const shop = testShopOn({ loadBalancer: LoadBalancerKind.POD_ADDRESS });
  new ShopWebTier(shop, 'it', BASE);
  const { pod, main } = new Seen(shop);
  expect(main.lifecycle.preStop).toEqual({ sleep: { seconds: 30 } });
  expect(pod.terminationGracePeriodSeconds).toBe(65);
});

test('traffic stays in its zone only where each zone has a pod', () => {
  const service = (min: number, zones: number) => {
    const shop = testShop({ cluster: ClusterProfile.of({ zones }) });
    new ShopWebTier(shop, 'web', { ...BASE, scale: { min, max: 9 } });
    return manifest(shop, 'Service', 'web').spec;
  };
  expect(service(3, 3).trafficDistribution).toBe('PreferSameZone');
  expect(service(2, 3)).not.toHaveProperty('trafficDistribution');
});

test('metrics without a port of their own are on the component’s port', () => {
  const shop = testShop();
  new ShopWebTier(shop, 'it', { ...BASE, metrics: {} });
  const { template, main } = new Seen(shop);
  expect(template.metadata.annotations).toEqual({
    'prometheus.io/path': '/metrics',
    'prometheus.io/port': '8080',
    'prometheus.io/scrape': 'true',
  });
  expect(main.ports).toHaveLength(1);
});

test('call changes the client and the policy of its target, and nothing else', () => {
  const build = (calls: boolean) => {
    const shop = testShop();
    const api = new ShopWebTier(shop, 'api', { ...BASE, servicePort: 80, extraPorts: [{ name: 'admin', port: 9000 }] });
    new ShopWebTier(shop, 'other', BASE);
    new ShopWebTier(shop, 'client', { ...BASE, connections: calls ? [api.call({ port: 'admin', envPrefix: 'ADMIN' })] : [] });
    return manifestsOf(shop);
  };
  const before = build(false);
  const changed = build(true).filter((m, i) => JSON.stringify(m) !== JSON.stringify(before[i]));
  expect(changed.map((m) => `${m.kind}/${m.metadata.name}`)).toEqual(['NetworkPolicy/api', 'NetworkPolicy/client', 'Deployment/client']);
  const [target, client, deployment] = changed;
  expect(target.spec.ingress).toEqual([
    { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'client' } } }], ports: [{ port: 9000, protocol: 'TCP' }] },
  ]);
  expect(client.spec.egress).toContainEqual({
    to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'api' } } }],
    ports: [{ port: 9000, protocol: 'TCP' }],
  });
  expect(deployment.spec.template.spec.containers[0].env).toEqual([
    { name: 'ADMIN_HOST', value: 'api' },
    { name: 'ADMIN_PORT', value: '9000' },
    { name: 'ADMIN_URI', value: 'tcp://api:9000' },
  ]);
});

test('a client dials the fixed name and the port of the Service, and its policy opens the port of the container', () => {
  const shop = testShop();
  const api = new ShopWebTier(shop, 'api', { ...BASE, servicePort: 80, serviceName: 'catalogue' });
  new ShopWebTier(shop, 'it', { ...BASE, connections: [api.call()] });
  const seen = new Seen(shop);
  expect(seen.env('API_URI').value).toBe('http://catalogue:80');
  expect(seen.object('NetworkPolicy').spec.egress.at(-1).ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
  expect(api.serviceName).toBe('catalogue');
});

test('call by a port that is not there is refused with the ports that are', () => {
  const api = new ShopWebTier(testShop(), 'api', { ...BASE, extraPorts: [{ name: 'admin', port: 9000 }] });
  expect(messageOf(() => api.call({ port: 'grpc' }))).toBe(
    'SHOP-G004 at shop/api: got a connection to the port "grpc"; wanted one of http, admin. Fix: name a port that the target declares.',
  );
});

test('a name of 40 characters is taken, one of 41 refused', () => {
  const shop = testShop();
  new ShopWebTier(shop, 'n'.repeat(40), { ...BASE, files: [{ path: '/etc/a', content: 'a' }] });
  expect(objectsOf(shop, 'n'.repeat(40))).toContain(`Deployment/${'n'.repeat(40)}`);
  expect(faultsOf(() => new ShopWebTier(shop, 'n'.repeat(41), BASE)).map((f) => f.code)).toEqual(['SHOP-N001']);
});

test('a Service name that no Service may have is refused', () => {
  expect(messageOf(() => new ShopWebTier(testShop(), 'web', { ...BASE, serviceName: '2nd' }))).toBe(
    'SHOP-N004 at shop/web: got the Service name "2nd"; wanted a DNS label of at most 63 characters that begins with a letter. Fix: correct the name.',
  );
});

test('synthesised twice, and constructed in another order, it is the same', () => {
  const build = (reversed: boolean) => {
    const shop = testShop({ profile: ShopProfile.production() });
    const api = new ShopWebTier(shop, 'api', BASE);
    const calls = [api.call(), api.call({ envPrefix: 'SECOND' })];
    const makers = [
      () => new ShopWebTier(shop, 'a', { ...BASE, connections: reversed ? calls.reverse() : calls }),
      () => new ShopWebTier(shop, 'b', { ...BASE, connections: [api.call()], env: reversed ? { B: '2', A: '1' } : { A: '1', B: '2' } }),
    ];
    for (const make of reversed ? makers.reverse() : makers) make();
    return shop;
  };
  const sorted = (shop: ReturnType<typeof build>) =>
    manifestsOf(shop)
      .map((m) => JSON.stringify(m))
      .sort();
  const once = build(false);
  expect(sorted(once)).toEqual(sorted(once));
  expect(sorted(build(true))).toEqual(sorted(once));
});

test('the edge sends its traffic to the web tier it routes to', () => {
  const shop = testShop();
  const web = new ShopWebTier(shop, 'web', { ...BASE, servicePort: 80, serviceName: 'front' });
  new ShopEdge(shop, 'edge', { host: 'shop.example', routes: [{ path: '/', to: web }] });
  expect(manifest(shop, 'Ingress', 'edge').spec.rules[0].http.paths[0].backend.service).toMatchObject({ name: 'front' });
  expect(manifest(shop, 'NetworkPolicy', 'web').spec.ingress[0].ports).toEqual([{ port: 8080, protocol: 'TCP' }]);
});
