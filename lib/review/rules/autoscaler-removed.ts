import { autoscalerOf, scaledPods } from '../../checks/autoscaling';
import { indexOf } from '../../checks/set-index';
import { counted } from '../../core/counted';
import { numberAt } from '../../manifests/json';
import { scaledExample } from '../capacity/autoscaler-examples';
import { SCALER_KINDS, scalingOf } from '../capacity/scaling-view';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';

const TEXT: EffectText = {
  id: 'autoscaler-removed',
  kind: 'capacity-changed',
  severity: 'warning',
  reason: 'without its autoscaler a workload has the same number of pods at night and in a sale',
  recipe: ['set spec.replicas of the workload to what its busiest hour needs, before the autoscaler goes'],
  before: scaledExample({ scaler: 'minReplicas: 2\n  maxReplicas: 12' }),
  after: scaledExample({ replicas: 2 }),
  see: ['https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/'],
};

/** Nobody scales a workload any more that stays. */
export const AUTOSCALER_REMOVED: EffectRule = changeRule(TEXT, SCALER_KINDS, function* removed(change, target) {
  const scaled = change.kind === 'removed' && change.before ? scaledPods(change.before, target.before) : undefined;
  if (!scaled || !change.before) return;
  const workload = indexOf(target.after).find({ ...scaled.manifest, namespace: scaled.namespace });
  // A workload that goes too is told itself, and one that another autoscaler takes over is scaled as before.
  if (!workload || autoscalerOf(workload, target.after)) return;
  const replicas = numberAt(workload.body, 'spec', 'replicas');
  const { least, most } = scalingOf(change.before);
  // The stored form has a number only where one is stated, or was before.
  const then = replicas === undefined ? 'stays at the pods that it has in that moment' : `has ${counted(replicas, 'pod')} from now on`;
  yield { summary: `goes: ${workload.name}, which had ${least} to ${most} pods by its load, ${then}` };
});
