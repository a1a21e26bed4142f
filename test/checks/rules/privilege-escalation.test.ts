import { PRIVILEGE_ESCALATION } from '../../../lib/checks/rules/privilege-escalation';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PRIVILEGE_ESCALATION, PRIVILEGE_ESCALATION.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.allowPrivilegeEscalation: got nothing for allowPrivilegeEscalation; wanted allowPrivilegeEscalation: false. Fix: set securityContext.allowPrivilegeEscalation to false.',
  ]);
  expect(messagesOf(PRIVILEGE_ESCALATION, PRIVILEGE_ESCALATION.right)).toEqual([]);
});

test.each(['true', 'null', '"false"'])('allowPrivilegeEscalation: %s is not false', (value) => {
  expect(
    findingsOf(PRIVILEGE_ESCALATION, pod(`{ containers: [{ securityContext: { allowPrivilegeEscalation: ${value} } }] }`)),
  ).toHaveLength(1);
});

test('Windows has no such field', () => {
  expect(messagesOf(PRIVILEGE_ESCALATION, pod('{ os: { name: windows }, containers: [{}] }'))).toEqual([]);
});
