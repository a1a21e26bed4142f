import { App } from 'cdk8s';
import {
  ClusterProfile,
  type Connection,
  EdgeClass,
  KubernetesVersion,
  Shop,
  ShopCache,
  ShopDatabase,
  ShopEdge,
  ShopJob,
  ShopProfile,
  ShopQueue,
  ShopSecret,
  ShopService,
  ShopStore,
  ShopWebTier,
  ShopWorker,
} from '../../lib';
import {
  type ClientDescription,
  type ClusterDescription,
  type ComponentDescription,
  type DataServiceDescription,
  linksOf,
  type MetricsDescription,
  nameOf,
  routesOf,
  type ShopDescription,
  WORLD,
} from './shop-description';

/** How a built component is connected to. */
type Offer = (port: string | undefined, verb: number, envPrefix: string) => Connection;

/** Name of the port at a place: the first is called after its protocol, by the library. */
const portName = (place: number) => (place === 0 ? undefined : `extra-${place}`);

/**
 * The shop of a description, by the library's public API.
 *
 * @param order in which components are constructed; the targets of one always come before it
 */
export function buildShop(description: ShopDescription, app: App = new App(), order: readonly number[] = []): Shop {
  const { profile, cluster } = description;
  const shop = new Shop(app, WORLD.shop, { profile: ShopProfile.named(profile), cluster: clusterOf(cluster) });
  const built = new Map<number, Offer>();
  const webTiers = new Map<number, ShopWebTier>();
  const build = (index: number): void => {
    const component = description.components[index];
    if (!component || built.has(index)) return;
    const links = linksOf(description, index);
    for (const { target } of links) build(target);
    const connections = links.flatMap((link, i) => built.get(link.target)?.(portName(link.port), link.verb, `LINK_${i}`) ?? []);
    built.set(
      index,
      construct(shop, nameOf(description, index), component, connections, (web) => webTiers.set(index, web)),
    );
  };
  for (const index of [...order, ...description.components.keys()]) build(index);
  const routes = routesOf(description).flatMap(({ target, port }, i) => {
    const to = webTiers.get(target);
    return to ? [{ path: i === 0 ? '/' : `/${i}`, to, port: portName(port) }] : [];
  });
  if (routes.length > 0) new ShopEdge(shop, 'edge', { host: 'shop.example', routes });
  return shop;
}

function clusterOf({ kubernetes, api, dataPlane, ...rest }: ClusterDescription): ClusterProfile {
  const edge = api === 'gateway' ? EdgeClass.gateway('envoy', dataPlane) : EdgeClass.ingress('nginx', dataPlane);
  return ClusterProfile.of({ ...rest, kubernetes: KubernetesVersion.of(kubernetes), edge });
}

const IMAGE = 'registry.example/any:1.0';

