import { CLUSTER_ADMIN_BINDING } from '../../../lib/checks/rules/cluster-admin-binding';
import { messagesOf } from '../../support/checked';

const binding = (roleRef: string, subjects: string, kind = 'RoleBinding') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: storefront }
roleRef: ${roleRef}
subjects: ${subjects}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CLUSTER_ADMIN_BINDING, CLUSTER_ADMIN_BINDING.wrong)).toEqual([
    'rbac.authorization.k8s.io/ClusterRoleBinding//storefront roleRef.name: got a binding to cluster-admin; wanted a role of its own with what is needed. Fix: write a Role for the subject and bind that.',
  ]);
  expect(messagesOf(CLUSTER_ADMIN_BINDING, CLUSTER_ADMIN_BINDING.right)).toEqual([]);
});

test('in one namespace it is still everything there', () => {
  expect(messagesOf(CLUSTER_ADMIN_BINDING, binding('{ kind: ClusterRole, name: cluster-admin }', '[]'))).toHaveLength(1);
});

test.each(['{ kind: Role, name: cluster-admin }', '{ kind: ClusterRole, name: admin }', 'null', 'text'])(
  '%s is another role',
  (roleRef) => {
    expect(messagesOf(CLUSTER_ADMIN_BINDING, binding(roleRef, '[]'))).toEqual([]);
  },
);
