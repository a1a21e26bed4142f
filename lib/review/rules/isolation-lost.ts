import { BOTH_DIRECTIONS, policiesIn } from '../../checks/network-cover';
import { oncePerSet } from '../../checks/once-per-set';
import { groupedBy } from '../../core/groups';
import { networkPolicyOf } from '../../manifests/network-policy';
import type { ObjectChange } from '../diff/object-diff';
import { doorChanges, type IsolationChange } from '../doors/door-changes';
import { policyExample } from '../doors/policy-example';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'isolation-lost',
  kind: 'door-opened',
  severity: 'error',
  reason:
    'pods that no NetworkPolicy selects are open: with the last policy over them goes everything that was closed, not only what that policy was about',
  recipe: [
    'keep a policy that selects these pods: one of the namespace with podSelector: {} and without rules denies what no other allows',
    'change what is allowed in the rules of the policies beside it',
  ],
  before: policyExample('[{ from: [{ podSelector: { matchLabels: { app: storefront } } }], ports: [{ port: 8080 }] }]'),
  after: policyExample(undefined),
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation'],
};

const OPEN = {
  ingress: 'whoever reaches the network of the cluster may connect to every port of',
  egress: 'every address, of the cluster and beyond it, may be dialled by',
} as const;

/** The last policy over pods is gone, in one direction or in both. */
export const ISOLATION_LOST: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const [change, lost] of doorChanges(target).lost)
      yield { change, fields: change.kind === 'changed' ? change.fields.map(({ field }) => field) : [], summary: openText(lost) };
    for (const change of target.changes) {
      const open = doorChanges(target).lost.has(change) ? undefined : nobodysFence(change, target);
      if (open !== undefined) yield { change, severity: 'warning', summary: open };
    }
  },
};

/** A policy over every pod of a namespace that goes, though none of these manifests needs it. */
function nobodysFence({ kind, before }: ObjectChange, { after }: ReviewTarget): string | undefined {
  if (kind !== 'removed' || before?.group !== 'networking.k8s.io' || before.kind !== 'NetworkPolicy') return undefined;
  const policy = networkPolicyOf(before);
  const gone = BOTH_DIRECTIONS.filter((direction) => policy[direction] !== undefined && policy.pods.length === 0);
  const others = fences(after).get(policy.namespace) ?? [];
  const left = gone.filter((direction) => !others.some((other) => other[direction]));
  // With the namespace go its pods.
  const isEmpty = !inhabited(after).has(policy.namespace);
  if (left.length === 0 || isEmpty) return undefined;
  return `leaves every pod of ${policy.namespace} open (${listed(left)}) that no other policy selects: none of these manifests, but whatever else is there or comes`;
}

/** The policies over every pod of a namespace, by namespace. */
const fences = oncePerSet((set) => {
  const whole = policiesIn(set).map(({ policy }) => policy);
  return groupedBy(
    whole.filter(({ pods }) => pods.length === 0),
    ({ namespace }) => namespace,
  );
});

const inhabited = oncePerSet((set): ReadonlySet<string> => new Set(set.pods.map(({ namespace }) => namespace)));

function openText(lost: readonly IsolationChange[]): string {
  const byDirection = groupedBy(lost, ({ direction }) => direction);
  const texts = (['ingress', 'egress'] as const).flatMap((direction) => {
    const pods = byDirection.get(direction);
    return pods ? [`${OPEN[direction]} ${listed(pods.map(({ after }) => after.name))}`] : [];
  });
  return `leaves pods without a policy: ${texts.join('; ')}`;
}