function construct(shop: Shop, name: string, c: ComponentDescription, connections: Connection[], keep: (web: ShopWebTier) => void): Offer {
  switch (c.kind) {
    case 'web': {
      const web = new ShopWebTier(shop, name, { ...clientProps(c, connections), ...serverProps(name, c) });
      keep(web);
      return (port, _, envPrefix) => web.call({ port, envPrefix });
    }
    case 'store': {
      const peerPorts = c.peerPorts.map((port, i) => ({ name: `peer-${i}`, port }));
      const own = { dataPath: '/data', replicas: c.replicas, peerPorts };
      const store = new ShopStore(shop, name, { ...clientProps(c, connections), ...serverProps(name, c), ...own });
      return (port, _, envPrefix) => store.readWrite({ port, envPrefix });
    }
    case 'worker':
      new ShopWorker(shop, name, {
        ...clientProps(c, connections),
        port: c.port,
        // Without a port of its own it has none to serve them on, which is refused.
        metrics: c.port === undefined && c.metrics === 'own' ? undefined : metricsProps(c.metrics),
        ...(!c.scales && { scale: { min: 1, max: 1 } }),
      });
      return nobodyCalls;
    case 'job': {
      // Before native sidecars a job with one would never end, so it is refused.
      const sidecar = c.sidecar && shop.cluster._data.kubernetes.minor >= 29;
      new ShopJob(shop, name, { ...clientProps({ ...c, sidecar }, connections), ...(c.scheduled && { schedule: '0 3 * * *' }) });
      return nobodyCalls;
    }
    case 'database': {
      const database = new ShopDatabase(shop, name, { ...dataProps(name, c), ...(c.backup && { backup: {} }) });
      return (_port, _verb, envPrefix) => database.query({ envPrefix });
    }
    case 'queue': {
      const queue = new ShopQueue(shop, name, { ...dataProps(name, c), replicas: c.replicas });
      return (_, verb, envPrefix) => (verb === 0 ? queue.publish({ envPrefix }) : queue.consume({ envPrefix }));
    }
    case 'cache': {
      const cache = new ShopCache(shop, name, {
        use: c.use,
        authentication: c.authentication,
        ...(c.authentication && dataProps(name, c)),
      });
      return (_port, _verb, envPrefix) => cache.readWrite({ envPrefix });
    }
    case 'in-cluster': {
      const { container: targetPort, service, protocol } = c.port;
      const place = { namespace: c.namespace, podLabels: c.podLabels, port: service ?? targetPort, targetPort, protocol };
      const neighbour = ShopService.inCluster(shop, name, place);
      return (_port, _verb, envPrefix) => neighbour.call({ envPrefix });
    }
    case 'external':
      return constructExternal(shop, name, c);
  }
}

function constructExternal(shop: Shop, name: string, c: Extract<ComponentDescription, { kind: 'external' }>): Offer {
  const { host, port, cidrs } = c;
  const place = { host, port, cidrs };
  const login = { username: 'shop', credentials: ShopSecret.existing(`login-${name}`) };
  switch (c.as) {
    case 'service': {
      const service = ShopService.external(shop, name, place);
      return (_port, _verb, envPrefix) => service.call({ envPrefix });
    }
    case 'database': {
      const database = ShopDatabase.external(shop, name, { ...place, ...login, database: 'shop' });
      return (_port, _verb, envPrefix) => database.query({ envPrefix });
    }
    case 'queue': {
      const queue = ShopQueue.external(shop, name, { ...place, ...login });
      return (_, verb, envPrefix) => (verb === 0 ? queue.publish({ envPrefix }) : queue.consume({ envPrefix }));
    }
    case 'cache': {
      const cache = ShopCache.external(shop, name, place);
      return (_port, _verb, envPrefix) => cache.readWrite({ envPrefix });
    }
    case 'store': {
      const store = ShopStore.external(shop, name, { ...place, port: port ?? 27_017 });
      return (_port, _verb, envPrefix) => store.readWrite({ envPrefix });
    }
  }
}

const nobodyCalls: Offer = () => {
  throw new Error('workers and jobs are no targets');
};

function clientProps({ sidecar, token }: ClientDescription, connections: Connection[]) {
  const sidecars = [{ name: 'proxy', image: IMAGE, ports: [{ name: 'admin', port: WORLD.sidecarPort }] }];
  return { image: IMAGE, connections, serviceAccountToken: token, ...(sidecar && { sidecars }) };
}

function serverProps(name: string, c: Extract<ComponentDescription, { kind: 'web' | 'store' }>) {
  const [main, ...extra] = c.ports;
  return {
    port: main?.container ?? 0,
    servicePort: main?.service,
    protocol: main?.protocol,
    extraPorts: extra.map((p, i) => ({ name: `extra-${i + 1}`, port: p.container, servicePort: p.service, protocol: p.protocol })),
    metrics: metricsProps(c.metrics),
    ...(c.fixedServiceName && { serviceName: `fixed-${name}` }),
  };
}

function metricsProps(metrics: MetricsDescription) {
  return metrics === 'none' ? undefined : metrics === 'own' ? {} : { port: WORLD.metricsPort };
}

function dataProps(name: string, { existingSecret }: DataServiceDescription) {
  return existingSecret ? { credentials: ShopSecret.existing(`login-${name}`) } : {};
}
