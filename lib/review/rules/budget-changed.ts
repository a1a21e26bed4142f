import { podsUnder } from '../../checks/pod-selectors';
import { PDB_BLOCKS_EVICTIONS } from '../../checks/rules/pdb-blocks-evictions';
import { at } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { scaledExample } from '../capacity/autoscaler-examples';
import { causeOf, changesByObject } from '../capacity/capacity-changes';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { fieldsWithin } from '../update';
import { listed, valueText } from '../wording';

const budget = (least: number) => `${scaledExample({ replicas: 2 })}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront, namespace: shop }
spec: { minAvailable: ${least}, selector: { matchLabels: { app: storefront } } }
`;

const TEXT: EffectText = {
  id: 'budget-changed',
  kind: 'capacity-changed',
  severity: 'warning',
  reason:
    'an eviction that the budget refuses is tried again for ever: no node with one of these pods can be drained, and an upgrade of the cluster stops there',
  recipe: ['set maxUnavailable: 1 instead of minAvailable, so that one pod may always go'],
  before: budget(1),
  after: budget(2),
  see: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
};

/** How many pods may be evicted at once changes: none any more, or more than before. */
export const BUDGET_CHANGED: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    const [old, fresh] = [blocking(target.before, target), blocking(target.after, target)];
    for (const [object, budget] of fresh) if (!old.has(object)) yield* blocked(budget, target);
    for (const change of target.changes) {
      if (!change.object.startsWith('policy/PodDisruptionBudget/') || fresh.has(change.object)) continue;
      const names = staying(change.before, target);
      if (change.kind === 'removed' && names.length > 0)
        yield {
          change,
          summary: `goes: a drain may take all pods of ${listed(names)} at once`,
          reason: 'without a budget an eviction is never refused',
          recipe: ['keep a budget with maxUnavailable: 1'],
        };
      if (change.kind === 'changed') yield* loosened(change);
    }
  },
};

function blocking(set: ManifestSet, { kubernetes }: ReviewTarget): ReadonlyMap<string, Manifest> {
  const found = [...PDB_BLOCKS_EVICTIONS.find({ manifests: set, kubernetes, settings: {} })];
  return new Map(found.map(({ manifest }) => [identityOf(manifest), manifest]));
}

/** By the budget itself, or because its pods have become fewer: those of a workload that is left, or that goes. */
function* blocked(manifest: Manifest, target: ReviewTarget): Generator<Impact> {
  const pods = podsUnder(manifest, target.after);
  const own = changesByObject(target).get(identityOf(manifest));
  const under = [...pods, ...podsUnder(manifest, target.before)];
  const change = own ?? under.map((view) => causeOf(identityOf(view.manifest), target)).find((cause) => cause !== undefined);
  if (!change) return;
  const stated = ['minAvailable', 'maxUnavailable'].flatMap((field) => {
    const value = at(manifest.body, 'spec', field);
    return value === undefined ? [] : [`${field} ${valueText(value)}`];
  });
  const whose = own ? '' : ` by the budget ${manifest.name}`;
  const which = pods.length === 0 ? 'that it selects' : `of ${listed(pods.map(({ name }) => name))}`;
  const fields = own?.kind === 'changed' ? fieldsWithin(own, 'spec') : [];
  yield {
    change,
    fields,
    summary: `no pod ${which} may be evicted any more${whose}: ${listed(stated)}`,
  };
}

function staying(budgetBefore: Manifest | undefined, { before, after }: ReviewTarget): string[] {
  const pods = budgetBefore ? podsUnder(budgetBefore, before) : [];
  return pods.filter(({ manifest }) => after.identified(identityOf(manifest))).map(({ name }) => name);
}

function* loosened(change: ReviewTarget['changes'][number]): Generator<Impact> {
  const told = ['minAvailable', 'maxUnavailable'].flatMap((name) => {
    const [old, fresh] = [change.before, change.after].map((end) => at(end?.body, 'spec', name));
    return old === fresh
      ? []
      : [`${name} ${old === undefined ? 'none' : valueText(old)} to ${fresh === undefined ? 'none' : valueText(fresh)}`];
  });
  if (told.length > 0)
    yield {
      change,
      fields: fieldsWithin(change, 'spec'),
      severity: 'note',
      summary: `lets another number of pods be evicted at once: ${listed(told)}`,
      reason: 'drains and other evictions go by the new number at once; a rollout and a crash do not ask for it',
      recipe: [],
    };
}
