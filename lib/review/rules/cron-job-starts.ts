import { at } from '../../manifests/json';
import { changeRule, type EffectRule } from '../effect-rule';
import { cronJobExample } from '../rollouts/cron-job-example';
import { scheduleText } from '../rollouts/workload-pods';
import { fieldsWithin, updateOf } from '../update';

/** A CronJob that is new, or no longer suspended. */
export const CRON_JOB_STARTS: EffectRule = changeRule(
  {
    id: 'cron-job-starts',
    kind: 'no-restart',
    severity: 'note',
    reason: 'nothing runs before the first time that the schedule names',
    recipe: [],
    before: cronJobExample({ suspend: true }),
    after: cronJobExample(),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension'],
  },
  ['batch/CronJob'],
  function* starts(change) {
    const { kind, before, after } = change;
    if (!after || at(after.body, 'spec', 'suspend') === true) return;
    const update = updateOf(change);
    if (kind === 'added') yield { summary: `will run at ${scheduleText(after)}` };
    else if (kind === 'renamed' && before) yield { summary: `will run at ${scheduleText(after)}, in the place of ${before.name}` };
    else if (update && at(update.before.body, 'spec', 'suspend') === true)
      yield {
        fields: fieldsWithin(update, 'spec.suspend'),
        summary: `runs again at ${scheduleText(after)}; a run that it missed meanwhile may start at once`,
      };
  },
);
