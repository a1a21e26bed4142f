import { at } from '../../manifests/json';
import { isWeakenedBackup } from '../data/weakened-backup';
import { changeRule, type EffectRule } from '../effect-rule';
import { cronJobExample } from '../rollouts/cron-job-example';
import { scheduleText } from '../rollouts/workload-pods';
import { fieldsWithin, updateOf } from '../update';

/** A CronJob that runs no more. */
export const CRON_JOB_STOPS: EffectRule = changeRule(
  {
    id: 'cron-job-stops',
    kind: 'no-restart',
    severity: 'warning',
    reason: 'nobody is told that a schedule has ended; what it did is missed when somebody needs it',
    recipe: ['see that nobody needs what it did, a backup or a clean-up for example'],
    before: cronJobExample(),
    after: cronJobExample({ suspend: true }),
    see: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension'],
  },
  ['batch/CronJob'],
  function* stops(change, target) {
    const { kind, before, after } = change;
    if (!before || at(before.body, 'spec', 'suspend') === true || isWeakenedBackup(change, target)) return;
    const when = scheduleText(before);
    if (kind === 'removed') yield { summary: `no longer runs at ${when}; a run in progress ends with it` };
    else if (updateOf(change) && at(after?.body, 'spec', 'suspend') === true)
      yield { fields: fieldsWithin(change, 'spec.suspend'), summary: `no longer runs at ${when}; a run in progress goes on` };
  },
);
