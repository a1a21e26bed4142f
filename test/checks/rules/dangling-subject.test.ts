import { DANGLING_SUBJECT } from '../../../lib/checks/rules/dangling-subject';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const binding = (kind: string, metadata: string, subjects: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: exports${metadata} }
subjects: ${subjects}
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: exports, namespace: shop }
`;

const told = (...args: Parameters<typeof binding>) => messagesOf(DANGLING_SUBJECT, binding(...args)).map((text) => text.split(';')[0]);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DANGLING_SUBJECT, DANGLING_SUBJECT.wrong)).toEqual([
    'rbac.authorization.k8s.io/RoleBinding/shop/exports subjects[0].name: got ServiceAccount "export" in namespace "shop", which is not there; wanted a ServiceAccount of the manifests, or a mention of it in the setting `elsewhere`. Fix: add the ServiceAccount, or correct its name.',
  ]);
  expect(messagesOf(DANGLING_SUBJECT, DANGLING_SUBJECT.right)).toEqual([]);
});

test('a subject without a namespace is in that of its binding', () => {
  expect(told('RoleBinding', ', namespace: shop', '[{ kind: ServiceAccount, name: exports }]')).toEqual([]);
  expect(told('RoleBinding', ', namespace: shop', '[{ kind: User, name: ada }, { kind: ServiceAccount, name: export }]')).toEqual([
    'rbac.authorization.k8s.io/RoleBinding/shop/exports subjects[1].name: got ServiceAccount "export" in namespace "shop", which is not there',
  ]);
});

test('a ClusterRoleBinding is looked at too', () => {
  expect(told('ClusterRoleBinding', '', '[{ kind: ServiceAccount, name: export, namespace: shop }]')).toEqual([
    'rbac.authorization.k8s.io/ClusterRoleBinding//exports subjects[0].name: got ServiceAccount "export" in namespace "shop", which is not there',
  ]);
});

test('of a namespace in which the set has neither accounts nor pods nothing is expected', () => {
  const prometheus = '[{ kind: ServiceAccount, name: prometheus, namespace: monitoring }]';
  expect(told('ClusterRoleBinding', '', prometheus)).toEqual([]);
  const pod = '---\n{ apiVersion: v1, kind: Pod, metadata: { name: a, namespace: monitoring } }';
  expect(messagesOf(DANGLING_SUBJECT, binding('ClusterRoleBinding', '', prometheus) + pod)).toHaveLength(1);
});

test('the default account is in every namespace, and what is said to be elsewhere is there', () => {
  expect(told('RoleBinding', ', namespace: shop', '[{ kind: ServiceAccount, name: default }]')).toEqual([]);
  expect(messagesOf(DANGLING_SUBJECT, DANGLING_SUBJECT.wrong, { settings: { elsewhere: ['/ServiceAccount/shop/export'] } })).toEqual([]);
});

test.each([
  '7',
  '[7]',
  '[{}]',
  '[{ kind: ServiceAccount }]',
  '[{ kind: ServiceAccount, name: 7 }]',
  '[{ kind: Group, name: export, namespace: shop }]',
])('%s names no account', (subjects) => {
  expect(told('RoleBinding', ', namespace: shop', subjects)).toEqual([]);
});

test('a kind of another group is another kind', () => {
  expect(messagesOf(DANGLING_SUBJECT, edited(DANGLING_SUBJECT.wrong, 'rbac.authorization.k8s.io/v1\n', 'shop.example/v1\n'))).toEqual([]);
});
