import { selects } from '../manifests/label-selector';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { type Guarded, guard, NAMESPACE_NAME, type NamespaceMatch, portsOf, type RuleInPlace } from '../manifests/network-end';
import { type Party, partyOf } from '../manifests/network-party';
import { type Direction, type NetworkPolicy, networkPolicyOf, type PolicyRule } from '../manifests/network-policy';
import type { PodsView } from '../manifests/pods';
import { type PortRange, rangesAt } from '../manifests/port-range';
import { oncePer, oncePerSet } from './once-per-set';
import { PeerIndex } from './peer-index';
import { SelectorIndex } from './selector-index';

/** A NetworkPolicy, read, with its manifest. */
export interface StatedPolicy {
  readonly policy: NetworkPolicy;
  readonly manifest: Manifest;
}

export const BOTH_DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** The NetworkPolicies of a set, in its order. */
export const policiesIn = oncePerSet((manifests): readonly StatedPolicy[] =>
  manifests.of('NetworkPolicy', 'networking.k8s.io').map((manifest) => ({ policy: networkPolicyOf(manifest), manifest })),
);

const cover = oncePerSet((manifests) => {
  const all = policiesIn(manifests).map((item) => ({ namespace: item.policy.namespace, selector: item.policy.pods, item }));
  return { policies: new SelectorIndex(all), ends: new Map<PodsView, Guarded>() };
});

/** The NetworkPolicies that select the pods. */
export function policiesOver({ namespace, labels }: PodsView, manifests: ManifestSet): readonly StatedPolicy[] {
  return cover(manifests).policies.selecting(namespace, labels);
}

/** The directions in which some NetworkPolicy decides what the pods may do. */
export function closedDirections(pods: PodsView, manifests: ManifestSet): ReadonlySet<Direction> {
  const over = policiesOver(pods, manifests);
  return new Set(BOTH_DIRECTIONS.filter((direction) => over.some(({ policy }) => policy[direction] !== undefined)));
}

/**
 * The ports on which all policies over a client let it go to a target, or all policies over a target let a client in.
 * Where the labels of a namespace are not in the set, they are taken to be what a policy asks for.
 */
export function portsOpenAt(direction: Direction, client: PodsView, target: PodsView, manifests: ManifestSet): PortRange[] {
  const [end, other] = direction === 'egress' ? [client, target] : [target, client];
  const rules = endOf(end, manifests)[direction];
  const open = rules ? admitting(manifests).of(rules, endOf(other, manifests).party) : [OPEN_RULE];
  return open.flatMap((rule) => portsOf(rule).flatMap((port) => rangesAt(target, port)));
}

/** What holds where no policy decides. */
const OPEN_RULE: PolicyRule = {};

/** Finds the rules of one end that admit another, for a client of thousands has no time to ask each. */
const admitting = oncePerSet((manifests) => {
  const indexed = oncePer((rules: readonly RuleInPlace[]) => {
    const peers = rules.flatMap(({ rule, namespace }, item) => (rule.peers ?? []).map((peer) => ({ peer, namespace, item })));
    const forAll = rules.flatMap(({ rule }, index) => (rule.peers ? [] : [index]));
    return { index: new PeerIndex(peers, namespaces(manifests)), forAll };
  });
  return {
    of(rules: readonly RuleInPlace[], party: Party): PolicyRule[] {
      const { index, forAll } = indexed(rules);
      const places = [...forAll, ...index.meaning(party)].sort((a, b) => a - b);
      return places.flatMap((place) => rules[place]?.rule ?? []);
    },
  };
});

/** The pods with the rules of all policies over them. */
export function endOf(pods: PodsView, manifests: ManifestSet): Guarded {
  const { ends } = cover(manifests);
  const known = ends.get(pods);
  if (known) return known;
  const policies = policiesOver(pods, manifests).map(({ policy }) => policy);
  const end = guard(partyOf(pods), policies, BOTH_DIRECTIONS);
  ends.set(pods, end);
  return end;
}

/** Which namespaces a selector selects; labels that the set does not state are taken to be what is asked for. */
export const namespaces = oncePerSet((manifests): NamespaceMatch => {
  const stated = new Map(manifests.of('Namespace', '').map(({ name, labels }) => [name, labels]));
  return (selector, name) => {
    const labels = stated.get(name);
    const known = labels ? selector : selector.filter(({ key }) => key === NAMESPACE_NAME);
    return selects(known, { ...labels, [NAMESPACE_NAME]: name });
  };
});
