import { sortedBy } from '../core/order';
import type { ManifestSet } from '../manifests/manifest-set';
import { joined, less, overlap } from '../manifests/port-range';
import { type Connection, connectionKey } from './connection';
import { behind, namedServices, routedConnections } from './named-services';
import { openBetween, policyConnections, workloadEnd } from './policy-connections';
import { type IsSingle, singlePeers } from './policy-peers';

/** How the connections of two sets differ. */
export interface ConnectionChanges {
  /** What was not there before, with the ports that are new. */
  readonly opened: readonly Connection[];
  /** What is no longer there, with the ports that are gone. */
  readonly closed: readonly Connection[];
  /** What stays, with the ports that stay. */
  readonly kept: readonly Connection[];
}

/**
 * Who talks to whom by the manifests: what NetworkPolicies let through where they close an end; where they close none,
 * which Services pods name; and where Ingresses and routes send requests. In one order, each pair once.
 */
export function connectionsOf(set: ManifestSet): Connection[] {
  return inOrder(allConnections(set, singlePeers([set])));
}

/** The connections that two sets have and have not in common. */
export function connectionChanges(before: ManifestSet, after: ManifestSet): ConnectionChanges {
  const isSingle = singlePeers([before, after]);
  const [old, fresh] = [before, after].map((set) => allConnections(set, isSingle)) as [Connections, Connections];
  return { opened: inOrder(without(fresh, old)), closed: inOrder(without(old, fresh)), kept: inOrder(within(fresh, old)) };
}

type Connections = ReadonlyMap<string, Connection>;

function allConnections(set: ManifestSet, isSingle: IsSingle): Connections {
  const all = new Map<string, Connection>();
  const add = (connection: Connection): void => {
    const key = connectionKey(connection);
    const known = all.get(key);
    if (known && known.by !== connection.by) return;
    all.set(key, { ...connection, ports: joined([...(known?.ports ?? []), ...connection.ports]) });
  };
  for (const connection of policyConnections(set, isSingle)) add(connection);
  for (const connection of references(set)) add(connection);
  for (const connection of routedConnections(set)) add(connection);
  return all;
}

/** What pods name and no policy keeps them from. */
function* references(set: ManifestSet): Generator<Connection> {
  for (const client of set.pods)
    for (const named of namedServices(client, set))
      for (const { pods: target, ports } of behind(named, set)) {
        const open = openBetween(client, target, set);
        const left = open === 'every' ? ports : overlap(ports, open);
        if (target !== client && (left.length > 0 || ports.length === 0) && (open === 'every' || open.length > 0))
          yield { client: workloadEnd(client), target: workloadEnd(target), ports: left, by: 'reference' };
      }
}

function without(some: Connections, others: Connections): Connection[] {
  return [...some].flatMap(([key, connection]) => {
    const other = others.get(key);
    if (!other) return [connection];
    const ports = less(connection.ports, other.ports);
    // What no policy decides was open on every port, whatever was named.
    return ports.length > 0 && other.by === connection.by && connection.by === 'policy' ? [{ ...connection, ports }] : [];
  });
}

function within(some: Connections, others: Connections): Connection[] {
  return [...some].flatMap(([key, connection]) => {
    const other = others.get(key);
    if (!other) return [];
    if (other.by !== connection.by || connection.by !== 'policy') return [connection];
    const ports = overlap(connection.ports, other.ports);
    return ports.length > 0 ? [{ ...connection, ports: joined(ports) }] : [];
  });
}

function inOrder(connections: Connections | readonly Connection[]): Connection[] {
  return sortedBy(connections.values(), connectionKey);
}
