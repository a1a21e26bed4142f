import { endOf } from '../checks/network-cover';
import { sortedBy } from '../core/order';
import type { ManifestSet } from '../manifests/manifest-set';
import { joined, less, overlap, type PortRange } from '../manifests/port-range';
import { type Connection, connectionKey } from './connection';
import { behind, namedServices, routedConnections } from './named-services';
import { openBetween, policyConnections, workloadEnd } from './policy-connections';
import { ANYBODY, type IsSingle, singlePeers } from './policy-peers';
import { podsIn } from './set-pods';

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

/** The connections that two sets have and have not in common. What was open before it was named has not been opened. */
export function connectionChanges(before: ManifestSet, after: ManifestSet): ConnectionChanges {
  const isSingle = singlePeers([before, after]);
  const [old, fresh] = [scene(before, isSingle), scene(after, isSingle)];
  const [opened, stayed] = [missing(fresh, old), [...fresh.all.values()].flatMap((connection) => kept(connection, old))];
  return { opened: inOrder(opened), closed: inOrder(missing(old, fresh)), kept: inOrder(stayed) };
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

/** A set with its connections and its workloads by identity. */
interface Scene {
  readonly set: ManifestSet;
  readonly all: Connections;
}

function scene(set: ManifestSet, isSingle: IsSingle): Scene {
  return { set, all: allConnections(set, isSingle) };
}

function missing(some: Scene, others: Scene): Connection[] {
  return [...some.all.values()].flatMap((connection) => {
    const open = openIn(others, connection);
    if (open === 'every') return [];
    const ports = less(connection.ports, open);
    return ports.length > 0 || (connection.ports.length === 0 && open.length === 0) ? [{ ...connection, ports }] : [];
  });
}

function kept(connection: Connection, others: Scene): Connection[] {
  const open = openIn(others, connection);
  if (open === 'every') return [connection];
  const ports = joined(overlap(connection.ports, open));
  return ports.length > 0 ? [{ ...connection, ports }] : [];
}

/** On which ports a connection of one set is open in another; `every` where no policy of that set decides it. */
function openIn({ set, all }: Scene, { client, target, by, ...connection }: Connection): readonly PortRange[] | 'every' {
  const same = all.get(connectionKey({ ...connection, client, target, by }));
  const [from, to] = [client, target].map(({ object }) => (object === undefined ? undefined : podsIn(set).get(object)));
  if (by === 'route') return same?.ports ?? [];
  if (from && to) return openBetween(from, to, set);
  if (from ? target.kind === 'workload' : client.kind === 'workload') return [];
  const anybody = all.get(connectionKey({ ...connection, by, client: from ? client : ANYBODY, target: to ? target : ANYBODY }));
  const isOpen = (from && !endOf(from, set).egress) || (to && !endOf(to, set).ingress);
  return isOpen ? 'every' : [...(same?.ports ?? []), ...(anybody?.ports ?? [])];
}

function inOrder(connections: Connections | readonly Connection[]): Connection[] {
  return sortedBy(connections.values(), connectionKey);
}
