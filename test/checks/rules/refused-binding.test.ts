import { REFUSED_BINDING } from '../../../lib/checks/rules/refused-binding';
import { messagesOf } from '../../support/checked';

const object = (text: string): string =>
  `{ apiVersion: rbac.authorization.k8s.io/v1, kind: ${text.split(' ')[0]}, metadata: { name: it }, ${text.split(' ').slice(1).join(' ')} }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_BINDING, REFUSED_BINDING.wrong)).toEqual([
    'rbac.authorization.k8s.io/ClusterRoleBinding//exports subjects[0].namespace: got none; wanted the namespace of the ServiceAccount. Fix: name it.',
  ]);
  expect(messagesOf(REFUSED_BINDING, REFUSED_BINDING.right)).toEqual([]);
});

const told = (text: string): string[] => messagesOf(REFUSED_BINDING, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    'RoleBinding subjects: [{ kind: ServiceAccount, name: a, apiGroup: rbac.authorization.k8s.io }]',
    'subjects[0].apiGroup: got "rbac.authorization.k8s.io"; wanted none, for a ServiceAccount is of the core group',
  ],
  ['RoleBinding subjects: [{ kind: Group, name: a, apiGroup: v1 }]', 'subjects[0].apiGroup: got "v1"; wanted rbac.authorization.k8s.io'],
  ['RoleBinding subjects: [{ kind: Users, name: a }]', 'subjects[0].kind: got "Users"; wanted User, Group or ServiceAccount'],
  ['RoleBinding subjects: [{ kind: User, name: "" }]', 'subjects[0].name: got ""; wanted the name of the subject'],
  [
    'RoleBinding subjects: [{ kind: ServiceAccount, name: a_b }]',
    'subjects[0].name: got "a_b"; wanted a name that a ServiceAccount may have',
  ],
  ['RoleBinding roleRef: { kind: Roles, name: a }', 'roleRef.kind: got "Roles"; wanted Role or ClusterRole'],
  ['ClusterRoleBinding roleRef: { kind: Role, name: a }', 'roleRef.kind: got "Role"; wanted ClusterRole'],
  ['RoleBinding roleRef: { kind: Role, name: "" }', 'roleRef.name: got ""; wanted the name of the role'],
  ['RoleBinding roleRef: { kind: Role, name: a, apiGroup: v1 }', 'roleRef.apiGroup: got "v1"; wanted rbac.authorization.k8s.io'],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  'RoleBinding subjects: [{ kind: ServiceAccount, name: a }, { kind: User, name: "a b", apiGroup: rbac.authorization.k8s.io }, null, text]',
  'ClusterRoleBinding roleRef: { kind: ClusterRole, name: "system:view" }',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
