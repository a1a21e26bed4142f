import { LOW_USER_ID } from '../../../lib/checks/rules/low-user-id';
import { findingsOf, messagesOf } from '../../support/checked';

const DEMANDED = { settings: { requireHighUserIds: true } };

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(LOW_USER_ID, LOW_USER_ID.wrong, DEMANDED)).toEqual([
    '/Pod//storefront spec.securityContext.runAsUser: got runAsUser: 101; wanted a number of 10000 or more, where the setting `requireHighUserIds` demands one. Fix: build the image for a user with a high number, or give the pods user namespaces by `hostUsers: false`.',
  ]);
  expect(messagesOf(LOW_USER_ID, LOW_USER_ID.right, DEMANDED)).toEqual([]);
});

test('nothing is said where nobody demands high numbers', () => {
  expect(messagesOf(LOW_USER_ID, LOW_USER_ID.wrong)).toEqual([]);
  expect(messagesOf(LOW_USER_ID, LOW_USER_ID.wrong, { settings: { requireHighUserIds: false } })).toEqual([]);
});

test.each(['runAsUser: 9999', 'runAsGroup: 0', 'runAsGroup: 999'])('%s is low', (field) => {
  const found = findingsOf(LOW_USER_ID, pod(`{ containers: [{ securityContext: { ${field} } }] }`), DEMANDED);
  expect(found.map(({ got, severity }) => `${severity} ${got}`)).toEqual([`error ${field}`]);
});

test.each(['runAsUser: 10000', 'runAsUser: 0', 'runAsUser: "101"', 'runAsGroup: null'])('%s is not for this rule', (field) => {
  expect(messagesOf(LOW_USER_ID, pod(`{ securityContext: { ${field} } }`), DEMANDED)).toEqual([]);
});

test('in a user namespace every number is one of the pod alone', () => {
  const numbered = (hostUsers: string) => pod(`{ hostUsers: ${hostUsers}, securityContext: { runAsUser: 101 } }`);
  expect(messagesOf(LOW_USER_ID, numbered('false'), DEMANDED)).toEqual([]);
  expect(messagesOf(LOW_USER_ID, numbered('true'), DEMANDED)).toHaveLength(1);
  expect(messagesOf(LOW_USER_ID, numbered('"false"'), DEMANDED)).toHaveLength(1);
});
