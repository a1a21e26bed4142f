import { at } from '../../manifests/json';
import { changeRule, type EffectRule } from '../effect-rule';
import { fieldsWithin, updateOf } from '../update';
import { oldName } from '../wording';

const job = (name: string): string => `
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, namespace: shop }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: migrate, image: registry.example/storefront:2.4.1 }] } } }
`;

/** A Job that runs because of the change. */
export const JOB_RUNS: EffectRule = changeRule(
  {
    id: 'job-runs',
    kind: 'starts',
    severity: 'note',
    reason: 'a Job runs as soon as it is there, and again under every new name',
    recipe: [],
    before: '',
    after: job('migrate-2-4-1'),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/'],
  },
  ['batch/Job'],
  function* runs(change) {
    const { kind, after, before } = change;
    const waits = at(after?.body, 'spec', 'suspend') === true;
    const update = updateOf(change);
    if (update) {
      if (at(update.before.body, 'spec', 'suspend') === true && !waits)
        yield { fields: fieldsWithin(update, 'spec.suspend'), summary: 'runs now, no longer suspended' };
    } else if (kind === 'added')
      yield waits ? { kind: 'no-restart', summary: 'waits, suspended' } : { summary: 'runs once, as soon as it is there' };
    else if (kind === 'renamed' && before && after && !waits)
      yield { summary: `runs anew under its new name; the one before it, ${oldName(before, after)}, goes` };
  },
);
