import { RBAC_SECRETS } from '../../../lib/checks/rules/rbac-secrets';
import { findingsOf, messagesOf } from '../../support/checked';

const role = (rule: string, kind = 'Role') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: storefront }
rules: [null, ${rule}]
`;
const found = (rule: string) => findingsOf(RBAC_SECRETS, role(rule)).map(({ field, got }) => `${field}: ${got}`);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(RBAC_SECRETS, RBAC_SECRETS.wrong)).toEqual([
    'rbac.authorization.k8s.io/Role//storefront rules[0]: got get, list on secrets; wanted get on named Secrets. Fix: name the Secrets in resourceNames, or mount the one that is needed.',
  ]);
  expect(messagesOf(RBAC_SECRETS, RBAC_SECRETS.right)).toEqual([]);
});

test.each([
  ["{ apiGroups: [''], resources: [secrets], verbs: [watch] }", ['watch on secrets']],
  ["{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }", ['get, list, watch on secrets']],
  ["{ apiGroups: [''], resources: [secrets], verbs: [create, delete] }", []],
  ["{ apiGroups: [''], resources: [secrets], resourceNames: [a], verbs: [get] }", []],
  ["{ apiGroups: [''], resources: [configmaps], verbs: [get] }", []],
])('%s: %j', (rule, got) => {
  expect(found(rule)).toEqual(got.map((text) => `rules[1]: ${text}`));
});
