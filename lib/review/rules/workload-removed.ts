import { keepersOf } from '../../checks/pruners';
import { numberAt } from '../../manifests/json';
import { changeRule, type EffectRule } from '../effect-rule';
import { deploymentExample } from '../rollouts/rollout-examples';
import { LASTING_WORKLOADS, ownPods } from '../rollouts/workload-pods';
import { podsIn } from '../set-pods';
import { durationText, listed } from '../wording';

/** Pods that go and do not come back. */
export const WORKLOAD_REMOVED: EffectRule = changeRule(
  {
    id: 'workload-removed',
    kind: 'stops',
    severity: 'warning',
    reason:
      'what is no longer among the manifests is deleted, by Argo CD and Flux where they prune and by kubectl apply --prune, and its pods go with it',
    recipe: [
      'see that nobody calls it any more, then let it go',
      'to keep the pods and hand them over, delete it by kubectl delete --cascade=orphan first',
    ],
    before: `${deploymentExample()}---${deploymentExample({ name: 'checkout' })}`,
    after: deploymentExample(),
    see: ['https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion'],
  },
  LASTING_WORKLOADS,
  function* removed({ kind, object, before }, target) {
    if (kind !== 'removed' || !before) return;
    const pods = ownPods(before, target.before);
    const grace = numberAt(podsIn(target.before).get(object)?.spec, 'terminationGracePeriodSeconds') ?? 30;
    if (pods === undefined) yield { kind: 'no-restart', severity: 'note', summary: 'goes, and had no pods', recipe: [] };
    else {
      const ends = `ends ${pods} for good,${pods === 'its 1 pod' ? '' : ' each'} within ${durationText(grace)}`;
      const keepers = keepersOf(before.body).map(({ name }) => name);
      yield keepers.length === 0
        ? { summary: ends }
        : {
            severity: 'note',
            summary: `${listed(keepers)} ${keepers.length === 1 ? 'leaves' : 'leave'} it running, as its annotations ask; any other tool ${ends}`,
            recipe: [],
          };
    }
  },
);
