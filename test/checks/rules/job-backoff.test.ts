import { JOB_BACKOFF } from '../../../lib/checks/rules/job-backoff';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(JOB_BACKOFF, JOB_BACKOFF.wrong)).toEqual([
    'batch/Job//migrate spec.backoffLimit: got nothing, which means 6 repetitions; wanted a backoffLimit that was thought about. Fix: set backoffLimit; 0 for what must not be repeated.',
  ]);
  expect(messagesOf(JOB_BACKOFF, JOB_BACKOFF.right)).toEqual([]);
});

test('0 is a choice', () => {
  expect(messagesOf(JOB_BACKOFF, edited(JOB_BACKOFF.right, 'backoffLimit: 2', 'backoffLimit: 0'))).toEqual([]);
});

test('the Jobs of a CronJob are looked at too', () => {
  expect(messagesOf(JOB_BACKOFF, edited(JOB_BACKOFF.right, 'kind: Job', 'kind: CronJob'))[0]).toContain(
    'spec.jobTemplate.spec.backoffLimit: got nothing',
  );
});
