import { groupedBy } from '../core/groups';
import { sortedBy } from '../core/order';
import type { ManifestSet } from '../manifests/manifest-set';
import { type Outsider, partiesOf } from '../manifests/network-party';
import type { Permission } from '../manifests/reachability';

/** The ends of connections, by every name that a test may give them. */
export interface KnownParties {
  /** The shortest name of each, in order. */
  readonly names: readonly string[];
  /** The shortest name by any name that one end alone has. */
  readonly shortest: ReadonlyMap<string, string>;
}

/** Workloads are `Deployment/shop/orders`, or `shop/orders` or `orders` where no other end is called so; outsiders have one name. */
export function knownParties(set: ManifestSet, outsiders: readonly Outsider[]): KnownParties {
  const named = partiesOf(set, outsiders).map(({ name }) => name);
  const all = named.flatMap((full) => namesOf(full).map((name) => ({ name, full })));
  const unique = [...groupedBy(all, ({ name }) => name).values()].filter((group) => group.length === 1).flat();
  const ofParty = groupedBy(unique, ({ full }) => full);
  const shortOf = (full: string): string => ofParty.get(full)?.[0]?.name ?? full;
  return { names: sortedBy(named.map(shortOf), (name) => name), shortest: new Map(unique.map(({ name, full }) => [name, shortOf(full)])) };
}

/** From the shortest to the whole. */
function namesOf(full: string): string[] {
  const [, namespace, name, ...more] = full.split('/');
  return name === undefined || more.length > 0 || !/^[A-Z]/.test(full) ? [full] : [name, `${namespace}/${name}`, full];
}

const EDGE = /^(.+?) > (.+):(\d+)(?:\/(TCP|UDP|SCTP))?$/;

/** An edge as a test writes it, in the one way in which edges are compared. */
export function edgeLine(edge: string, { shortest, names }: KnownParties): string {
  const [, client = '', target = '', port = '', protocol = 'TCP'] = EDGE.exec(edge) ?? [];
  if (port === '') throw new TypeError(`"${edge}" is no edge: client > target:port or client > target:port/protocol is wanted`);
  const known = (end: string): string => {
    const name = shortest.get(end);
    if (name !== undefined) return name;
    throw new TypeError(`"${edge}" names ${end}, which is no one end of a connection; ends are ${names.join(', ')}`);
  };
  return line(known(client), known(target), Number(port), protocol);
}

/** The same of a connection that is let through. */
export function permissionLine({ client, target, port, protocol }: Permission, { shortest }: KnownParties): string {
  return line(shortest.get(client) ?? client, shortest.get(target) ?? target, port, protocol);
}

function line(client: string, target: string, port: number, protocol: string): string {
  return `${client} > ${target}:${port}/${protocol}`;
}
