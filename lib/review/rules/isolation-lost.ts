import { groupedBy } from '../../core/groups';
import { doorChanges, type IsolationChange } from '../door-changes';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { policyExample } from '../policy-example';
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
  },
};

function openText(lost: readonly IsolationChange[]): string {
  const byDirection = groupedBy(lost, ({ direction }) => direction);
  const texts = (['ingress', 'egress'] as const).flatMap((direction) => {
    const pods = byDirection.get(direction);
    return pods ? [`${OPEN[direction]} ${listed(pods.map(({ after }) => after.name))}`] : [];
  });
  return `leaves pods without a policy: ${texts.join('; ')}`;
}
