import { scaledPods } from '../../checks/autoscaling';
import { identityOf } from '../../manifests/manifest';
import { scaledExample } from '../capacity/autoscaler-examples';
import { requestChanges } from '../capacity/capacity-changes';
import { SCALER_KINDS, scalingOf } from '../capacity/scaling-view';
import { changeRule, type EffectRule, type EffectText, type Impact } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';
import { listed } from '../wording';

const TEXT: EffectText = {
  id: 'autoscaling-changed',
  kind: 'capacity-changed',
  severity: 'note',
  reason: 'the autoscaler goes by the new numbers within seconds; pods that stay do not restart',
  recipe: [],
  before: scaledExample({ scaler: 'minReplicas: 2\n  maxReplicas: 12' }),
  after: scaledExample({ scaler: 'minReplicas: 2\n  maxReplicas: 30' }),
  see: ['https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/'],
};

/** An autoscaler has other bounds, or goes by something else. */
export const AUTOSCALING_CHANGED: EffectRule = changeRule(TEXT, SCALER_KINDS, function* rescaled(change, target) {
  const update = updateOf(change);
  if (!update) return;
  const [old, fresh] = [scalingOf(update.before), scalingOf(update.after)];
  const bounds =
    old.least === fresh.least && old.most === fresh.most
      ? []
      : [`scales between ${fresh.least} and ${fresh.most} pods instead of ${old.least} and ${old.most}`];
  const metrics =
    old.metrics.join() === fresh.metrics.join()
      ? []
      : [`goes by ${listed(fresh.metrics) || 'nothing'} instead of ${listed(old.metrics) || 'nothing'}`];
  const fields = fieldsWithin(
    update,
    'spec.minReplicas',
    'spec.maxReplicas',
    'spec.minReplicaCount',
    'spec.maxReplicaCount',
    'spec.metrics',
    'spec.triggers',
  );
  const pods = scaledPods(update.after, target.after);
  const sums = pods && old.most !== fresh.most ? requestChanges(identityOf(pods.manifest), [old.most, fresh.most], target) : [];
  const told = [...bounds, ...metrics];
  if (told.length > 0)
    yield {
      fields,
      summary: `${told.join(', and ')}${sums.length === 0 ? '' : `; at most it requests ${listed(sums)}`}`,
      ...weight(old, fresh),
    };
  else yield* behaviour(update);
});

function weight(old: ReturnType<typeof scalingOf>, fresh: ReturnType<typeof scalingOf>): Pick<Impact, 'severity' | 'reason' | 'recipe'> {
  if (fresh.most < old.most)
    return {
      severity: 'warning',
      reason: 'with load for more pods than the new maximum, requests wait and fail',
      recipe: [`see that the workload never had more than ${fresh.most} pods in the last weeks, its busiest day included`],
    };
  if (fresh.least < old.least && fresh.least < 2)
    return {
      severity: 'warning',
      reason: 'in quiet hours a single pod is left or none, which is no service while it restarts or its node is drained',
      recipe: ['keep a minimum of 2'],
    };
  return {};
}

function* behaviour(update: NonNullable<ReturnType<typeof updateOf>>): Generator<Omit<Impact, 'change'>> {
  const fields = fieldsWithin(update, 'spec.behavior', 'spec.advanced', 'spec.cooldownPeriod', 'spec.pollingInterval');
  if (fields.length > 0) yield { fields, summary: 'follows the load at another pace, between the same bounds' };
}
