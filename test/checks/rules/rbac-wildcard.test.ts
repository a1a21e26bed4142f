import { RBAC_WILDCARD } from '../../../lib/checks/rules/rbac-wildcard';
import { findingsOf, messagesOf } from '../../support/checked';

const role = (rule: string, kind = 'Role') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: storefront }
rules: [null, ${rule}]
`;
const found = (rule: string) => findingsOf(RBAC_WILDCARD, role(rule)).map(({ field, got }) => `${field}: ${got}`);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(RBAC_WILDCARD, RBAC_WILDCARD.wrong)).toEqual([
    'rbac.authorization.k8s.io/Role//storefront rules[0].verbs: got a wildcard in verbs; wanted names. Fix: list the resources and verbs that are used.',
  ]);
  expect(messagesOf(RBAC_WILDCARD, RBAC_WILDCARD.right)).toEqual([]);
});

test('each list with a wildcard is told', () => {
  expect(found("{ apiGroups: ['*'], resources: ['*/scale'], verbs: [get, '*'], nonResourceURLs: ['*'] }")).toEqual([
    'rules[1].apiGroups: a wildcard in apiGroups',
    'rules[1].nonResourceURLs: a wildcard in nonResourceURLs',
    'rules[1].resources: a wildcard in resources',
    'rules[1].verbs: a wildcard in verbs',
  ]);
});

test.each(["{ nonResourceURLs: ['/healthz/*'], verbs: [get] }", '{}', '{ verbs: "*" }', '[]', "{ resources: ['pods/*x'] }"])(
  '%s has none',
  (rule) => {
    expect(found(rule)).toEqual([]);
  },
);

test('cluster roles are looked at', () => {
  expect(messagesOf(RBAC_WILDCARD, role("{ verbs: ['*'] }", 'ClusterRole'))).toHaveLength(1);
});
