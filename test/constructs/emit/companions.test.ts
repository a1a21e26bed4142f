import {
  KubernetesVersion,
  PortProtocol,
  type Shop,
  ShopDatabase,
  ShopSecret,
  ShopStore,
  ShopWebTier,
  type ShopWebTierProps,
  ShopWorker,
} from '../../../lib';
import { manifest, manifestsOf, testShop, testShopOn } from '../../support/synthesis';

const image = 'registry.example/web:1';
const web = (shop: Shop, props: Partial<ShopWebTierProps> = {}) => new ShopWebTier(shop, 'web', { image, port: 8080, ...props });
const SELECTOR = { 'app.kubernetes.io/instance': 'web', 'app.kubernetes.io/name': 'web' };

test('the ServiceAccount mounts no token, even for pods that ask for one themselves', () => {
  const shop = testShop();
  web(shop, { serviceAccountToken: true });
  expect(manifest(shop, 'ServiceAccount', 'web').automountServiceAccountToken).toBe(false);
  expect(manifest(shop, 'Deployment', 'web').spec.template.spec).toMatchObject({
    serviceAccountName: 'web',
    automountServiceAccountToken: true,
  });
});

test('the disruption budget lets one pod go at a time, and a broken one always', () => {
  const shop = testShop();
  web(shop);
  expect(manifest(shop, 'PodDisruptionBudget', 'web').spec).toEqual({
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: SELECTOR },
  });
});

test('the autoscaler follows CPU: up at once, down slowly', () => {
  const shop = testShop();
  web(shop, { scale: { min: 2, max: 7, cpuPercent: 55 } });
  expect(manifest(shop, 'HorizontalPodAutoscaler', 'web')).toMatchObject({
    apiVersion: 'autoscaling/v2',
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 7,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 55 } } }],
      behavior: { scaleUp: { stabilizationWindowSeconds: 0 }, scaleDown: { stabilizationWindowSeconds: 300 } },
    },
  });
});

describe('a Service', () => {
  test('goes to the container’s ports by name, and says what they speak', () => {
    const shop = testShop();
    web(shop, {
      serviceName: 'storefront',
      servicePort: 80,
      extraPorts: [
        { name: 'api', port: 9000, protocol: PortProtocol.GRPC },
        { name: 'raw', port: 9001 },
      ],
    });
    expect(manifest(shop, 'Service', 'storefront').spec).toEqual({
      type: 'ClusterIP',
      selector: SELECTOR,
      ports: [
        { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' },
        { name: 'api', port: 9000, targetPort: 'api', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
        { name: 'raw', port: 9001, targetPort: 'raw', protocol: 'TCP' },
      ],
    });
  });

  test('keeps traffic in its zone where every zone has a pod, and the version knows how', () => {
    const distribution = (min: number, kubernetes: KubernetesVersion) => {
      const shop = testShopOn({ zones: 2, kubernetes });
      web(shop, { scale: { min, max: 4 } });
      return manifest(shop, 'Service', 'web').spec.trafficDistribution;
    };
    expect(distribution(2, KubernetesVersion.V1_31)).toBe('PreferClose');
    expect(distribution(1, KubernetesVersion.V1_31)).toBeUndefined();
    expect(distribution(2, KubernetesVersion.V1_30)).toBeUndefined();
  });

  test('of a StatefulSet’s pods has no address of its own, and names them before they are ready', () => {
    const shop = testShop();
    new ShopStore(shop, 'search', { image, port: 9200, servicePort: 80, dataPath: '/data' });
    expect(manifest(shop, 'Service', 'search-pods').spec).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [{ name: 'tcp', port: 9200, targetPort: 'tcp', protocol: 'TCP' }],
    });
    expect(manifest(shop, 'Service', 'search-pods').spec).not.toHaveProperty('type');
    expect(manifest(shop, 'Service', 'search').spec.ports).toEqual([{ name: 'tcp', port: 80, targetPort: 'tcp', protocol: 'TCP' }]);
  });
});

describe('a NetworkPolicy', () => {
  const DNS = {
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
      { ipBlock: { cidr: '169.254.20.10/32' } },
    ],
    ports: [
      { port: 53, protocol: 'UDP' },
      { port: 53, protocol: 'TCP' },
    ],
  };

  test('of a component without connections lets it look up names, and nobody in', () => {
    const shop = testShop();
    web(shop);
    expect(manifest(shop, 'NetworkPolicy', 'web').spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      egress: [DNS],
    });
  });

  test('is read late: a client that comes after its target is in it', () => {
    const shop = testShop();
    const target = web(shop, { servicePort: 80 });
    expect(manifest(shop, 'NetworkPolicy', 'web').spec).not.toHaveProperty('ingress');
    new ShopWorker(shop, 'mailer', { image, connections: [target.call()] });
    const peer = (name: string) => [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } }];
    const ports = [{ port: 8080, protocol: 'TCP' }];
    expect(manifest(shop, 'NetworkPolicy', 'web').spec.ingress).toEqual([{ from: peer('mailer'), ports }]);
    expect(manifest(shop, 'NetworkPolicy', 'mailer').spec.egress).toEqual([DNS, { to: peer('web'), ports }]);
  });

  test('admits the scrapes of metrics from the monitoring namespace, on their port alone', () => {
    const shop = testShopOn({ monitoringNamespace: 'observability' });
    web(shop, { metrics: { port: 9090 } });
    expect(manifest(shop, 'NetworkPolicy', 'web').spec.ingress).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } }],
        ports: [{ port: 9090, protocol: 'TCP' }],
      },
    ]);
  });
});

describe('ConfigMaps', () => {
  test('hold config files and the paths of secrets, each in its own', () => {
    const shop = testShop();
    const db = new ShopDatabase(shop, 'orders-db', { credentials: ShopSecret.existing('db-login') });
    web(shop, {
      connections: [db.query()],
      files: [
        { path: '/etc/shop/b.conf', content: 'b' },
        { path: '/etc/shop/a.conf', content: 'a' },
      ],
    });
    expect(Object.values(manifest(shop, 'ConfigMap', 'web-config').data).sort()).toEqual(['a', 'b']);
    expect(Object.values(manifest(shop, 'ConfigMap', 'web-paths').data)).toEqual(['/run/secrets/db-login/password']);
  });

  test('are absent where there is nothing to hold', () => {
    const shop = testShop();
    web(shop);
    expect(manifestsOf(shop).filter((m) => m.kind === 'ConfigMap')).toEqual([]);
  });
});
