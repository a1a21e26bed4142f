import { CRON_JOB_DEADLINE } from '../../../lib/checks/rules/cron-job-deadline';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CRON_JOB_DEADLINE, CRON_JOB_DEADLINE.wrong)).toEqual([
    'batch/CronJob//backup spec.startingDeadlineSeconds: got none; wanted startingDeadlineSeconds of 10 s or more. Fix: set it to how late a run still makes sense.',
  ]);
  expect(messagesOf(CRON_JOB_DEADLINE, CRON_JOB_DEADLINE.right)).toEqual([]);
});

test('what the controller may miss is refused: below 10 s', () => {
  const deadline = (seconds: number) => edited(CRON_JOB_DEADLINE.right, '3600', `${seconds}`);
  expect(messagesOf(CRON_JOB_DEADLINE, deadline(9))[0]).toContain('got 9 s;');
  expect(messagesOf(CRON_JOB_DEADLINE, deadline(10))).toEqual([]);
});
