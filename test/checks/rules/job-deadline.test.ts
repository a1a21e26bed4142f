import { JOB_DEADLINE } from '../../../lib/checks/rules/job-deadline';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(JOB_DEADLINE, JOB_DEADLINE.wrong)).toEqual([
    'batch/CronJob//backup spec.jobTemplate.spec.activeDeadlineSeconds: got none; wanted activeDeadlineSeconds. Fix: set it to several times what a run takes.',
  ]);
  expect(messagesOf(JOB_DEADLINE, JOB_DEADLINE.right)).toEqual([]);
});

const job = edited(JOB_DEADLINE.wrong, 'kind: CronJob', 'kind: Job');

test('a Job of its own is looked at too', () => {
  expect(messagesOf(JOB_DEADLINE, job)[0]).toContain('spec.activeDeadlineSeconds: got none');
});

test("the pods' own deadline is one", () => {
  expect(
    messagesOf(
      JOB_DEADLINE,
      edited(JOB_DEADLINE.wrong, 'restartPolicy: OnFailure', 'restartPolicy: OnFailure\n          activeDeadlineSeconds: 600'),
    ),
  ).toEqual([]);
});
