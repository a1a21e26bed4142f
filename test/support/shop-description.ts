import type { CacheUse, PortProtocol } from '../../lib';

/** A shop as plain data, so that fast-check can shrink and print it; `buildShop` makes its constructs. */
export interface ShopDescription {
  readonly profile: 'development' | 'staging';
  readonly cluster: ClusterDescription;
  /** Each may link only to those before it. */
  readonly components: readonly ComponentDescription[];
  /** Routes of the edge, each to a web tier; none, no edge. */
  readonly routes: readonly LinkDescription[];
}

export interface ClusterDescription {
  readonly kubernetes: '1.27' | '1.31' | '1.34' | '1.36';
  readonly api: 'ingress' | 'gateway';
  readonly dataPlane: { readonly namespace?: string; readonly podLabels?: { [key: string]: string }; readonly cidrs?: string[] };
  readonly monitoringNamespace?: string;
  readonly kedaNamespace?: string;
  readonly clusterSecretStore?: string;
  readonly prometheusOperator: boolean;
  readonly resourceMetrics: boolean;
  readonly zones: number;
  readonly nodeCidrs: string[];
  readonly apiServerCidrs?: string[];
}

export interface PortDescription {
  readonly container: number;
  readonly service?: number;
  readonly protocol: PortProtocol;
}

/** A link in numbers: each is taken modulo what there is to choose from, so every number means something. */
export interface LinkDescription {
  readonly to: number;
  readonly port: number;
  readonly verb: number;
}

export interface ClientDescription {
  readonly links: readonly LinkDescription[];
  /** A sidecar with a port that nobody may reach. */
  readonly sidecar: boolean;
  /** A token for the API server. */
  readonly token: boolean;
}

/** On the component's own port, or on 9464. */
export type MetricsDescription = 'none' | 'own' | 'other';

export interface DataServiceDescription {
  readonly existingSecret: boolean;
}

export type ComponentDescription =
  | (ClientDescription & {
      readonly kind: 'web' | 'store';
      readonly ports: readonly PortDescription[];
      readonly metrics: MetricsDescription;
      readonly fixedServiceName: boolean;
      /** Of a store alone. */
      readonly replicas: number;
      readonly peerPorts: readonly number[];
    })
  | (ClientDescription & {
      readonly kind: 'worker';
      readonly port?: number;
      readonly metrics: MetricsDescription;
      readonly scales: boolean;
    })
  | (ClientDescription & { readonly kind: 'job'; readonly scheduled: boolean })
  | (DataServiceDescription & { readonly kind: 'database'; readonly backup: boolean })
  | (DataServiceDescription & { readonly kind: 'queue'; readonly replicas: 1 | 3 })
  | (DataServiceDescription & { readonly kind: 'cache'; readonly use: CacheUse; readonly authentication: boolean })
  | {
      readonly kind: 'in-cluster';
      readonly namespace: string;
      readonly podLabels: { [key: string]: string };
      readonly port: PortDescription;
    }
  | {
      readonly kind: 'external';
      readonly as: 'service' | 'database' | 'queue' | 'cache' | 'store';
      readonly host: string;
      readonly port?: number;
      readonly cidrs?: string[];
    };

/** What the random shops share with the world around them. */
export const WORLD = {
  shop: 'shop',
  dataPlaneNamespace: 'envoy-gateway-system',
  dataPlaneLabels: { app: 'envoy' },
  dataPlaneCidrs: ['10.70.0.0/16'],
  monitoringNamespaces: ['monitoring', 'observability'],
  kedaNamespace: 'keda',
  nodeCidr: '172.16.0.0/16',
  apiServerCidr: '10.96.0.1/32',
  neighbours: ['payments', 'search'],
  neighbourLabels: [{ app: 'a' }, { app: 'a', tier: 'x' }, { app: 'b' }],
  externalCidrs: ['203.0.113.0/24', '203.0.113.64/26', '192.0.2.10/32', '10.80.0.0/16', '2001:db8:1::/48'],
  externalHosts: ['api.psp.example', '192.0.2.10', '10.80.3.4', '2001:db8:1::5'],
  sidecarPort: 9901,
  metricsPort: 9464,
} as const;

/** Name of the component at a place of the description. */
export function nameOf({ components }: ShopDescription, index: number): string {
  return `${components[index]?.kind}-${index}`;
}

/** A link with its numbers resolved. */
export interface ResolvedLink {
  readonly target: number;
  /** Which port of the target. */
  readonly port: number;
  readonly verb: number;
}

/** What a component connects to: earlier components that can be connected to, no connection twice. */
export function linksOf(shop: ShopDescription, index: number): ResolvedLink[] {
  const client = shop.components[index];
  if (!client || !('links' in client)) return [];
  return resolve(
    client.links,
    targetsAmong(shop, index, (c) => c.kind !== 'worker' && c.kind !== 'job'),
  );
}

/** What the edge routes to; the same target may answer several paths. */
export function routesOf(shop: ShopDescription): ResolvedLink[] {
  return resolve(
    shop.routes,
    targetsAmong(shop, shop.components.length, (c) => c.kind === 'web'),
  );
}

type Target = { readonly index: number; readonly ports: number; readonly verbs: number };

function targetsAmong({ components }: ShopDescription, end: number, isTarget: (c: ComponentDescription) => boolean): Target[] {
  return components.slice(0, end).flatMap((c, index) => {
    if (!isTarget(c)) return [];
    const verbs = c.kind === 'queue' || (c.kind === 'external' && c.as === 'queue') ? 2 : 1;
    return [{ index, ports: 'ports' in c ? c.ports.length : 1, verbs }];
  });
}

function resolve(links: readonly LinkDescription[], targets: readonly Target[]): ResolvedLink[] {
  const resolved = links.flatMap((link) => {
    const target = targets[link.to % Math.max(1, targets.length)];
    return target ? [{ target: target.index, port: link.port % target.ports, verb: link.verb % target.verbs }] : [];
  });
  return [...new Map(resolved.map((link) => [JSON.stringify(link), link])).values()];
}
