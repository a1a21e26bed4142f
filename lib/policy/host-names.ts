import { sortedBy } from '../core/order';
import { type ClusterData, HostNamePolicy } from '../model/cluster-profile';
import type { ConnectionRecord } from '../model/component';

/** A host outside of the cluster that a client may reach by its name. */
export interface HostNameRule {
  readonly host: string;
  readonly port: number;
  readonly transport: 'TCP' | 'UDP';
}

/** The outside hosts of a client that its policy opens by name; none where the cluster opens them by address. */
export function planHostNames(connections: readonly ConnectionRecord[], cluster: ClusterData): HostNameRule[] {
  if (cluster.hostNames !== HostNamePolicy.CILIUM) return [];
  const rules = connections.flatMap(({ to, endpoint }) =>
    to.location.kind === 'addresses'
      ? to.location.hostNames.map((host) => ({ host, port: endpoint.port, transport: endpoint.transport }))
      : [],
  );
  const unique = new Map(rules.map((rule) => [`${rule.host}:${rule.port}/${rule.transport}`, rule]));
  return sortedBy(unique, ([key]) => key).map(([, rule]) => rule);
}
