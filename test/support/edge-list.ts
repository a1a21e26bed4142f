import { ANY_IPV4, addressesWithin, INTERNET, type Outside, outsidersOf, podsAmong } from './outside-world';
import { type ComponentDescription, linksOf, nameOf, type ResolvedLink, routesOf, type ShopDescription, WORLD } from './shop-description';

/** Who connects to whom, one line each: `client > target:port/protocol`. */
export type Edges = ReadonlySet<string>;

const USUAL_PORTS = { service: 443, database: 5432, queue: 5672, cache: 6379, store: 27_017 };
const DATA_PORTS = { database: 5432, queue: 5672, cache: 6379 };
const QUEUE_PEERS = [4369, 25_672];
const QUEUE_METRICS = 15_692;

function lines(clients: readonly string[], targets: readonly string[], ports: readonly number[], protocol = 'TCP'): string[] {
  return clients.flatMap((client) => targets.flatMap((target) => ports.map((port) => `${client} > ${target}:${port}/${protocol}`)));
}

/** Who else is there. */
export function worldOf(shop: ShopDescription): readonly Outside[] {
  return outsidersOf(shop.components.map((_, index) => nameOf(shop, index)));
}

/**
 * Every connection of a described shop: those its components list, and those the library promises without being told
 * (look-ups, peers of a cluster, metrics, the edge's proxies, the credentials job, a scaler, probes from the nodes).
 * Read off the description alone; it knows nothing of the policies.
 */
export function edgesOf(shop: ShopDescription): Edges {
  const each = (part: (c: ComponentDescription, name: string, index: number) => string[]) =>
    shop.components.flatMap((c, index) => part(c, nameOf(shop, index), index));
  return new Set([
    ...each((_, name, index) => linksOf(shop, index).flatMap((link) => linkLines(shop, name, link))),
    ...routesOf(shop).flatMap((route) => lines(proxies(shop), [nameOf(shop, route.target)], [dialled(shop, route)])),
    ...each((c, name) => lines([name], [name], peerPorts(c))),
    ...each((c, name) => lines(scrapers(shop), [name], metricsPorts(c))),
    ...each((c, name, index) => lines(scalers(shop, c, index), [name], [DATA_PORTS.queue])),
    ...each((c, name) => lines(nodes(shop), [name], probedPorts(c))),
    ...each((c, name) => (c.kind === 'database' && c.backup ? lines([`${name}-backup`], [name], [DATA_PORTS.database]) : [])),
    ...each((c, name) => lines(holdersOfTokens(shop, c, name), apiServers(shop), [443, 6443])),
    ...each((c, name) => workloads(shop, c, name).flatMap(lookUps)),
  ]);
}

/** The connections of a described shop as its graph should hold them: `client > target:dialled port:container's port`. */
export function graphOf(shop: ShopDescription): ReadonlySet<string> {
  const graphLine = (client: string, link: ResolvedLink) => {
    const port = dialled(shop, link);
    return `${client} > ${nameOf(shop, link.target)}:${servicePort(shop, link) ?? port}:${port}`;
  };
  return new Set([
    ...routesOf(shop).map((route) => graphLine('edge', route)),
    ...shop.components.flatMap((c, index) => {
      const name = nameOf(shop, index);
      return [
        ...linksOf(shop, index).map((link) => graphLine(name, link)),
        ...(c.kind === 'database' && c.backup ? [`${name}-backup > ${name}:5432:5432`] : []),
        ...holdersOfTokens(shop, c, name).flatMap((holder) => [443, 6443].map((port) => `${holder} > kubernetes-api:${port}:${port}`)),
      ];
    }),
  ]);
}

/** The port of the Service, where the description gives it another than the container's. */
function servicePort({ components }: ShopDescription, { target, port }: ResolvedLink): number | undefined {
  const c = components[target];
  if (c?.kind === 'in-cluster') return c.port.service;
  return c && 'ports' in c ? c.ports[port]?.service : undefined;
}

function linkLines(shop: ShopDescription, client: string, link: ResolvedLink): string[] {
  return lines([client], targets(shop, link), [dialled(shop, link)]);
}

function targets(shop: ShopDescription, { target }: ResolvedLink): string[] {
  const c = shop.components[target];
  if (c?.kind === 'in-cluster') return podsAmong(worldOf(shop), (ns) => ns === c.namespace, c.podLabels);
  if (c?.kind !== 'external') return [nameOf(shop, target)];
  if (c.cidrs) return addressesWithin(...c.cidrs);
  // Of a host that is given by its address, the addresses are known.
  return c.host.includes('example') ? addressesWithin(INTERNET) : [c.host];
}

