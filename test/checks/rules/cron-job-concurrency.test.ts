import { CRON_JOB_CONCURRENCY } from '../../../lib/checks/rules/cron-job-concurrency';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CRON_JOB_CONCURRENCY, CRON_JOB_CONCURRENCY.wrong)).toEqual([
    'batch/CronJob//backup spec.concurrencyPolicy: got nothing, which means Allow; wanted a concurrencyPolicy that is said: Forbid or Replace, or Allow where runs may overlap. Fix: set Forbid.',
  ]);
  expect(messagesOf(CRON_JOB_CONCURRENCY, CRON_JOB_CONCURRENCY.right)).toEqual([]);
});

test.each(['Allow', 'Replace'])('%s is accepted where it is said', (policy) => {
  expect(messagesOf(CRON_JOB_CONCURRENCY, edited(CRON_JOB_CONCURRENCY.right, 'Forbid', policy))).toEqual([]);
});
