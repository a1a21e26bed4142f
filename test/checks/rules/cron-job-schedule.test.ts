import { CRON_JOB_SCHEDULE } from '../../../lib/checks/rules/cron-job-schedule';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CRON_JOB_SCHEDULE, CRON_JOB_SCHEDULE.wrong)).toEqual([
    'batch/CronJob//backup spec.schedule: got "0 0 2 * * *"; wanted five fields that come round, or a macro such as @daily; the time zone in timeZone. Fix: write minute, hour, day of the month, month and day of the week.',
  ]);
  expect(messagesOf(CRON_JOB_SCHEDULE, CRON_JOB_SCHEDULE.right)).toEqual([]);
});

const schedule = (text: string) => edited(CRON_JOB_SCHEDULE.right, '0 2 * * *', `"${text}"`);

test.each(['@daily', '*/5 8-18 * * 1-5', '0 2 1,15 * MON', '@every 1h30m'])('%s is accepted', (text) => {
  expect(messagesOf(CRON_JOB_SCHEDULE, schedule(text))).toEqual([]);
});

test.each(['', '0 2 * *', 'TZ=UTC 0 2 * * *', '0 2 30 2 *', '60 2 * * *', '@often', '@every day'])('"%s" is refused', (text) => {
  expect(messagesOf(CRON_JOB_SCHEDULE, schedule(text))).toHaveLength(1);
});

test('one that is not there is a matter of the schema', () => {
  expect(messagesOf(CRON_JOB_SCHEDULE, edited(CRON_JOB_SCHEDULE.right, '  schedule: 0 2 * * *\n', ''))).toEqual([]);
});
