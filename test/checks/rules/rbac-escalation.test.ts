import { RBAC_ESCALATION } from '../../../lib/checks/rules/rbac-escalation';
import { findingsOf, messagesOf } from '../../support/checked';

const role = (rule: string, kind = 'Role') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: storefront }
rules: [null, ${rule}]
`;
const found = (rule: string) => findingsOf(RBAC_ESCALATION, role(rule)).map(({ field, got }) => `${field}: ${got}`);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(RBAC_ESCALATION, RBAC_ESCALATION.wrong)).toEqual([
    'rbac.authorization.k8s.io/ClusterRole//storefront rules[0]: got escalate on clusterroles; wanted a role without escalate, bind, impersonate and serviceaccounts/token. Fix: remove the verb, or name the one object it is for in resourceNames.',
  ]);
  expect(messagesOf(RBAC_ESCALATION, RBAC_ESCALATION.right)).toEqual([]);
});

test.each([
  ['{ apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [bind, escalate, get] }', ['escalate, bind on roles']],
  ["{ apiGroups: [''], resources: [users, groups], verbs: [impersonate] }", ['impersonate on users', 'impersonate on groups']],
  ["{ apiGroups: [''], resources: [serviceaccounts/token], verbs: [create] }", ['create on serviceaccounts/token']],
  ["{ apiGroups: [''], resources: [serviceaccounts/token], resourceNames: [storefront], verbs: [create] }", []],
  ["{ apiGroups: [''], resources: [serviceaccounts], verbs: [create, get] }", []],
  ['{ apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create] }', []],
])('%s: %j', (rule, got) => {
  expect(found(rule)).toEqual(got.map((text) => `rules[1]: ${text}`));
});
