import { SERVICE_ACCOUNT_TOKEN } from '../../../lib/checks/rules/service-account-token';
import { messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

const account = (automount: string) => `---
apiVersion: v1
kind: ServiceAccount
metadata: { name: storefront }
${automount}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SERVICE_ACCOUNT_TOKEN, SERVICE_ACCOUNT_TOKEN.wrong)).toEqual([
    '/Pod//storefront spec.automountServiceAccountToken: got a token of the service account "storefront"; wanted automountServiceAccountToken: false for pods whose service account no binding gives rights to. Fix: set automountServiceAccountToken to false in the pods or in their service account.',
  ]);
  expect(messagesOf(SERVICE_ACCOUNT_TOKEN, SERVICE_ACCOUNT_TOKEN.right)).toEqual([]);
});

test.each([
  ['serviceAccountName: storefront', 'automountServiceAccountToken: false', 0],
  ['serviceAccount: storefront', 'automountServiceAccountToken: false', 0],
  ['serviceAccountName: storefront, automountServiceAccountToken: true', 'automountServiceAccountToken: false', 1],
  ['serviceAccountName: storefront', 'automountServiceAccountToken: true', 1],
  ['serviceAccountName: storefront', '', 1],
  ['serviceAccountName: other', 'automountServiceAccountToken: false', 1],
  ['serviceAccountName: storefront, automountServiceAccountToken: null', 'automountServiceAccountToken: false', 0],
])('pods with %s and an account with "%s": the pods say first', (fields, automount, found) => {
  expect(messagesOf(SERVICE_ACCOUNT_TOKEN, pod(`{ ${fields} }`) + account(automount))).toHaveLength(found);
});

test.each(['RoleBinding', 'ClusterRoleBinding'])('pods whose account has rights by a %s use the API', (kind) => {
  const binding = `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: storefront }
subjects: [null, { kind: ServiceAccount, name: storefront, namespace: default }]
`;
  expect(messagesOf(SERVICE_ACCOUNT_TOKEN, pod('{ serviceAccountName: storefront }') + binding)).toEqual([]);
  expect(messagesOf(SERVICE_ACCOUNT_TOKEN, pod('{ serviceAccountName: other }') + binding)).toHaveLength(1);
});
