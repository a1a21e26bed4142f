import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  CacheEngine,
  CacheUse,
  ClusterProfile,
  type Connection,
  EdgeClass,
  KubernetesVersion,
  PortProtocol,
  Shop,
  ShopApp,
  ShopCache,
  ShopEdge,
  ShopProbe,
  ShopProfile,
  ShopWebTier,
  ShopWorker,
} from '../../lib';
import * as standIns from './stand-in-digests.json';

// Online Boutique by its published images: https://github.com/GoogleCloudPlatform/microservices-demo
const IMAGES = 'us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo';
const VERSION = 'v0.10.6';
const USER = { uid: 1000 };

const profile = ShopProfile.named(process.env.SHOP_PROFILE ?? 'production');
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

const app = new ShopApp({ outdir: process.env.CDK8S_OUTDIR ?? `${__dirname}/dist` });
// The audited profile wants digests. These stand in for those that a registry gives.
const namespace = process.env.SHOP_NAMESPACE;
const shop = new Shop(app, 'online-boutique', { profile, cluster, namespace, imageDigests: profile.name === 'audited' ? standIns : {} });

interface Service {
  readonly port: number;
  readonly servicePort?: number;
  readonly millis?: number;
  readonly mebibytes?: number;
  readonly env?: { [name: string]: string };
  readonly connections?: Connection[];
}

/** One of the ten gRPC services: its health is the standard service on its own port. */
function grpcService(id: string, s: Service): ShopWebTier {
  return new ShopWebTier(shop, id, {
    image: `${IMAGES}/${id}:${VERSION}`,
    port: s.port,
    servicePort: s.servicePort,
    protocol: PortProtocol.GRPC,
    user: USER,
    env: s.env,
    connections: s.connections,
    resources: { cpu: Cpu.millis(s.millis ?? 100), memory: Size.mebibytes(s.mebibytes ?? 128) },
  });
}

/** What every client expects: one variable with host and port. */
const address = (target: ShopWebTier, name: string) => target.call({ env: { [name]: '{host}:{port}' } });

const QUIET = { DISABLE_PROFILER: '1' };

// The cart service logs in to its Redis without a password; the network policy stands alone.
const redis = new ShopCache(shop, 'redis-cart', {
  use: CacheUse.CART,
  engine: CacheEngine.redis('8.0'),
  authentication: false,
  resources: { cpu: Cpu.millis(70), memory: Size.mebibytes(256) },
});

const catalog = grpcService('productcatalogservice', { port: 3550, env: { PORT: '3550', ...QUIET } });
const currency = grpcService('currencyservice', { port: 7000, env: { PORT: '7000', ...QUIET } });
const payment = grpcService('paymentservice', { port: 50051, env: { PORT: '50051', ...QUIET } });
const shipping = grpcService('shippingservice', { port: 50051, env: { PORT: '50051', ...QUIET } });
const email = grpcService('emailservice', { port: 8080, servicePort: 5000, env: { PORT: '8080', ...QUIET } });
const ads = grpcService('adservice', { port: 9555, millis: 200, mebibytes: 300, env: { PORT: '9555' } });
const cart = grpcService('cartservice', {
  port: 7070,
  millis: 200,
  connections: [redis.readWrite({ env: { REDIS_ADDR: '{host}:{port}' } })],
});
const recommendation = grpcService('recommendationservice', {
  port: 8080,
  mebibytes: 450,
  env: { PORT: '8080', ...QUIET },
  connections: [address(catalog, 'PRODUCT_CATALOG_SERVICE_ADDR')],
});
const checkout = grpcService('checkoutservice', {
  port: 5050,
  env: { PORT: '5050' },
  connections: [
    address(catalog, 'PRODUCT_CATALOG_SERVICE_ADDR'),
    address(shipping, 'SHIPPING_SERVICE_ADDR'),
    address(payment, 'PAYMENT_SERVICE_ADDR'),
    address(email, 'EMAIL_SERVICE_ADDR'),
    address(currency, 'CURRENCY_SERVICE_ADDR'),
    address(cart, 'CART_SERVICE_ADDR'),
  ],
});

const frontend = new ShopWebTier(shop, 'frontend', {
  image: `${IMAGES}/frontend:${VERSION}`,
  port: 8080,
  servicePort: 80,
  user: USER,
  // The shopping assistant is optional and not deployed, but the frontend will not start without its address.
  env: { PORT: '8080', ENABLE_PROFILER: '0', SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80' },
  connections: [
    address(catalog, 'PRODUCT_CATALOG_SERVICE_ADDR'),
    address(currency, 'CURRENCY_SERVICE_ADDR'),
    address(cart, 'CART_SERVICE_ADDR'),
    address(recommendation, 'RECOMMENDATION_SERVICE_ADDR'),
    address(shipping, 'SHIPPING_SERVICE_ADDR'),
    address(checkout, 'CHECKOUT_SERVICE_ADDR'),
    address(ads, 'AD_SERVICE_ADDR'),
  ],
  readiness: ShopProbe.http('/_healthz', { headers: { Cookie: 'shop_session-id=x-readiness-probe' } }),
  liveness: ShopProbe.tcp(),
  resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(128) },
});

// With its web page on, Locust can be asked whether it runs; `--autostart` begins without anybody pressing the button.
new ShopWorker(shop, 'loadgenerator', {
  image: `${IMAGES}/loadgenerator:${VERSION}`,
  command: ['locust', '--host=http://$(FRONTEND_ADDR)', '--users=10', '--spawn-rate=1', '--autostart', '--web-port=8089'],
  port: 8089,
  user: USER,
  connections: [address(frontend, 'FRONTEND_ADDR')],
  readiness: ShopProbe.http('/'),
  liveness: ShopProbe.tcp(),
  scale: { min: 1, max: 1 },
  resources: { cpu: Cpu.millis(300), memory: Size.mebibytes(512) },
});

new ShopEdge(shop, 'edge', {
  host: 'boutique.example',
  routes: [{ path: '/', to: frontend }],
  // Without cert-manager somebody brings the certificate.
  tlsSecretName: full ? undefined : 'edge-tls',
});

app.synth();
