import { selects } from '../manifests/label-selector';
import { identityOf } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { NAMESPACE_NAME, portsOf } from '../manifests/network-end';
import type { Direction, PolicyPeer, PolicyPort } from '../manifests/network-policy';
import type { PodsView } from '../manifests/pods';
import { overlap, type PortRange, portsText, rangesAt } from '../manifests/port-range';
import { namedNamespaces, type PodsPeer, podsAmong } from './named-peers';
import { portsOpenAt } from './network-cover';
import { zoneOf } from './payment-zone';
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

/** Who outside of the zone is meant by a peer; undefined is everybody. */
type Strangers = (peer: PolicyPeer | undefined, namespace: string, target: CheckTarget) => Iterable<Stranger>;

/**
 * Peers of the zone's policies that let through what was not agreed. One stranger is told of each: who mends the peer
 * looks at all of them.
 */
export function* crossings(direction: Direction, strangersOf: Strangers, target: CheckTarget): Generator<Breach> {
  const { agreement, policies } = zoneOf(target);
  if (!agreement) return;
  for (const [stated, pods] of policies)
    for (const place of statedPeers(stated, direction)) {
      const strangers = [...strangersOf(place.peer, stated.policy.namespace, target)];
      const got = crossing(direction, place, pods, strangers, agreement, target.manifests);
      if (got !== undefined) yield { manifest: stated.manifest, field: place.field, got };
    }
}

function crossing(
  direction: Direction,
  { rule }: StatedPeer,
  inside: readonly PodsView[],
  strangers: readonly Stranger[],
  agreement: Agreement,
  manifests: ManifestSet,
): string | undefined {
  const ports = portsOf(rule);
  for (const own of inside) {
    const end = podsEnd(own);
    for (const stranger of strangers) {
      const possible = portsTo(direction, own, stranger, ports, manifests);
      if (possible.length === 0) continue;
      const [from, to] = direction === 'egress' ? [end, stranger.end] : [stranger.end, end];
      const open = agreement.beyond(from, to, possible);
      if (open.length > 0) return crossingText(direction, identityOf(own.manifest), stranger.text, open);
    }
  }
  return undefined;
}

function crossingText(direction: Direction, own: string, stranger: string, ports: readonly PortRange[]): string {
  const [from, to] = direction === 'egress' ? [own, stranger] : [stranger, own];
  return `an opening from ${from} to ${to} on ${portsText(ports)}`;
}

/** The ports that a rule opens, as far as the stranger's own policies do not close them. */
function portsTo(
  direction: Direction,
  own: PodsView,
  { pods }: Stranger,
  ports: readonly PolicyPort[],
  manifests: ManifestSet,
): readonly PortRange[] {
  if (direction === 'ingress') {
    const open = ports.flatMap((port) => rangesAt(own, port));
    return pods ? overlap(open, portsOpenAt('egress', pods, own, manifests)) : open;
  }
  if (!pods) return ports.flatMap((port) => rangesAt({ ports: [] }, typeof port.port === 'string' ? { protocol: port.protocol } : port));
  const open = ports.flatMap((port) => rangesAt(pods, port));
  return overlap(open, portsOpenAt('ingress', own, pods, manifests));
}

/** Pods outside of the zone that a peer selects: workloads of the set, and whoever may be in a namespace beside them. */
export function* strangePods(peer: PodsPeer, own: string, target: CheckTarget): Generator<Stranger> {
  const { manifests } = target;
  const zone = zoneOf(target);
  const namespaces = namedNamespaces(peer, own) ?? namespacesWith(peer, manifests);
  if (namespaces.length === 0) yield { text: 'pods of any namespace that the peer selects', end: { names: [ANY_NAMESPACE] } };
  for (const namespace of namespaces) {
    const known = indexOf(manifests).pods.any(namespace, peer.pods);
    // In the policy's own namespace, pods that are not in the set are those of a reference that leads nowhere.
    if (!known && namespace !== own) yield { text: `pods of the namespace ${namespace}`, end: namespaceEnd(namespace) };
    // Pods on the host network are no pods to a policy, but their node.
    for (const pods of podsAmong([namespace], peer, manifests))
      if (!zone.pods.has(pods) && pods.spec.hostNetwork !== true) yield { text: identityOf(pods.manifest), end: podsEnd(pods), pods };
  }
}

/** The namespaces of the set that a peer asks for by labels; none where it asks for nothing, and so means all. */
function namespacesWith({ namespaces = [] }: PodsPeer, manifests: ManifestSet): readonly string[] {
  if (namespaces.every(({ key }) => key === NAMESPACE_NAME)) return [];
  return manifests
    .of('Namespace', '')
    .filter(({ name, labels }) => selects(namespaces, { ...labels, [NAMESPACE_NAME]: name }))
    .map(({ name }) => name);
}
