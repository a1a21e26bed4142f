import { RESTART_POLICY } from '../../../lib/checks/rules/restart-policy';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(RESTART_POLICY, RESTART_POLICY.wrong)).toEqual([
    'batch/Job//migrate spec.template.spec.restartPolicy: got nothing, which means Always; wanted Never or OnFailure in a Job, and Always in what runs on. Fix: set the policy that the kind allows.',
  ]);
  expect(messagesOf(RESTART_POLICY, RESTART_POLICY.right)).toEqual([]);
});

const policy = (text: string) => edited(RESTART_POLICY.right, 'OnFailure', text);

test('Always is refused in a Job, Never is not', () => {
  expect(messagesOf(RESTART_POLICY, policy('Always'))[0]).toContain('got Always;');
  expect(messagesOf(RESTART_POLICY, policy('Never'))).toEqual([]);
});

test.each(['Never', 'OnFailure'])('%s is refused in a Deployment', (text) => {
  const deployment = edited(edited(policy(text), 'batch/v1', 'apps/v1'), 'kind: Job', 'kind: Deployment');
  expect(messagesOf(RESTART_POLICY, deployment)[0]).toContain(`got ${text};`);
});

test('nothing and Always are accepted in a Deployment', () => {
  const deployment = (yaml: string) => edited(edited(yaml, 'batch/v1', 'apps/v1'), 'kind: Job', 'kind: Deployment');
  expect(messagesOf(RESTART_POLICY, deployment(policy('Always')))).toEqual([]);
  expect(messagesOf(RESTART_POLICY, deployment(RESTART_POLICY.wrong))).toEqual([]);
});

test('a pod of its own may have any', () => {
  expect(messagesOf(RESTART_POLICY, 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { restartPolicy: Never }')).toEqual([]);
});

test('the Jobs of a CronJob are looked at too', () => {
  expect(messagesOf(RESTART_POLICY, 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }')[0]).toContain(
    'spec.jobTemplate.spec.template.spec.restartPolicy',
  );
});
