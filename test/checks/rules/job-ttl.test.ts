import { JOB_TTL } from '../../../lib/checks/rules/job-ttl';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(JOB_TTL, JOB_TTL.wrong)).toEqual([
    'batch/Job//migrate spec.ttlSecondsAfterFinished: got none; wanted ttlSecondsAfterFinished on a Job of its own. Fix: say how long its log is worth keeping.',
  ]);
  expect(messagesOf(JOB_TTL, JOB_TTL.right)).toEqual([]);
});

test.each(['helm.sh/hook-delete-policy: before-hook-creation', 'argocd.argoproj.io/hook: PreSync'])(
  'a Job that is removed by %s needs none',
  (annotation) => {
    expect(messagesOf(JOB_TTL, edited(JOB_TTL.wrong, '{ name: migrate }', `{ name: migrate, annotations: { ${annotation} } }`))).toEqual(
      [],
    );
  },
);

test('a Job that is only started by a hook does', () => {
  expect(
    messagesOf(JOB_TTL, edited(JOB_TTL.wrong, '{ name: migrate }', '{ name: migrate, annotations: { helm.sh/hook: pre-install } }')),
  ).toHaveLength(1);
});

test('0, which removes it at once, is accepted', () => {
  expect(messagesOf(JOB_TTL, edited(JOB_TTL.right, '86400', '0'))).toEqual([]);
});
