import { dnsPart, isClusterPart, monitoringPart } from '../../model/cluster-part';
import type { Component, ConnectionRecord } from '../../model/component';
import { componentKey, type GraphView } from './graph-view';

/** A graph without what every shop has and no reader asks for: Jobs that make passwords, backups, parts of the cluster. */
export function withoutMachinery(view: GraphView): GraphView {
  const components = view.components.filter((c) => !isMachinery(c));
  const kept = new Set(components.map(componentKey));
  const connections = view.connections.filter(({ from, to }) => kept.has(componentKey(from)) && kept.has(componentKey(to)));
  return { ...view, components, connections };
}

/** A graph with all that policies open: beside the machinery that it has, DNS for every pod, and who scrapes metrics. */
export function withMachinery(view: GraphView): GraphView {
  const own = view.components.filter((c) => c.location.kind === 'pods' && c.namespace === view.namespace);
  const connections = [...view.connections, ...dnsConnections(own), ...scrapes(own, view.monitoringNamespace)];
  const ends = connections.flatMap(({ from, to }) => [from, to]);
  const components = new Map([...view.components, ...ends].map((c) => [componentKey(c), c]));
  return { ...view, components: [...components.values()], connections };
}

function isMachinery(component: Component): boolean {
  return component.role === 'credentials' || component.role === 'backup' || isClusterPart(component);
}

function dnsConnections(own: readonly Component[]): ConnectionRecord[] {
  const to = dnsPart();
  return own.flatMap((from) => to.endpoints.map((endpoint) => ({ from, to, endpoint, intent: 'call' as const, options: {} })));
}

function scrapes(own: readonly Component[], namespace: string): ConnectionRecord[] {
  const from = monitoringPart(namespace);
  return own.flatMap((to) => {
    if (!to.metrics) return [];
    const { port } = to.metrics;
    const endpoint = { name: 'metrics', port, targetPort: port, scheme: 'http', transport: 'TCP' as const };
    return [{ from, to, endpoint, intent: 'call' as const, options: {} }];
  });
}
