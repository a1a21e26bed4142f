import { CRON_JOB_TTL } from '../../../lib/checks/rules/cron-job-ttl';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CRON_JOB_TTL, CRON_JOB_TTL.wrong)).toEqual([
    'batch/CronJob//backup spec.jobTemplate.spec.ttlSecondsAfterFinished: got 3600 s, beside the history limits; wanted successfulJobsHistoryLimit and failedJobsHistoryLimit alone. Fix: remove ttlSecondsAfterFinished.',
  ]);
  expect(messagesOf(CRON_JOB_TTL, CRON_JOB_TTL.right)).toEqual([]);
});

test('0 is a time too', () => {
  expect(messagesOf(CRON_JOB_TTL, edited(CRON_JOB_TTL.wrong, '3600', '0'))[0]).toContain('got 0 s, beside the history limits');
});

test('a Job of its own is not meant', () => {
  expect(messagesOf(CRON_JOB_TTL, edited(CRON_JOB_TTL.wrong, 'kind: CronJob', 'kind: Job'))).toEqual([]);
});
