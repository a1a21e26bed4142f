import { endOf } from '../../checks/network-cover';
import { groupedBy } from '../../core/groups';
import { sortedBy } from '../../core/order';
import type { ManifestSet } from '../../manifests/manifest-set';
import { joined, less, overlap, type PortRange } from '../../manifests/port-range';
import { podsIn } from '../set-pods';
import { type Connection, connectionKey, endKey } from './connection';
import { behind, namedServices, routedConnections } from './named-services';
import { covers, type NamedPeer, placesOf } from './peer-cover';
import { openBetween, policyConnections, workloadEnd } from './policy-connections';
import { ANYBODY, type IsSingle, singlePeers } from './policy-peers';

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
  const [old, fresh] = [before, after].map((set) => sceneOf(set, allConnections(set, isSingle))) as [Scene, Scene];
  const stayed = [...fresh.all.values()].flatMap((connection) => kept(connection, old));
  return { opened: inOrder(missing(fresh, old)), closed: inOrder(missing(old, fresh)), kept: inOrder(stayed) };
}

/**
 * What policies open and close, without what stays. What pods name is looked at only where it may have been closed
 * without having been told: where an end had no policies (`isolated`), or was one of many.
 */
export function policyChanges(before: ManifestSet, after: ManifestSet, isolated: boolean): Omit<ConnectionChanges, 'kept'> {
  const isSingle = singlePeers([before, after]);
  const [old, fresh] = [before, after].map((set) => sceneOf(set, collected([policyConnections(set, isSingle)]))) as [Scene, Scene];
  const closed = missing(old, fresh);
  if (!isolated && !closed.some(({ client, target }) => client.kind !== 'workload' || target.kind !== 'workload'))
    return { opened: inOrder(missing(fresh, old)), closed: inOrder(closed) };
  const named = collected([old.all.values(), references(before)]);
  return { opened: inOrder(missing(fresh, old)), closed: inOrder(missing(sceneOf(before, named), fresh)) };
}

type Connections = ReadonlyMap<string, Connection>;

function allConnections(set: ManifestSet, isSingle: IsSingle): Connections {
  return collected([policyConnections(set, isSingle), references(set), routedConnections(set)]);
}

/** One connection for each pair, for the first reason that is found. */
function collected(found: readonly Iterable<Connection>[]): Connections {
  const all = new Map<string, Connection>();
  for (const connections of found)
    for (const connection of connections) {
      const key = connectionKey(connection);
      const known = all.get(key);
      if (!known) all.set(key, connection);
      else if (known.by === connection.by) all.set(key, { ...connection, ports: joined([...known.ports, ...connection.ports]) });
    }
  return all;
}

/** What pods name and no policy keeps them from. */
function* references(set: ManifestSet): Generator<Connection> {
  for (const client of set.pods)
    for (const named of namedServices(client, set))
      for (const { pods: target, ports } of behind(named, set)) {
        const open = target === client ? [] : openBetween(client, target, set);
        const left = open === 'every' ? ports : overlap(ports, open);
        if (left.length > 0 || (open === 'every' && ports.length === 0))
          yield { client: workloadEnd(client), target: workloadEnd(target), ports: left, by: 'reference' };
      }
}

/** A set with its connections and its workloads by identity. */
interface Scene {
  readonly set: ManifestSet;
  readonly all: Connections;
  /** Those of a workload with others than workloads, by the workload, its side, and where the others would be looked for. */
  readonly ofOthers: ReadonlyMap<string, readonly Connection[]>;
}

function sceneOf(set: ManifestSet, all: Connections): Scene {
  const withOthers = [...all.values()].filter(peerOf);
  return { set, all, ofOthers: groupedBy(withOthers, (connection) => `${sideKey(connection)} ${placesOf(peerOf(connection)).at(-1)}`) };
}

/** Which end is a workload, and which workload it is. */
function sideKey({ client, target }: Connection): string {
  return client.named ? `to ${endKey(target)}` : `from ${endKey(client)}`;
}

/** The ports that are open to peers which name all of those whom this connection's peer names, and more. */
function openToMore(connection: Connection, { ofOthers }: Scene): readonly PortRange[] {
  const part = peerOf(connection);
  const others = placesOf(part).flatMap((place) => ofOthers.get(`${sideKey(connection)} ${place}`) ?? []);
  return others.flatMap((other) => (covers(peerOf(other), part) ? other.ports : []));
}

function peerOf({ client, target }: Connection): NamedPeer | undefined {
  return client.named ?? target.named;
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
function openIn(scene: Scene, connection: Connection): readonly PortRange[] | 'every' {
  const { set, all } = scene;
  const { client, target, by } = connection;
  const same = all.get(connectionKey(connection));
  const [from, to] = [client, target].map(({ object }) => (object === undefined ? undefined : podsIn(set).get(object)));
  if (by === 'route') return same?.ports ?? [];
  if (from && to) return openBetween(from, to, set);
  if (from ? target.kind === 'workload' : client.kind === 'workload') return [];
  const anybody = all.get(connectionKey({ ...connection, client: from ? client : ANYBODY, target: to ? target : ANYBODY }));
  if ((from && !endOf(from, set).egress) || (to && !endOf(to, set).ingress)) return 'every';
  const open = [...(same?.ports ?? []), ...(anybody?.ports ?? [])];
  // Most peers are in both sets, so that wider ones need not be looked for.
  return less(connection.ports, open).length === 0 ? open : [...open, ...openToMore(connection, scene)];
}

function inOrder(connections: Connections | readonly Connection[]): Connection[] {
  return sortedBy(connections.values(), connectionKey);
}
