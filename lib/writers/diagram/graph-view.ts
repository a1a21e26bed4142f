import { sortedBy } from '../../core/order';
import type { Component, ConnectionRecord } from '../../model/component';
import type { ShopView } from '../shop-view';

/** What is drawn, as plain lists, so that the graphs of two versions of a shop can be put together and drawn as one. */
export interface GraphView {
  readonly name: string;
  /** Namespace of the shop: the components of another one are not its own. */
  readonly namespace: string;
  /** Namespace from which metrics are scraped. */
  readonly monitoringNamespace: string;
  readonly components: readonly Component[];
  readonly connections: readonly ConnectionRecord[];
}

/** The graph of a shop, with who comes in from other namespaces, and both ends of every connection. */
export function graphView({ name, namespace, cluster, graph }: Pick<ShopView, 'name' | 'namespace' | 'cluster' | 'graph'>): GraphView {
  const incoming = graph.components.flatMap((c) => graph.connectionsTo(c.name)).filter(({ from }) => graph.find(from.name) !== from);
  const connections = [...graph.connections, ...incoming];
  const components = new Map([...graph.components, ...connections.flatMap(({ from, to }) => [from, to])].map((c) => [componentKey(c), c]));
  return {
    name,
    namespace,
    monitoringNamespace: cluster.monitoringNamespace,
    components: sortedBy(components.values(), componentKey),
    connections: sortedBy(connections, connectionKey),
  };
}

/** By what a component is known among those of all namespaces, and named in marks. */
export function componentKey({ namespace, name }: Pick<Component, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** By what a connection is known, and named in marks: one intent at one port of a component. */
export function connectionKey({ from, to, endpoint, intent }: Pick<ConnectionRecord, 'from' | 'to' | 'endpoint' | 'intent'>): string {
  return `${componentKey(from)}>${componentKey(to)} ${intent} ${endpoint.scheme}:${`${endpoint.port}`.padStart(5, '0')}`;
}
