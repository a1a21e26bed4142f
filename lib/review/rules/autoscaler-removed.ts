import { autoscalerOf, scaledPods } from '../../checks/autoscaling';
import { indexOf } from '../../checks/set-index';
import { numberAt } from '../../manifests/json';
import { scaledExample } from '../capacity/autoscaler-examples';
import { SCALER_KINDS, scalingOf } from '../capacity/scaling-view';
import { changeRule, type EffectRule, type EffectText } from '../effect-rule';
import { counted } from '../wording';

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
  const stays = 'stays at the pods that it has in that moment';
  // One is also what the API reads where nothing is stated, which changes nothing where nothing was stated before.
  const isOpen = replicas === 1 && numberAt(scaled.manifest.body, 'spec', 'replicas') === undefined;
  const then =
    replicas === undefined
      ? stays
      : isOpen
        ? `${stays}, unless its manifest states replicas: 1`
        : `has ${counted(replicas, 'pod')} from now on`;
  yield { summary: `goes: ${workload.name}, which had ${least} to ${most} pods by its load, ${then}` };
});
