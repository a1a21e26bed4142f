import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  CacheUse,
  ClusterProfile,
  DatabaseEngine,
  EdgeClass,
  KubernetesVersion,
  PortProtocol,
  Shop,
  ShopApp,
  ShopCache,
  ShopDatabase,
  ShopEdge,
  ShopJob,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopService,
  ShopWebTier,
  ShopWorker,
} from './lib';
import * as standIns from './stand-in-digests.json';

// A test cluster may be smaller than what the shop reserves.
const profile = ShopProfile.named(process.env.SHOP_PROFILE ?? 'staging').derive({
  cpuRequestPercent: Number(process.env.SHOP_CPU_PERCENT ?? 100),
});
const kubernetes = KubernetesVersion.of(process.env.SHOP_KUBERNETES ?? '1.34');
const full = process.env.SHOP_CLUSTER === 'full';
const cluster = full
  ? ClusterProfile.of({
      kubernetes,
      edge: EdgeClass.gateway('envoy', { namespace: 'envoy-gateway-system' }),
      clusterIssuer: 'letsencrypt',
      kedaNamespace: 'keda',
      clusterSecretStore: 'shop-secrets',
      prometheusOperator: true,
    })
  : ClusterProfile.of({ kubernetes, edge: EdgeClass.ingress('haproxy') });

// Staging makes its passwords on the cluster; production names the Secrets that its operators keep.
const named = (name: string) =>
  (profile.name === 'production' || profile.name === 'audited') && !full ? ShopSecret.existing(name) : undefined;

const app = new ShopApp({ artifacts: { compose: {} } });
// The audited profile wants digests. These stand in for those that a registry gives for your images.
const shop = new Shop(app, 'bookshop', {
  profile,
  cluster,
  namespace: process.env.SHOP_NAMESPACE,
  imageDigests: profile.name === 'audited' ? standIns : {},
});

const ordersDb = new ShopDatabase(shop, 'orders-db', {
  engine: DatabaseEngine.postgres('17.6'),
  storage: Size.gibibytes(50),
  maxConnections: 200,
  credentials: named('orders-db-login'),
});
const carts = new ShopCache(shop, 'carts', { use: CacheUse.CART, credentials: named('carts-login') });
const events = new ShopQueue(shop, 'order-events', { credentials: named('order-events-login') });
const payments = ShopService.external(shop, 'payments', { host: 'api.psp.example', cidrs: ['203.0.113.0/24'] });

new ShopJob(shop, 'migrate-orders', {
  image: 'registry.example/bookshop/orders:2.4.1',
  command: ['/app/migrate'],
  connections: [ordersDb.query({ poolPerReplica: 1 })],
});

const orders = new ShopWebTier(shop, 'orders', {
  image: 'registry.example/bookshop/orders:2.4.1',
  port: 8080,
  extraPorts: [{ name: 'grpc', port: 9000, protocol: PortProtocol.GRPC }],
  metrics: { port: 9090 },
  connections: [ordersDb.query({ poolPerReplica: 4 }), carts.readWrite(), events.publish(), payments.call()],
  resources: { cpu: Cpu.millis(300), memory: Size.mebibytes(384) },
  scale: { min: profile.name === 'staging' ? 2 : 3, max: 12 },
});

const storefront = new ShopWebTier(shop, 'storefront', {
  image: 'registry.example/bookshop/storefront:1.0.0',
  port: 8080,
  servicePort: 80,
  user: { uid: 101 },
  files: [{ path: '/etc/nginx/conf.d/default.conf', content: nginxConf() }],
  connections: [orders.call()],
  scale: { min: profile.name === 'staging' ? 2 : 3, max: 30 },
});

new ShopWorker(shop, 'fulfilment', {
  image: 'registry.example/bookshop/fulfilment:1.9.0',
  port: 8080,
  metrics: {},
  connections: [events.consume(), ordersDb.query({ poolPerReplica: 2 }), orders.call({ port: 'grpc' })],
});

new ShopEdge(shop, 'edge', {
  host: 'shop.example',
  routes: [{ path: '/', to: storefront }],
  // Without cert-manager somebody brings the certificate.
  tlsSecretName: full ? undefined : 'edge-tls',
});

app.synth();

/**
 * Static pages from the image; everything below /api goes to the order service. Connections to it are kept, and for a
 * minute only, so that new pods get their share; an order is told by its id, so one may be sent again when a pod goes.
 */
function nginxConf(): string {
  return `upstream orders {
  ${Array(4).fill(`server ${orders.serviceName}:8080 max_fails=0;`).join('\n  ')}
  keepalive 16;
  keepalive_time 60s;
}
server {
  listen 8080;
  root /usr/share/nginx/html;
  location = /livez { access_log off; return 200; }
  location = /readyz { access_log off; return 200; }
  location /api/ {
    proxy_pass http://orders;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_connect_timeout 3s;
    proxy_read_timeout 35s;
    proxy_next_upstream error non_idempotent;
    client_max_body_size 64k;
  }
}
`;
}
