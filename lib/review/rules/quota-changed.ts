import { objectAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { amountChanges } from '../capacity/amount-text';
import { type Amounts, amounts } from '../capacity/pod-resources';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';
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
export const QUOTA_CHANGED: EffectRule = changeRule(TEXT, ['/ResourceQuota'], function* changed(change) {
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
    const told = amountChanges(old, fresh);
    const isLess = Object.entries(fresh).some(([name, amount]) => {
      const had = old[name];
      return had === undefined || amount < had;
    });
    if (told.length > 0)
      yield { fields: fieldsWithin(change, 'spec'), severity: isLess ? 'warning' : 'note', summary: `allows ${listed(told)}` };
  }
});

function allowedBy(quota: Manifest | undefined): Amounts {
  return amounts(objectAt(quota?.body, 'spec', 'hard'));
}
