import { numberAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { changeRule, type EffectRule } from '../effect-rule';
import { replicaRange } from '../rollouts/replica-range';
import { statefulSetExample } from '../rollouts/rollout-examples';
import { fieldsWithin, updateOf } from '../update';

/** Pods of a StatefulSet that are counted from another number on: some come, others go. */
export const ORDINALS_MOVED: EffectRule = changeRule(
  {
    id: 'ordinals-moved',
    kind: 'rolls',
    severity: 'warning',
    reason:
      'each pod of a StatefulSet has a number, and by it its name and its volume; one that is new begins with an empty volume, and those that go leave theirs behind',
    recipe: [
      'copy the data, or let the software do it, before the old pods go',
      'to move a StatefulSet to another cluster, scale it down there as it grows here',
    ],
    before: statefulSetExample(),
    after: statefulSetExample({ more: '  ordinals: { start: 1 }\n' }),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#start-ordinal'],
  },
  ['apps/StatefulSet'],
  function* moved(change, target) {
    const update = updateOf(change);
    const fields = update ? fieldsWithin(update, 'spec.ordinals') : [];
    if (!update || fields.length === 0) return;
    const [from, to] = [firstOrdinal(update.before), firstOrdinal(update.after)];
    const { most } = replicaRange(update.after, target.after);
    if (from === to || most === 0) return;
    yield {
      fields,
      summary: `counts its pods from ${update.after.name}-${to} on: ${most} in all, up to ${update.after.name}-${to + most - 1}; all others go`,
    };
  },
);

function firstOrdinal({ body }: Manifest): number {
  return numberAt(body, 'spec', 'ordinals', 'start') ?? 0;
}
