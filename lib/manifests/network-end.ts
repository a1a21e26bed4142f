import { cidrHolds } from '../core/addresses';
import { type LabelSelector, selects } from './label-selector';
import type { Party } from './network-party';
import type { Direction, NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule } from './network-policy';
import { PROTOCOLS } from './pods';

/** Label that the API server gives every namespace: its name. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** A rule with the namespace of its policy, which a peer without a namespaceSelector means. */
export interface RuleInPlace {
  readonly namespace: string;
  readonly rule: PolicyRule;
}

/** One end of connections with the rules over it; a direction without rules is open. */
export interface Guarded {
  readonly party: Party;
  readonly ingress?: readonly RuleInPlace[];
  readonly egress?: readonly RuleInPlace[];
}

/** Whether a selector selects a namespace, as far as its labels are known. */
export type NamespaceMatch = (selector: LabelSelector, namespace: string) => boolean;

/** A pod that no policy selects is open; with the first one that does, only what the rules of all of them say is. */
export function guard(party: Party, policies: readonly NetworkPolicy[], directions: readonly Direction[]): Guarded {
  const { pods } = party;
  if (!pods || pods.hostNetwork) return { party };
  const over = policies.filter((p) => p.namespace === pods.namespace && selects(p.pods, pods.labels));
  const rules = (direction: Direction): readonly RuleInPlace[] | undefined => {
    const closing = over.flatMap(({ namespace, [direction]: list }) => (list ? [list.map((rule) => ({ namespace, rule }))] : []));
    return closing.length > 0 && directions.includes(direction) ? closing.flat() : undefined;
  };
  return { party, ingress: rules('ingress'), egress: rules('egress') };
}

const EVERY_PORT: readonly PolicyPort[] = PROTOCOLS.map((protocol) => ({ protocol }));

/** Ports that the rules of one end leave open toward the other. */
export function openPorts(rules: readonly RuleInPlace[] | undefined, other: Party, inNamespaces: NamespaceMatch): readonly PolicyPort[] {
  if (!rules) return EVERY_PORT;
  const admitting = rules.filter(
    ({ rule, namespace }) => rule.peers?.some((peer) => meansParty(peer, namespace, other, inNamespaces)) ?? true,
  );
  return admitting.flatMap(({ rule }) => portsOf(rule));
}

/** Ports that a rule opens. */
export function portsOf({ ports }: PolicyRule): readonly PolicyPort[] {
  return ports ?? EVERY_PORT;
}

/** Whether a peer of a policy in a namespace means the other end of a connection. */
export function meansParty(peer: PolicyPeer, ownNamespace: string, { pods, address }: Party, inNamespaces: NamespaceMatch): boolean {
  if (peer.kind === 'addresses') return address !== undefined && isInBlock(peer, address);
  if (!pods || pods.hostNetwork || !selects(peer.pods, pods.labels)) return false;
  return peer.namespaces ? inNamespaces(peer.namespaces, pods.namespace) : pods.namespace === ownNamespace;
}

function isInBlock({ cidr, except }: Extract<PolicyPeer, { kind: 'addresses' }>, address: string): boolean {
  return cidrHolds(cidr, address) && !except.some((e) => cidrHolds(e, address));
}
