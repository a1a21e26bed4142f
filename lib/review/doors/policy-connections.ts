import { endOf, namespaces } from '../../checks/network-cover';
import { PodIndex } from '../../checks/pod-index';
import { identityOf } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { openPorts, portsOf, type RuleInPlace } from '../../manifests/network-end';
import { partyOf } from '../../manifests/network-party';
import type { Direction, PolicyPort } from '../../manifests/network-policy';
import { type ContainerPort, type PodsView, PROTOCOLS, type Protocol } from '../../manifests/pods';
import { joined, overlap, type PortRange, rangesAt } from '../../manifests/port-range';
import type { Connection, ConnectionEnd } from './connection';
import type { PodsPeer } from './peer-cover';
import { ANYBODY, addressesEnd, type IsSingle, membersOf, peerEnd, reachesBeyond } from './policy-peers';

const LAST_PORT = 65_535;

/** What the rules of one direction admit at one end: whom of the set one by one, and whom else as a whole. */
interface Admission {
  readonly singles: ReadonlySet<PodsView>;
  readonly groups: readonly { readonly peer: PodsPeer; readonly ports: readonly PolicyPort[] }[];
  readonly others: readonly { readonly end: ConnectionEnd; readonly ports: readonly PolicyPort[] }[];
}

/** A set, with who is told one by one and who is open to others than those. */
interface Scene {
  readonly set: ManifestSet;
  readonly isSingle: IsSingle;
  readonly loose: Readonly<Record<Direction, PodIndex>>;
}

/**
 * Connections that NetworkPolicies let through where they close at least one end. Ends are looked up from the rules, so
 * that the work grows with what the rules name and not with the pairs of workloads.
 */
export function* policyConnections(set: ManifestSet, isSingle: IsSingle): Generator<Connection> {
  const scene = { set, isSingle, loose: { ingress: looseEnds('ingress', set, isSingle), egress: looseEnds('egress', set, isSingle) } };
  const pairs = new Map<PodsView, Set<PodsView>>();
  for (const pods of set.pods) {
    const { ingress, egress } = endOf(pods, set);
    const into = ingress && admission(ingress, scene);
    const out = egress && admission(egress, scene);
    for (const client of into?.singles ?? []) pair(pairs, client, pods);
    for (const target of out?.singles ?? []) pair(pairs, pods, target);
    if (into) yield* fromOthers(into, pods, scene);
    if (out) yield* toOthers(out, pods, scene);
  }
  for (const [client, targets] of pairs)
    for (const target of targets)
      yield* told(workloadEnd(client), workloadEnd(target), listening(target.ports, openBetween(client, target, set)));
}

function pair(pairs: Map<PodsView, Set<PodsView>>, client: PodsView, target: PodsView): void {
  const targets = pairs.get(client) ?? new Set();
  pairs.set(client, targets.add(target));
}

function admission(rules: readonly RuleInPlace[], { set, isSingle }: Scene): Admission {
  const singles = new Set<PodsView>();
  const groups: Admission['groups'][number][] = [];
  const others: Admission['others'][number][] = [];
  for (const { namespace, rule } of rules) {
    const ports = portsOf(rule);
    if (!rule.peers) others.push({ end: ANYBODY, ports });
    for (const peer of rule.peers ?? []) {
      if (peer.kind === 'addresses') others.push({ end: addressesEnd(peer), ports });
      else if (!isSingle({ namespace, peer })) groups.push({ peer: { namespace, peer }, ports });
      else for (const member of membersOf({ namespace, peer }, set)) singles.add(member);
    }
  }
  return { singles, groups, others };
}

/** Who else comes in: a group only where one of its members may go there by its own rules. */
function* fromOthers({ groups, others }: Admission, target: PodsView, scene: Scene): Generator<Connection> {
  for (const { end, ports } of others) yield* told(end, workloadEnd(target), openAt(target, ports));
  for (const { peer, ports } of groups)
    if (someMember(peer, 'egress', target, scene)) yield* told(peerEnd(peer), workloadEnd(target), openAt(target, ports));
}

function* toOthers({ groups, others }: Admission, client: PodsView, scene: Scene): Generator<Connection> {
  for (const { end, ports } of others) yield* told(workloadEnd(client), end, openAt({ ports: [] }, ports));
  for (const { peer, ports } of groups)
    if (someMember(peer, 'ingress', client, scene)) yield* told(workloadEnd(client), peerEnd(peer), openAt({ ports: [] }, ports));
}

/** Whether any of a group is open at its own end, other than by a rule that names the other alone: that is told by itself. */
function someMember(group: PodsPeer, direction: Direction, other: PodsView, { set, isSingle, loose }: Scene): boolean {
  if (reachesBeyond(group, set) || membersOf(group, set).next().done) return true;
  const party = partyOf(other);
  for (const member of membersOf(group, set, loose[direction])) {
    const rules = looseRules(endOf(member, set)[direction], isSingle);
    if (member !== other && openPorts(rules, party, namespaces(set)).length > 0) return true;
  }
  return false;
}

/** Pods that are open in a direction, or have a rule that says to whom other than one by one. */
function looseEnds(direction: Direction, set: ManifestSet, isSingle: IsSingle): PodIndex {
  return new PodIndex(set.pods.filter((pods) => looseRules(endOf(pods, set)[direction], isSingle)?.length !== 0));
}

function looseRules(rules: readonly RuleInPlace[] | undefined, isSingle: IsSingle): readonly RuleInPlace[] | undefined {
  const isLoose = ({ rule, namespace }: RuleInPlace): boolean =>
    rule.peers?.some((peer) => peer.kind === 'pods' && !isSingle({ namespace, peer })) ?? true;
  return rules?.filter(isLoose);
}

/** The ports on which the policies of both ends let a client go to a target; `every` where neither end has any. */
export function openBetween(client: PodsView, target: PodsView, set: ManifestSet): PortRange[] | 'every' {
  const [out, into] = [endOf(client, set).egress, endOf(target, set).ingress];
  if (!out && !into) return 'every';
  const leaves = openPorts(out, partyOf(target), namespaces(set)).flatMap((port) => rangesAt(target, port));
  const enters = openPorts(into, partyOf(client), namespaces(set)).flatMap((port) => rangesAt(target, port));
  return joined(overlap(leaves, enters));
}

/** Ports at a target; one that only has a name is not known where the containers are not. */
function openAt(target: Pick<PodsView, 'ports'>, ports: readonly PolicyPort[]): PortRange[] {
  return joined(ports.flatMap((port) => rangesAt(target, port)));
}

/** Where every port is open, those that containers declare are the ones that count. */
function listening(declared: readonly ContainerPort[], open: readonly PortRange[] | 'every'): PortRange[] {
  if (open === 'every') return [];
  const isWide = (protocol: Protocol): boolean =>
    open.some((range) => range.protocol === protocol && range.first === 1 && range.last === LAST_PORT);
  if (declared.length === 0 || !PROTOCOLS.every(isWide)) return [...open];
  return joined(declared.map(({ port, protocol }) => ({ protocol, first: port, last: port })));
}

function* told(client: ConnectionEnd, target: ConnectionEnd, ports: readonly PortRange[]): Generator<Connection> {
  if (ports.length > 0) yield { client, target, ports, by: 'policy' };
}

/** The pods of a workload as an end of connections. */
export function workloadEnd({ manifest, name, namespace }: PodsView): ConnectionEnd {
  return { kind: 'workload', name, namespace, object: identityOf(manifest) };
}
