import { groupedBy } from '../../core/groups';
import type { ManifestSet } from '../../manifests/manifest-set';
import { amountText } from '../capacity/amount-text';
import { scaledExample } from '../capacity/autoscaler-examples';
import type { WorkloadCapacity } from '../capacity/capacity';
import { capacityChanges, capacityIn, causeOf, changesByObject, rangeChanges } from '../capacity/capacity-changes';
import { fewestPodUses, type QuotaUse, quotaDemands, takenBy } from '../capacity/quota-use';
import type { ObjectChange } from '../diff/object-diff';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { listed } from '../wording';

const quota = `---
apiVersion: v1
kind: ResourceQuota
metadata: { name: shop, namespace: shop }
spec: { hard: { requests.cpu: '4' } }
`;

const TEXT: EffectText = {
  id: 'quota-exceeded',
  kind: 'capacity-changed',
  severity: 'error',
  reason:
    'the API server refuses every pod that does not fit the quota: a rollout stops half-way, and an autoscaler stops growing in the hour that it is there for',
  recipe: ['raise the quota first, to the sum of every workload at its most pods and its surge', 'then apply what needs it'],
  before: `${scaledExample({ scaler: 'minReplicas: 2\n  maxReplicas: 12' })}${quota}`,
  after: `${scaledExample({ scaler: 'minReplicas: 2\n  maxReplicas: 30' })}${quota}`,
  see: [
    'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge',
  ],
};

/** Sums of fractions are off by their last digits. */
const ROUNDING = 1 + 1e-9;

/** With every workload at its most pods and in a rollout, a namespace takes more than its quota allows, and did not before. */
export const QUOTA_EXCEEDED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    const over = capacityChanges(target).quotas.flatMap(({ before, after }) =>
      after && exceeds(after) && isWorse(before, after) ? [{ before, after }] : [],
    );
    for (const [object, rows] of groupedBy(over, ({ after }) => after.object)) {
      const change = causeIn(
        object,
        rows.map(({ after }) => after),
        target,
      );
      const told = rows.map(({ before, after: { resource, hard, used } }) => {
        const old = before && before.used !== used ? `${amountText(resource, before.used)} before, ` : '';
        return `${resource} ${amountText(resource, used)} (${old}${amountText(resource, hard)} allowed)`;
      });
      if (change)
        yield {
          change,
          summary: `at full scale and in a rollout the namespace does not fit its quota ${rows[0]?.after.name}: ${listed(told)}`,
        };
    }
    yield* hungRollouts(target, new Set(over.map(({ after }) => after.object)));
    yield* demands(target);
  },
};

function exceeds({ used, hard }: QuotaUse): boolean {
  return used > hard * ROUNDING;
}

function isWorse(before: QuotaUse | undefined, after: QuotaUse): boolean {
  return !before || !exceeds(before) || after.used - after.hard > (before.used - before.hard) * ROUNDING;
}

/** A rollout whose surge does not fit beside the fewest pods of all, as narrow as the quota was before: it hangs. */
function* hungRollouts(target: ReviewTarget, told: ReadonlySet<string>): Generator<Impact> {
  if (target.after.of('ResourceQuota', '').length === 0) return;
  const { workloads } = capacityIn(target.after);
  const byObject = new Map(workloads.map((workload) => [workload.object, workload]));
  const fewest = groupedBy(fewestPodUses(target.after, workloads), ({ namespace }) => namespace);
  for (const change of target.changes) {
    const rolling = byObject.get(change.object);
    if (!rolling?.leastSurge || !change.fields.some(({ field }) => field[0] === 'spec' && field[1] === 'template')) continue;
    const tight = (fewest.get(rolling.namespace) ?? [])
      .map((use) => ({ ...use, used: use.used + use.more(rolling) }))
      .filter((use) => exceeds(use) && !told.has(use.object));
    const texts = tight.map(
      ({ resource, used, hard }) => `${resource} ${amountText(resource, used)} (${amountText(resource, hard)} allowed)`,
    );
    if (tight.length > 0)
      yield {
        change,
        summary: `its rollout hangs: with the surge the namespace does not fit its quota ${tight[0]?.name}: ${listed(texts)}`,
      };
  }
}

/** The quota's own change, that of an object which it counts, or that of the workload which grows most. */
function causeIn(quota: string, over: readonly QuotaUse[], target: ReviewTarget): ObjectChange | undefined {
  const own = changesByObject(target).get(quota) ?? target.changes.find((change) => over.some((use) => takesMore(change, use)));
  if (own) return own;
  const namespace = over[0]?.namespace;
  const grown = capacityChanges(target).workloads.flatMap(({ object, before, after }) => {
    const change = causeOf(object, target);
    return after?.namespace === namespace && change ? [{ change, more: weight(after) - (before ? weight(before) : 0) }] : [];
  });
  return grown.reduce<(typeof grown)[number] | undefined>((most, item) => (most && most.more >= item.more ? most : item), undefined)
    ?.change;
}

/** Whether an object itself is counted, and takes more than before. */
function takesMore({ before, after }: ObjectChange, { namespace, resource }: QuotaUse): boolean {
  if (!after || (after.namespace ?? 'default') !== namespace) return false;
  return takenBy(after, resource) > (before ? takenBy(before, resource) : 0);
}

/** Something that grows with what a workload takes, whichever resource it is. */
function weight({ most, surge, pod }: WorkloadCapacity): number {
  const { cpu = 0, memory = 0 } = pod.requests;
  return (most + surge) * (1 + cpu + memory / 2 ** 30);
}

/** A quota for a compute resource refuses pods that say nothing about it. */
function* demands(target: ReviewTarget): Generator<Impact> {
  const demandsIn = (set: ManifestSet) => quotaDemands(set, capacityIn(set).workloads);
  const known = new Set(demandsIn(target.before).map(({ quota, workload, resource }) => `${quota} ${workload} ${resource}`));
  const unmet = demandsIn(target.after).filter(({ quota, workload, resource }) => !known.has(`${quota} ${workload} ${resource}`));
  for (const [workload, own] of groupedBy(unmet, (demand) => demand.workload)) {
    const change =
      causeOf(workload, target) ?? changesByObject(target).get(`${own[0]?.quota}`) ?? rangeChanges(target).get(workload.split('/')[2]);
    const name = workload.split('/').at(-1);
    const resources = [...new Set(own.map(({ resource }) => resource))];
    if (change)
      yield {
        change,
        summary: `no new pod of ${name} is let in: the quota bounds ${listed(resources)}, and its containers state none`,
        recipe: ['state what the quota asks for in every container, or give the namespace a LimitRange with defaults'],
      };
  }
}
