import { autoscalerOf, leastReplicas } from '../../checks/autoscaling';
import { counted } from '../../core/counted';
import { scaledExample } from '../capacity/autoscaler-examples';
import { requestChanges, workloadRows } from '../capacity/capacity-changes';
import { changeRule, type EffectRule, type EffectText, type Impact, type ReviewTarget } from '../effect-rule';
import { fieldsWithin, type Update, updateOf } from '../update';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'replicas-changed',
  kind: 'capacity-changed',
  severity: 'note',
  reason: 'pods are started or ended to that number; those that stay do not restart',
  recipe: [],
  before: scaledExample({ replicas: 2 }),
  after: scaledExample({ replicas: 4 }),
  see: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment'],
};

/** A workload has more pods or fewer. From none or to none is told by its own rules. */
export const REPLICAS_CHANGED: EffectRule = changeRule(
  TEXT,
  ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', '/ReplicationController', 'batch/Job'],
  function* replicas(change, target) {
    const update = updateOf(change);
    if (update?.after.kind === 'Job') return yield* atOnce(update, target);
    if (!update || autoscalerOf(update.before, target.before) || autoscalerOf(update.after, target.after)) return;
    const [old, fresh] = [leastReplicas(update.before, target.before), leastReplicas(update.after, target.after)];
    if (old === fresh || old === 0 || fresh === 0) return;
    const sums = requestChanges(change.object, [old, fresh], target);
    const alone = fresh === 1;
    yield {
      fields: fieldsWithin(update, 'spec.replicas'),
      summary: `goes from ${counted(old, 'pod')} to ${fresh}${sums.length === 0 ? '' : `, which requests ${listed(sums)}`}`,
      ...(alone && {
        severity: 'warning' as const,
        reason: 'a single pod is no service while it restarts, and none while its node is drained',
        recipe: ['keep 2 pods, or tell whoever depends on it'],
      }),
    };
  },
);

/** A Job that runs has more pods at once, or fewer. */
function* atOnce(update: Update, target: ReviewTarget): Generator<Omit<Impact, 'change'>> {
  const row = workloadRows(target).get(update.object);
  const fields = fieldsWithin(update, 'spec.parallelism', 'spec.completions');
  if (fields.length === 0 || !row?.before || !row.after) return;
  const [old, fresh] = [row.before.most, row.after.most];
  if (old !== fresh && old > 0 && fresh > 0) yield { fields, summary: `runs ${counted(fresh, 'pod')} at once instead of ${old}` };
}
