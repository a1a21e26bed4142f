import { HISTORY_LIMIT } from '../../../lib/checks/rules/history-limit';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HISTORY_LIMIT, HISTORY_LIMIT.wrong)).toEqual([
    'apps/Deployment//storefront spec.revisionHistoryLimit: got 100; wanted a history of 10 at the most. Fix: lower the limit; what is older is in version control and in the logs.',
  ]);
  expect(messagesOf(HISTORY_LIMIT, HISTORY_LIMIT.right)).toEqual([]);
});

test('10 are accepted, 11 are not', () => {
  expect(messagesOf(HISTORY_LIMIT, edited(HISTORY_LIMIT.wrong, '100', '10'))).toEqual([]);
  expect(messagesOf(HISTORY_LIMIT, edited(HISTORY_LIMIT.wrong, '100', '11'))).toHaveLength(1);
});

test('both histories of a CronJob are looked at', () => {
  const cronJob =
    'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { successfulJobsHistoryLimit: 50, failedJobsHistoryLimit: 60 }';
  expect(messagesOf(HISTORY_LIMIT, cronJob).map((m) => m.slice(0, m.indexOf(';')))).toEqual([
    'batch/CronJob//a spec.failedJobsHistoryLimit: got 60',
    'batch/CronJob//a spec.successfulJobsHistoryLimit: got 50',
  ]);
});
