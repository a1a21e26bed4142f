import { isWeakenedBackup } from '../data/weakened-backup';
import { changeRule, type EffectRule } from '../effect-rule';
import { cronJobExample } from '../rollouts/cron-job-example';
import { scheduleText } from '../rollouts/workload-pods';
import { fieldsWithin, updateOf } from '../update';

/** A CronJob whose next run is another than it would have been. */
export const CRON_JOB_CHANGED: EffectRule = changeRule(
  {
    id: 'cron-job-changed',
    kind: 'no-restart',
    severity: 'note',
    reason: 'a CronJob makes each Job from its template when the time has come, and leaves alone those that it has made',
    recipe: [],
    before: cronJobExample(),
    after: cronJobExample({ tag: '1.5.0' }),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#modifying-a-cronjob'],
  },
  ['batch/CronJob'],
  function* changed(change, target) {
    const update = updateOf(change);
    if (!update) return;
    const template = fieldsWithin(update, 'spec.jobTemplate');
    const time = isWeakenedBackup(change, target) ? [] : fieldsWithin(update, 'spec.schedule', 'spec.timeZone');
    const when = time.length > 0 ? `runs at ${scheduleText(update.after)} instead of ${scheduleText(update.before)}` : '';
    const what = template.length > 0 ? 'a run in progress goes on as it is, the next one has the new template' : '';
    if (when !== '' || what !== '')
      yield { fields: [...time, ...template], summary: [when, what].filter((part) => part !== '').join('; ') };
  },
);
