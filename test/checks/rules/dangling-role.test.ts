import { DANGLING_ROLE } from '../../../lib/checks/rules/dangling-role';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const binding = (kind: string, metadata: string, roleRef: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: exports${metadata} }
roleRef: ${roleRef}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_ROLE, DANGLING_ROLE.wrong)).toEqual([
    'rbac.authorization.k8s.io/RoleBinding/shop/exports roleRef.name: got Role "export" in namespace "shop", which is not there; wanted a Role or ClusterRole of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the role, or correct roleRef; a binding has to be made anew for it.',
  ]);
  expect(messagesOf(DANGLING_ROLE, DANGLING_ROLE.right)).toEqual([]);
});

test('a Role counts in its own namespace only', () => {
  const moved = edited(
    DANGLING_ROLE.right,
    'Role\nmetadata: { name: exports, namespace: shop }',
    'Role\nmetadata: { name: exports, namespace: other }',
  );
  expect(messagesOf(DANGLING_ROLE, moved)).toHaveLength(1);
});

test('a ClusterRole is more often made elsewhere, so its absence is only worth a look', () => {
  const bindings = ['RoleBinding', 'ClusterRoleBinding'].map((kind) => binding(kind, '', '{ kind: ClusterRole, name: exports }'));
  for (const each of bindings) {
    expect(findingsOf(DANGLING_ROLE, each).map(({ severity, got }) => [severity, got])).toEqual([
      ['note', 'ClusterRole "exports", which is not there'],
    ]);
    expect(
      messagesOf(DANGLING_ROLE, `${each}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: exports }\n`),
    ).toEqual([]);
  }
  expect(findingsOf(DANGLING_ROLE, DANGLING_ROLE.wrong).map(({ severity }) => severity)).toEqual(['warning']);
});

test.each(['cluster-admin', 'admin', 'edit', 'view', 'system:auth-delegator'])('the ClusterRole %s is everywhere', (name) => {
  expect(messagesOf(DANGLING_ROLE, binding('ClusterRoleBinding', '', `{ kind: ClusterRole, name: "${name}" }`))).toEqual([]);
});

test('roles that each cluster has in the namespaces of the system are not asked for', () => {
  const reader = (namespace: string) =>
    binding('RoleBinding', `, namespace: ${namespace}`, '{ kind: Role, name: extension-apiserver-authentication-reader }');
  expect(messagesOf(DANGLING_ROLE, reader('kube-system'))).toEqual([]);
  expect(messagesOf(DANGLING_ROLE, reader('shop'))).toHaveLength(1);
  expect(
    messagesOf(
      DANGLING_ROLE,
      binding('RoleBinding', ', namespace: kube-public', '{ kind: Role, name: "system:controller:bootstrap-signer" }'),
    ),
  ).toEqual([]);
  expect(messagesOf(DANGLING_ROLE, binding('RoleBinding', ', namespace: kube-system', '{ kind: Role, name: cluster-admin }'))).toHaveLength(
    1,
  );
});

test('what is said to be elsewhere is there', () => {
  const elsewhere = ['rbac.authorization.k8s.io/Role/shop/export'];
  expect(messagesOf(DANGLING_ROLE, DANGLING_ROLE.wrong, { settings: { elsewhere } })).toEqual([]);
});

test.each(['{}', '7', '{ kind: Role }', '{ kind: Role, name: 7 }', '{ kind: Group, name: exports }', '{ name: exports }'])(
  '%s names no role',
  (roleRef) => {
    expect(messagesOf(DANGLING_ROLE, binding('RoleBinding', '', roleRef))).toEqual([]);
  },
);
