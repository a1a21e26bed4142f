import { REFUSED_ROLE } from '../../../lib/checks/rules/refused-role';
import { messagesOf } from '../../support/checked';

const object = (text: string): string =>
  `{ apiVersion: rbac.authorization.k8s.io/v1, kind: ${text.split(' ')[0]}, metadata: { name: it }, rules: [${text.split(' ').slice(1).join(' ')}] }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_ROLE, REFUSED_ROLE.wrong)).toEqual([
    'rbac.authorization.k8s.io/Role//storefront rules[0].nonResourceURLs: got addresses in a Role; wanted a ClusterRole for addresses. Fix: make it a ClusterRole.',
  ]);
  expect(messagesOf(REFUSED_ROLE, REFUSED_ROLE.right)).toEqual([]);
});

const told = (text: string): string[] => messagesOf(REFUSED_ROLE, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    'Role { apiGroups: [""], resources: [pods], verbs: [] }',
    'rules[0].verbs: got no verb; wanted apiGroups and resources, or nonResourceURLs in a ClusterRole, and verbs',
  ],
  [
    'Role { apiGroups: [""], verbs: [get] }',
    'rules[0].resources: got none; wanted apiGroups and resources, or nonResourceURLs in a ClusterRole, and verbs',
  ],
  [
    'ClusterRole { resources: [pods], verbs: [get] }',
    'rules[0].apiGroups: got none; wanted apiGroups and resources, or nonResourceURLs in a ClusterRole, and verbs',
  ],
  [
    'ClusterRole { apiGroups: [""], nonResourceURLs: [/healthz], verbs: [get] }',
    'rules[0].nonResourceURLs: got addresses beside resources; wanted one of the two in a rule',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  'Role { apiGroups: [""], resources: [pods], verbs: [get] }',
  'ClusterRole { nonResourceURLs: [/healthz], verbs: [get] }',
  'ClusterRole null',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
