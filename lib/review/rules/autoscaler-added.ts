import { autoscalerOf, leastReplicas, scaledPods } from '../../checks/autoscaling';
import { indexOf } from '../../checks/set-index';
import { counted } from '../../core/counted';
import { numberAt } from '../../manifests/json';
import { scaledExample } from '../capacity/autoscaler-examples';
import { SCALER_KINDS, scalingOf } from '../capacity/scaling-view';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';

const TEXT: EffectText = {
  id: 'autoscaler-added',
  kind: 'capacity-changed',
  severity: 'note',
  reason: 'the autoscaler sets the number of pods from now on, between its bounds and by the load',
  recipe: [],
  before: scaledExample({ replicas: 3 }),
  after: scaledExample({ replicas: 3, scaler: 'minReplicas: 3\n  maxReplicas: 12' }),
  see: ['https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/'],
};

/** A workload that ran already gets an autoscaler. */
export const AUTOSCALER_ADDED: EffectRule = changeRule(TEXT, SCALER_KINDS, function* added(change, target) {
  const scaled = change.kind === 'added' && change.after ? scaledPods(change.after, target.after) : undefined;
  const workload = scaled && indexOf(target.before).find({ ...scaled.manifest, namespace: scaled.namespace });
  if (!change.after || !workload || autoscalerOf(workload, target.before)) return;
  const had = leastReplicas(workload, target.before);
  const { least, most } = scalingOf(change.after);
  const summary = `scales ${workload.name} between ${least} and ${most} pods, which had ${had}`;
  const states = numberAt(scaled.manifest.body, 'spec', 'replicas') !== undefined;
  if (had > most || had > least)
    yield {
      severity: 'warning',
      summary: `${summary}, and may take it down to ${counted(Math.min(least, most), 'pod')}`,
      reason: 'the minimum is below the pods that run: when the load or its metrics are low in that moment, pods go',
      recipe: [`begin with a minimum of ${had}, and lower it when the autoscaler has been seen to follow the load`],
    };
  else yield { summary: states ? `${summary}; each further apply sets it back to the replicas that its manifest states` : summary };
});
