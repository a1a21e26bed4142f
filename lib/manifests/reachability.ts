import { cidrHolds } from '../core/addresses';
import { sortedBy } from '../core/order';
import { selects } from './label-selector';
import type { ManifestSet } from './manifest-set';
import { type Outsider, type Party, partiesOf } from './network-party';
import { type Direction, type NetworkPolicy, networkPolicyOf, type PolicyPeer, type PolicyPort, type PolicyRule } from './network-policy';
import type { Protocol } from './pods';
import { samplePorts } from './sample-ports';

/** What the manifests cannot say of the cluster they stand in. */
export interface Surroundings {
  /** Who else may try to connect, or be connected to. */
  readonly outsiders: readonly Outsider[];
  /**
   * Labels of namespaces, by name, beside what the set's own Namespaces say.
   *
   * @default - every namespace has the one label that the API server gives it
   */
  readonly namespaceLabels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Ports to look at beside those that a container or a policy names.
   *
   * @default []
   */
  readonly ports?: readonly number[];
}

/** A connection that the policies let through. A workload of the set is `<kind>/<namespace>/<name>`. */
export interface Permission {
  readonly client: string;
  readonly target: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * Every connection that the NetworkPolicies of a set let through at both ends, as Kubernetes decides it: to or from a
 * workload of the set, or any other pod in its namespaces. A port that nobody names is represented by the lowest of
 * its kind, so a wide opening shows as that port.
 *
 * Beyond it: traffic between a pod and its own node, which Kubernetes admits always; what is no NetworkPolicy of
 * networking.k8s.io; labels that controllers add to a single pod. Pods on the host network are taken as open, because
 * most network plugins apply no policy to them.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function permittedConnections(set: ManifestSet, surroundings: Surroundings): Permission[] {
  return evaluate(set, surroundings, ['egress', 'ingress']);
}

/**
 * The same for one end alone, as if the other had no policies: shows what is open at one end and only happens to be
 * closed at the other.
 */
export function connectionsAdmittedAt(direction: Direction, set: ManifestSet, surroundings: Surroundings): Permission[] {
  return evaluate(set, surroundings, [direction]);
}

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** A rule with the namespace of its policy, which a peer without a namespaceSelector means. */
interface RuleInPlace {
  readonly namespace: string;
  readonly rule: PolicyRule;
}

/** A party with the rules over it; a direction without rules is open. */
interface Guarded {
  readonly party: Party;
  readonly ingress?: readonly RuleInPlace[];
  readonly egress?: readonly RuleInPlace[];
}

type NamespaceLabels = (namespace: string) => Readonly<Record<string, string>>;

function evaluate(set: ManifestSet, surroundings: Surroundings, directions: readonly Direction[]): Permission[] {
  const policies = set.of('NetworkPolicy', 'networking.k8s.io').map(networkPolicyOf);
  const parties = partiesOf(set, surroundings.outsiders);
  const named = [...parties.flatMap((p) => p.ports.map((c) => c.port)), ...(surroundings.ports ?? [])];
  const ports = samplePorts(policies, named);
  const labelsOf = namespaceLabels(set, surroundings);
  const home = namespacesOf(set);
  const guarded = parties.map((party) => guard(party, policies, directions));
  const permissions = guarded.flatMap((client) =>
    guarded
      .filter((target) => directions.some((d) => home.has((d === 'ingress' ? target : client).party.pods?.namespace ?? '')))
      .flatMap((target) => between(client, target, ports, labelsOf)),
  );
  return sortedBy(permissions, ({ client, target, port, protocol }) => `${client} ${target} ${`${port}`.padStart(5, '0')} ${protocol}`);
}

/** What a client may open at a target. */
function between(client: Guarded, target: Guarded, ports: readonly number[], labelsOf: NamespaceLabels): Permission[] {
  const out = openPorts(client.egress, target.party, labelsOf);
  if (out.length === 0) return [];
  const into = openPorts(target.ingress, client.party, labelsOf);
  if (into.length === 0) return [];
  return PROTOCOLS.flatMap((protocol) =>
    ports
      .filter((port) => [out, into].every((open) => open.some((p) => covers(p, port, protocol, target.party))))
      .map((port) => ({ client: client.party.name, target: target.party.name, port, protocol })),
  );
}

/** A pod that no policy selects is open; with the first one that does, only what the rules of all of them say is. */
function guard(party: Party, policies: readonly NetworkPolicy[], directions: readonly Direction[]): Guarded {
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

/** Ports that are open toward the other end. */
function openPorts(rules: readonly RuleInPlace[] | undefined, other: Party, labelsOf: NamespaceLabels): readonly PolicyPort[] {
  if (!rules) return EVERY_PORT;
  const admitting = rules.filter(({ rule, namespace }) => rule.peers?.some((peer) => isPeer(peer, namespace, other, labelsOf)) ?? true);
  return admitting.flatMap(({ rule }) => rule.ports ?? EVERY_PORT);
}

function isPeer(peer: PolicyPeer, ownNamespace: string, { pods, address }: Party, labelsOf: NamespaceLabels): boolean {
  if (peer.kind === 'addresses') return address !== undefined && isInBlock(peer, address);
  if (!pods || pods.hostNetwork || !selects(peer.pods, pods.labels)) return false;
  return peer.namespaces ? selects(peer.namespaces, labelsOf(pods.namespace)) : pods.namespace === ownNamespace;
}

function isInBlock({ cidr, except }: Extract<PolicyPeer, { kind: 'addresses' }>, address: string): boolean {
  return cidrHolds(cidr, address) && !except.some((e) => cidrHolds(e, address));
}

/** A named port is the port that bears the name on the pod that is dialled, at whichever end the rule stands. */
function covers(rule: PolicyPort, port: number, protocol: Protocol, target: Party): boolean {
  if (rule.protocol !== protocol) return false;
  if (rule.port === undefined) return true;
  if (typeof rule.port === 'string') return target.ports.some((p) => p.name === rule.port && p.protocol === protocol && p.port === port);
  return port >= rule.port && port <= (rule.endPort ?? rule.port);
}

/** The API server gives every namespace its name as a label, and nobody can take it away. */
function namespaceLabels(set: ManifestSet, { namespaceLabels: given = {} }: Surroundings): NamespaceLabels {
  const stated = new Map(set.of('Namespace', '').map((m) => [m.name, m.labels]));
  return (name) => ({ ...given[name], ...stated.get(name), 'kubernetes.io/metadata.name': name });
}

/** The namespaces that objects of the set stand in. */
function namespacesOf(set: ManifestSet): ReadonlySet<string> {
  return new Set([...set.pods, ...set.of('NetworkPolicy')].map((object) => object.namespace ?? 'default'));
}
