import { objectAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { amountChanges } from '../capacity/amount-text';
import { capacityIn } from '../capacity/capacity-changes';
import { type Amounts, amounts } from '../capacity/pod-resources';
import type { ObjectChange } from '../diff/object-diff';
import { changeRule, type EffectRule, type EffectText, type ReviewTarget } from '../effect-rule';
import { fieldsWithin } from '../update';
import { listed } from '../wording';

const quota = (cpu: string) => `
apiVersion: v1
kind: ResourceQuota
metadata: { name: shop, namespace: shop }
spec: { hard: { requests.cpu: ${cpu}, requests.memory: 64Gi } }
`;

const TEXT: EffectText = {
  id: 'quota-changed',
  kind: 'capacity-changed',
  severity: 'note',
  reason: 'a quota is asked when an object is made: what runs stays, also where it is more than the quota allows',
  recipe: [],
  before: quota("'40'"),
  after: quota("'60'"),
  see: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
};

/** What a namespace may take changes. Where the set no longer fits is told by a rule of its own. */
export const QUOTA_CHANGED: EffectRule = changeRule(TEXT, ['/ResourceQuota'], function* changed(change, target) {
  const [old, fresh] = [allowedBy(change.before), allowedBy(change.after)];
  if (change.kind === 'removed')
    yield {
      severity: 'warning',
      summary: 'goes: nothing bounds what its namespace takes of the cluster',
      recipe: ['keep a quota, so that an autoscaler or a Job that runs away stops somewhere'],
    };
  else if (change.kind === 'added')
    yield { summary: `bounds its namespace: ${listed(amountChanges({}, fresh).map((text) => text.replace(' none to ', ' ')))}` };
  else {
    const told = amountChanges(old, fresh, 'no limit');
    const less = Object.entries(fresh).flatMap(([name, amount]) => (amount < (old[name] ?? Number.POSITIVE_INFINITY) ? [name] : []));
    const enough = less.length > 0 && leavesRoom(less, change, target);
    if (told.length > 0)
      yield {
        fields: fieldsWithin(change, 'spec'),
        severity: less.length === 0 || enough ? 'note' : 'warning',
        summary: `allows ${listed(told)}${enough ? '; these manifests fit at full scale and in a rollout' : ''}`,
      };
  }
});

/** Whether what the set takes at the most is known of each of the resources, and fits. */
function leavesRoom(resources: readonly string[], { object }: ObjectChange, { after }: ReviewTarget): boolean {
  const uses = new Map(capacityIn(after).quotas.flatMap((use) => (use.object === object ? [[use.resource, use] as const] : [])));
  return resources.every((resource) => {
    const use = uses.get(resource);
    return use !== undefined && use.used > 0 && use.used <= use.hard * ROUNDING;
  });
}

/** Sums of fractions are off by their last digits. */
const ROUNDING = 1 + 1e-9;

function allowedBy(quota: Manifest | undefined): Amounts {
  return amounts(objectAt(quota?.body, 'spec', 'hard'));
}