/** The port that a policy sees: the container's behind a Service, the dialled one outside. */
function dialled(shop: ShopDescription, { target, port }: ResolvedLink): number {
  const c = shop.components[target];
  switch (c?.kind) {
    case 'web':
    case 'store':
      return c.ports[port]?.container ?? 0;
    case 'in-cluster':
      return c.port.container;
    case 'external':
      return c.port ?? USUAL_PORTS[c.as];
    case 'database':
    case 'queue':
    case 'cache':
      return DATA_PORTS[c.kind];
    default:
      throw new Error(`${c?.kind} is no target`);
  }
}

/** Who carries the edge's traffic: hosts, and pods in the namespace that is named, else anywhere but here. */
function proxies(shop: ShopDescription): string[] {
  const { namespace, podLabels, cidrs } = shop.cluster.dataPlane;
  const hosts = addressesWithin(...(cidrs ?? []));
  if (cidrs && namespace === undefined && podLabels === undefined) return hosts;
  return [...hosts, ...podsAmong(worldOf(shop), (ns) => (namespace === undefined ? ns !== WORLD.shop : ns === namespace), podLabels)];
}

function scrapers(shop: ShopDescription): string[] {
  return podsAmong(worldOf(shop), (ns) => ns === (shop.cluster.monitoringNamespace ?? 'monitoring'));
}

function peerPorts(c: ComponentDescription): readonly number[] {
  if (c.kind === 'queue') return c.replicas > 1 ? QUEUE_PEERS : [];
  return c.kind === 'store' && c.replicas > 1 ? c.peerPorts : [];
}

function metricsPorts(c: ComponentDescription): number[] {
  if (c.kind === 'queue') return [QUEUE_METRICS];
  if (!('metrics' in c) || c.metrics === 'none') return [];
  if (c.metrics === 'other') return [WORLD.metricsPort];
  const own = c.kind === 'worker' ? c.port : c.ports[0]?.container;
  return own === undefined ? [] : [own];
}

/** KEDA looks into the queues of a worker that scales; the staging profile scales, development has one replica. */
function scalers(shop: ShopDescription, c: ComponentDescription, queue: number): string[] {
  if (c.kind !== 'queue' || shop.profile === 'development') return [];
  const isConsumed = shop.components.some(
    (worker, index) =>
      worker.kind === 'worker' && worker.scales && linksOf(shop, index).some((link) => link.target === queue && link.verb === 1),
  );
  return isConsumed ? podsAmong(worldOf(shop), (ns) => ns === shop.cluster.kedaNamespace) : [];
}

function nodes({ cluster }: ShopDescription): string[] {
  return cluster.nodeCidrs.length > 0 ? addressesWithin(...cluster.nodeCidrs) : [];
}

/** Ports that a probe asks, by the library's defaults: databases and caches are asked by a command too. */
function probedPorts(c: ComponentDescription): number[] {
  switch (c.kind) {
    case 'web':
    case 'store':
      return c.ports.slice(0, 1).map((p) => p.container);
    case 'worker':
      return c.port === undefined ? [] : [c.port];
    case 'database':
    case 'cache':
      return [DATA_PORTS[c.kind]];
    case 'queue':
      return [DATA_PORTS.queue, 25_672];
    default:
      return [];
  }
}

function isGenerated({ cluster }: ShopDescription, c: ComponentDescription): boolean {
  if (c.kind === 'cache' && !c.authentication) return false;
  return 'existingSecret' in c && !c.existingSecret && cluster.clusterSecretStore === undefined;
}

/** The Job that makes a password, and who asks for a token. */
function holdersOfTokens(shop: ShopDescription, c: ComponentDescription, name: string): string[] {
  return [...(isGenerated(shop, c) ? [`${name}-credentials`] : []), ...('token' in c && c.token ? [name] : [])];
}

function apiServers({ cluster }: ShopDescription): string[] {
  return addressesWithin(...(cluster.apiServerCidrs ?? [ANY_IPV4]));
}

/** Everything of a component that runs pods. */
function workloads(shop: ShopDescription, c: ComponentDescription, name: string): string[] {
  if (c.kind === 'in-cluster' || c.kind === 'external') return [];
  return [name, ...(c.kind === 'database' && c.backup ? [`${name}-backup`] : []), ...(isGenerated(shop, c) ? [`${name}-credentials`] : [])];
}

/** Cluster DNS and the cache on the node, over both transports. */
export function lookUps(client: string): string[] {
  return ['UDP', 'TCP'].flatMap((protocol) => lines([client], ['kube-dns', '169.254.20.10'], [53], protocol));
}
