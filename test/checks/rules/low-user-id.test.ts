import { LOW_USER_ID } from '../../../lib/checks/rules/low-user-id';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(LOW_USER_ID, LOW_USER_ID.wrong)).toEqual([
    '/Pod//storefront spec.securityContext.runAsUser: got runAsUser: 101; wanted a number of 10000 or more. Fix: give the image a user with a high number, where the image is yours.',
  ]);
  expect(messagesOf(LOW_USER_ID, LOW_USER_ID.right)).toEqual([]);
});

test.each(['runAsUser: 9999', 'runAsGroup: 0', 'runAsGroup: 999'])('%s is low', (field) => {
  expect(
    findingsOf(LOW_USER_ID, pod(`{ containers: [{ securityContext: { ${field} } }] }`)).map(({ got, severity }) => `${severity} ${got}`),
  ).toEqual([`note ${field}`]);
});

test.each(['runAsUser: 10000', 'runAsUser: 0', 'runAsUser: "101"', 'runAsGroup: null'])('%s is not for this rule', (field) => {
  expect(messagesOf(LOW_USER_ID, pod(`{ securityContext: { ${field} } }`))).toEqual([]);
});
