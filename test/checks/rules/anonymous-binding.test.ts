import { ANONYMOUS_BINDING } from '../../../lib/checks/rules/anonymous-binding';
import { findingsOf, messagesOf } from '../../support/checked';

const binding = (roleRef: string, subjects: string, kind = 'RoleBinding') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: storefront }
roleRef: ${roleRef}
subjects: ${subjects}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ANONYMOUS_BINDING, ANONYMOUS_BINDING.wrong)).toEqual([
    'rbac.authorization.k8s.io/ClusterRoleBinding//storefront subjects[0]: got rights for the Group system:unauthenticated; wanted subjects by name. Fix: bind the role to the service accounts or groups that need it.',
  ]);
  expect(messagesOf(ANONYMOUS_BINDING, ANONYMOUS_BINDING.right)).toEqual([]);
});

test.each([
  ['{ kind: User, name: "system:anonymous" }', true],
  ['{ kind: Group, name: "system:authenticated" }', true],
  ['{ kind: Group, name: "system:serviceaccounts" }', true],
  ['{ kind: Group, name: "system:serviceaccounts:bookshop" }', false],
  ['{ kind: User, name: "system:unauthenticated" }', false],
  ['null', false],
  ['{}', false],
])('the subject %s is a stranger: %s', (subject, stranger) => {
  expect(findingsOf(ANONYMOUS_BINDING, binding('{}', `[${subject}]`)).map(({ field }) => field)).toEqual(stranger ? ['subjects[0]'] : []);
});

test('subjects that are no list are passed over', () => {
  expect(messagesOf(ANONYMOUS_BINDING, binding('{}', '{ kind: User, name: "system:anonymous" }'))).toEqual([]);
});
