import { at } from '../../manifests/json';
import { changeRule, type EffectRule } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';

const job = (spec: string): string => `
apiVersion: batch/v1
kind: Job
metadata: { name: reindex, namespace: shop }
spec: { ${spec}template: { spec: { restartPolicy: Never, containers: [{ name: reindex, image: registry.example/search:1.0.0 }] } } }
`;

/** A Job whose pods are ended, where it still runs. */
export const JOB_STOPS: EffectRule = changeRule(
  {
    id: 'job-stops',
    kind: 'stops',
    severity: 'warning',
    reason: 'pods that still run are ended in the middle of what they do; what has run to its end is not undone',
    recipe: ['let it finish first: kubectl wait --for=condition=complete'],
    before: job(''),
    after: job('suspend: true, '),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job'],
  },
  ['batch/Job'],
  function* stops(change) {
    const update = updateOf(change);
    if (change.kind === 'removed') yield { severity: 'note', summary: 'goes with its pods, which ends it if it still runs' };
    else if (update && at(update.before.body, 'spec', 'suspend') !== true && at(update.after.body, 'spec', 'suspend') === true)
      yield { fields: fieldsWithin(update, 'spec.suspend'), summary: 'is suspended: its pods end, and start again when it goes on' };
  },
);
