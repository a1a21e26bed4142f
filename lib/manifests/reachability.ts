import { sortedBy } from '../core/order';
import { selects } from './label-selector';
import type { ManifestSet } from './manifest-set';
import { type Guarded, guard, NAMESPACE_NAME, type NamespaceMatch, openPorts } from './network-end';
import { type Outsider, type Party, partiesOf } from './network-party';
import { type Direction, networkPolicyOf, type PolicyPort } from './network-policy';
import { PROTOCOLS, type Protocol } from './pods';
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

function evaluate(set: ManifestSet, surroundings: Surroundings, directions: readonly Direction[]): Permission[] {
  const policies = set.of('NetworkPolicy', 'networking.k8s.io').map(networkPolicyOf);
  const parties = partiesOf(set, surroundings.outsiders);
  const named = [...parties.flatMap((p) => p.ports.map((c) => c.port)), ...(surroundings.ports ?? [])];
  const ports = samplePorts(policies, named);
  const inNamespaces = namespaceMatch(set, surroundings);
  const home = namespacesOf(set);
  const guarded = parties.map((party) => guard(party, policies, directions));
  const permissions = guarded.flatMap((client) =>
    guarded
      .filter((target) => directions.some((d) => home.has((d === 'ingress' ? target : client).party.pods?.namespace ?? '')))
      .flatMap((target) => between(client, target, ports, inNamespaces)),
  );
  return sortedBy(permissions, ({ client, target, port, protocol }) => `${client} ${target} ${`${port}`.padStart(5, '0')} ${protocol}`);
}

/** What a client may open at a target. */
function between(client: Guarded, target: Guarded, ports: readonly number[], inNamespaces: NamespaceMatch): Permission[] {
  const out = openPorts(client.egress, target.party, inNamespaces);
  if (out.length === 0) return [];
  const into = openPorts(target.ingress, client.party, inNamespaces);
  if (into.length === 0) return [];
  return PROTOCOLS.flatMap((protocol) =>
    ports
      .filter((port) => [out, into].every((open) => open.some((p) => covers(p, port, protocol, target.party))))
      .map((port) => ({ client: client.party.name, target: target.party.name, port, protocol })),
  );
}

/** A named port is the port that bears the name on the pod that is dialled, at whichever end the rule stands. */
function covers(rule: PolicyPort, port: number, protocol: Protocol, target: Party): boolean {
  if (rule.protocol !== protocol) return false;
  if (rule.port === undefined) return true;
  if (typeof rule.port === 'string') return target.ports.some((p) => p.name === rule.port && p.protocol === protocol && p.port === port);
  return port >= rule.port && port <= (rule.endPort ?? rule.port);
}

/** The API server gives every namespace its name as a label, and nobody can take it away. */
function namespaceMatch(set: ManifestSet, { namespaceLabels: given = {} }: Surroundings): NamespaceMatch {
  const stated = new Map(set.of('Namespace', '').map((m) => [m.name, m.labels]));
  return (selector, name) => selects(selector, { ...given[name], ...stated.get(name), [NAMESPACE_NAME]: name });
}

/** The namespaces that objects of the set stand in. */
function namespacesOf(set: ManifestSet): ReadonlySet<string> {
  return new Set([...set.pods, ...set.of('NetworkPolicy')].map((object) => object.namespace ?? 'default'));
}
