import type { Component, ConnectionRecord } from '../model/component';
import type { ShopView } from './shop-view';

/** Version of the format; a field that changes its meaning raises it. */
const FORMAT = 1;

/**
 * The components of a shop and who talks to whom, for tools that read no TypeScript. Secrets are not in it, not even
 * their names: whoever draws or counts needs none.
 */
export function graphJson({ name, namespace, profile, graph }: ShopView): string {
  const document = {
    format: FORMAT,
    shop: name,
    namespace,
    profile: profile.name,
    components: graph.components.map(componentData),
    connections: graph.connections.map(connectionData),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function componentData({ name, role, namespace, phase, host, location, endpoints, paymentZone, metrics }: Component) {
  return {
    name,
    role,
    namespace,
    phase,
    ...(host !== undefined && { host }),
    outside: location.kind === 'addresses',
    ...(paymentZone && { paymentZone }),
    endpoints: endpoints.map((e) => ({ name: e.name, port: e.port, targetPort: e.targetPort, scheme: e.scheme, transport: e.transport })),
    ...(metrics && { metrics: { port: metrics.port, path: metrics.path } }),
  };
}

function connectionData({ from, to, endpoint, intent, options }: ConnectionRecord) {
  return {
    from: from.name,
    to: to.name,
    ...(to.namespace !== from.namespace && { toNamespace: to.namespace }),
    intent,
    port: endpoint.port,
    scheme: endpoint.scheme,
    ...(options.poolPerReplica !== undefined && { poolPerReplica: options.poolPerReplica }),
  };
}
