import { append } from '../core/groups';
import { identityOf } from '../manifests/manifest';
import type { PodsView } from '../manifests/pods';
import { isInPaymentZone } from '../model/payment-zone';
import { policiesOver, type StatedPolicy } from './network-cover';
import { oncePer } from './once-per-set';
import { type BreachInside, type CheckTarget, podsRule, type Rule, type RuleText } from './rule';
import { accountOf } from './service-accounts';
import { Agreement } from './zone-agreement';

/** The payment zone of a set: the part of the shop that sees card data. */
export interface Zone {
  readonly pods: ReadonlySet<PodsView>;
  /** The NetworkPolicies over its pods, each with those that it selects. */
  readonly policies: ReadonlyMap<StatedPolicy, readonly PodsView[]>;
  /** Undefined where nobody said what was agreed; then no connection can be held against it. */
  readonly agreement?: Agreement;
}

/** The zone of what is checked; the same for every rule. */
export const zoneOf = oncePer(({ manifests, settings: { paymentZone } }: CheckTarget): Zone => {
  const named = new Set(paymentZone?.workloads);
  const inside = manifests.pods.filter((pods) => isInPaymentZone(pods.labels) || named.has(identityOf(pods.manifest)));
  const policies = new Map<StatedPolicy, PodsView[]>();
  for (const pods of inside) for (const policy of policiesOver(pods, manifests)) append(policies, policy, pods);
  return { pods: new Set(inside), policies, ...(paymentZone && { agreement: new Agreement(paymentZone) }) };
});

/** A rule about the pods in the zone. */
export function zonePodsRule(text: RuleText, find: (pods: PodsView, target: CheckTarget) => Iterable<BreachInside>): Rule {
  return podsRule(text, (pods, target) => (zoneOf(target).pods.has(pods) ? find(pods, target) : []));
}

/** A workload outside of the zone for each service account, as `namespace/name`, that one has. */
export const outsideAccounts = oncePer((target: CheckTarget): ReadonlyMap<string, PodsView> => {
  const { pods: inside } = zoneOf(target);
  const outside = target.manifests.pods.filter((pods) => !inside.has(pods));
  // The first one is told, so the last one is entered first.
  return new Map(outside.reverse().map((pods) => [accountKey(pods), pods]));
});

/** The service account of pods, as `namespace/name`. */
export function accountKey(pods: PodsView): string {
  return `${pods.namespace}/${accountOf(pods)}`;
}
