import { identityOf } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { NAMESPACE_NAME, portsOf } from '../manifests/network-end';
import type { Direction, PolicyPeer, PolicyPort } from '../manifests/network-policy';
import type { PodsView } from '../manifests/pods';
import { overlap, type PortRange, portsText, rangesAt } from '../manifests/port-range';
import { namedNamespaces, type PodsPeer } from './named-peers';
import { portsOpenAt } from './network-cover';
import { oncePerSet } from './once-per-set';
import { openStrangers } from './open-strangers';
import { zoneOf } from './payment-zone';
import { PodIndex } from './pod-index';
import { type StatedPeer, statedPeers } from './policy-peers';
import type { Breach, CheckTarget } from './rule';
import { indexOf } from './set-index';
import { type Agreement, ANY_NAMESPACE, namespaceEnd, podsEnd, type ZoneEnd } from './zone-agreement';

/** Somebody outside of the zone whom a policy over the zone names. */
export interface Stranger {
  readonly text: string;
  readonly end: ZoneEnd;
  /** Known where the set has them; their own policies count then too. */
  readonly pods?: PodsView;
}

/** Those whom a peer means in one place: a namespace, or a range of addresses. */
export interface Strangers {
  /** What they have in common: who agrees to all of it agrees to each of them. */
  readonly end: ZoneEnd;
  /** Those whose own policies may let a connection with pods of the zone through. */
  readonly facing: (own: PodsView) => Iterable<Stranger>;
}

/** Who outside of the zone is meant by a peer; undefined is everybody. */
type StrangersOf = (peer: PolicyPeer | undefined, namespace: string) => Iterable<Strangers>;

/** Somebody who is no pod, and whose policies nobody knows. */
export function outsider(text: string, cidr: string): Strangers {
  const end = { cidr };
  return { end, facing: () => [{ text, end }] };
}

/**
 * Peers of the zone's policies that let through what was not agreed. One stranger is told of each: who mends the peer
 * looks at all of them.
 */
export function* crossings(direction: Direction, strangersOf: StrangersOf, target: CheckTarget): Generator<Breach> {
  const { agreement, policies } = zoneOf(target);
  if (!agreement) return;
  const border: Border = { direction, agreement, manifests: target.manifests };
  for (const [stated, pods] of policies)
    for (const place of statedPeers(stated, direction)) {
      const { namespace } = stated.policy;
      const strangers = [...strangersOf(place.peer, namespace)];
      const got = crossing(border, place, namespace, pods, strangers);
      if (got !== undefined) yield { manifest: stated.manifest, field: place.field, got };
    }
}

/** What a connection is held against. */
interface Border {
  readonly direction: Direction;
  readonly agreement: Agreement;
  readonly manifests: ManifestSet;
}

/**
 * The first opening that nobody agreed to. An edge for a whole namespace is looked for before its pods are: who opens
 * everything to everybody and agreed to that stands for the product of both sides.
 */
function crossing(
  border: Border,
  { rule }: StatedPeer,
  namespace: string,
  inside: readonly PodsView[],
  strangers: readonly Strangers[],
): string | undefined {
  const ports = portsOf(rule);
  const atMost = ports.flatMap(widest);
  const left = strangers.filter(({ end }) => openAt(border, namespaceEnd(namespace), end, atMost).length > 0);
  if (left.length === 0) return undefined;
  for (const own of inside)
    for (const { end, facing } of left) {
      if (openAt(border, podsEnd(own), end, atMost).length === 0) continue;
      for (const stranger of facing(own)) {
        const open = openAt(border, podsEnd(own), stranger.end, portsTo(border, own, stranger, ports));
        if (open.length > 0) return crossingText(border.direction, identityOf(own.manifest), stranger.text, open);
      }
    }
  return undefined;
}

/** What of some ports nobody agreed to. */
function openAt({ direction, agreement }: Border, own: ZoneEnd, other: ZoneEnd, ports: readonly PortRange[]): readonly PortRange[] {
  if (ports.length === 0) return ports;
  return direction === 'egress' ? agreement.beyond(own, other, ports) : agreement.beyond(other, own, ports);
}

function crossingText(direction: Direction, own: string, stranger: string, ports: readonly PortRange[]): string {
  const [from, to] = direction === 'egress' ? [own, stranger] : [stranger, own];
  return `an opening from ${from} to ${to} on ${portsText(ports)}`;
}

/** All that a port of a rule can mean at any pods: a name may be that of every port. */
function widest(port: PolicyPort): PortRange[] {
  return rangesAt({ ports: [] }, typeof port.port === 'string' ? { protocol: port.protocol } : port);
}

/** The ports that a rule opens, as far as the stranger's own policies do not close them. */
function portsTo({ direction, manifests }: Border, own: PodsView, { pods }: Stranger, ports: readonly PolicyPort[]): readonly PortRange[] {
  if (direction === 'ingress') {
    const open = ports.flatMap((port) => rangesAt(own, port));
    return pods ? overlap(open, portsOpenAt('egress', pods, own, manifests)) : open;
  }
  if (!pods) return ports.flatMap(widest);
  const open = ports.flatMap((port) => rangesAt(pods, port));
  return overlap(open, portsOpenAt('ingress', own, pods, manifests));
}

/** Pods outside of the zone that a peer selects: workloads of the set, and whoever may be in a namespace beside them. */
export function* strangePods(direction: Direction, peer: PodsPeer, own: string, target: CheckTarget): Generator<Strangers> {
  const { manifests } = target;
  const namespaces = namedNamespaces(peer, own) ?? namespacesWith(peer, manifests);
  if (namespaces.length === 0) {
    const end = { names: [ANY_NAMESPACE] };
    yield { end, facing: () => [{ text: 'pods of any namespace that the peer selects', end }] };
  }
  for (const namespace of namespaces) {
    const end = namespaceEnd(namespace);
    const known = indexOf(manifests).pods.any(namespace, peer.pods);
    // In the policy's own namespace, pods that are not in the set are those of a reference that leads nowhere.
    const others = known || namespace === own ? [] : [{ text: `pods of the namespace ${namespace}`, end }];
    yield { end, facing: (pods) => withKnown(others, openStrangers(direction, pods, target), namespace, peer) };
  }
}

function* withKnown(others: readonly Stranger[], open: Iterable<PodIndex>, namespace: string, { pods }: PodsPeer): Generator<Stranger> {
  yield* others;
  for (const index of open)
    for (const found of index.selected(namespace, pods)) yield { text: identityOf(found.manifest), end: podsEnd(found), pods: found };
}

/** The namespaces of the set that a peer asks for by labels; none where it asks for nothing, and so means all. */
function namespacesWith({ namespaces = [] }: PodsPeer, manifests: ManifestSet): readonly string[] {
  if (namespaces.every(({ key }) => key === NAMESPACE_NAME)) return [];
  return [...labelled(manifests).selected(OF_NO_NAMESPACE, namespaces)].map(({ name }) => name);
}

/** Where Namespaces themselves are filed. */
const OF_NO_NAMESPACE = '';

const labelled = oncePerSet((manifests) => {
  const all = manifests.of('Namespace', '');
  return new PodIndex(all.map(({ name, labels }) => ({ namespace: OF_NO_NAMESPACE, name, labels: { ...labels, [NAMESPACE_NAME]: name } })));
});
