import { autoscalerOf } from '../../checks/autoscaling';
import { counted } from '../../core/counted';
import { numberAt } from '../../manifests/json';
import { scaledExample } from '../capacity/autoscaler-examples';
import { type ScalingView, scalingOf } from '../capacity/scaling-view';
import { changeRule, type EffectRule, type EffectText, type Impact } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';

const TEXT: EffectText = {
  id: 'replicas-dropped',
  kind: 'capacity-changed',
  severity: 'warning',
  reason:
    'an apply that no longer states replicas takes the field away, the API server puts its default of 1 there, and the autoscaler brings the pods back only when it looks next',
  recipe: [
    'kubectl apply edit-last-applied deployment/NAME, and remove spec.replicas there, so that the apply finds nothing to take away',
    'with server-side apply: let another manager own the field first, as "Transferring Ownership" of the documentation shows with kubectl scale',
    'then apply the manifest without replicas',
  ],
  before: scaledExample({ replicas: 6 }),
  after: scaledExample({ scaler: 'minReplicas: 6\n  maxReplicas: 12' }),
  see: [
    'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
    'https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership',
  ],
};

/** The number of pods is left to an autoscaler. */
export const REPLICAS_DROPPED: EffectRule = changeRule(
  TEXT,
  ['apps/Deployment', 'apps/StatefulSet'],
  function* dropped(change, { before, after }) {
    const update = updateOf(change);
    const scaler = update && autoscalerOf(update.after, after);
    if (!update || !scaler) return;
    const [old, fresh] = [update.before, update.after].map(({ body }) => numberAt(body, 'spec', 'replicas'));
    const fields = fieldsWithin(update, 'spec.replicas');
    if (fresh !== undefined && fresh !== old && autoscalerOf(update.before, before))
      yield { fields, ...stated(fresh, scalingOf(scaler.manifest)) };
    if (old === undefined || old < 2 || fresh !== undefined) return;
    yield {
      fields,
      summary: `falls from ${old} pods to 1 for a moment, until the autoscaler brings it back to ${scalingOf(scaler.manifest).least} or more`,
    };
  },
);

/** A number beside an autoscaler, which each apply sets again. */
function stated(replicas: number, { least, most }: ScalingView): Omit<Impact, 'change'> {
  return {
    summary: `is set to ${counted(replicas, 'pod')} whatever its autoscaler has come to (${least} to ${most}), now and at every later apply`,
    reason:
      'the manifest and the autoscaler own the same field: an apply sets it to what is stated, and pods go or come until the autoscaler looks next',
    recipe: ['leave replicas out of the manifest of a workload that is scaled'],
  };
}
