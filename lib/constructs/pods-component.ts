import type { Phase } from '../core/phase';
import type { Component, Endpoint, Footprint, MetricsPort, Role } from '../model/component';
import type { Value } from '../model/value';
import { peerLabels } from '../policy/labels';
import type { ShopContext } from './shop-context';
import { schemeOf } from './workload-plan';
import type { MetricsEndpoint, ShopPort } from './workload-props';

/** What differs between components that run pods. */
export interface PodsComponent {
  readonly name: string;
  readonly role: Role;
  readonly path: string;
  readonly phase: Phase;
  readonly host?: string;
  readonly endpoints?: readonly Endpoint[];
  readonly facts?: Readonly<Record<string, Value>>;
  readonly metrics?: MetricsPort;
  readonly footprint: Footprint;
  readonly peerPorts?: readonly number[];
  readonly connectionLimit?: number;
  readonly paymentZone?: boolean;
  readonly services?: readonly string[];
  readonly makesSecrets?: readonly string[];
}

/** The graph's node of a component that runs pods in this shop's namespace. */
export function podsComponent(shop: ShopContext, c: PodsComponent): Component {
  return {
    ...c,
    namespace: shop.namespace,
    location: { kind: 'pods', namespace: shop.namespace, labels: peerLabels(c.name) },
    endpoints: c.endpoints ?? [],
    facts: c.facts ?? {},
    peerPorts: c.peerPorts ?? [],
    services: c.services ?? [],
  };
}

/** The endpoints of the ports that a user declared. */
export function endpointsOf(ports: readonly ShopPort[]): Endpoint[] {
  return ports.map((p) => ({
    name: p.name,
    port: p.servicePort ?? p.port,
    targetPort: p.port,
    scheme: schemeOf(p.protocol),
    transport: 'TCP',
  }));
}

/** Where metrics are scraped, with the component's own port as the default. */
export function metricsOf(metrics: MetricsEndpoint | undefined, ownPort: number | undefined): MetricsPort | undefined {
  const port = metrics?.port ?? ownPort;
  return metrics && port !== undefined ? { port, path: metrics.path ?? '/metrics' } : undefined;
}
