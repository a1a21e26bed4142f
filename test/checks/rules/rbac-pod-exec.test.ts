import { RBAC_POD_EXEC } from '../../../lib/checks/rules/rbac-pod-exec';
import { findingsOf, messagesOf } from '../../support/checked';

const role = (rule: string, kind = 'Role') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: storefront }
rules: [null, ${rule}]
`;
const found = (rule: string) => findingsOf(RBAC_POD_EXEC, role(rule)).map(({ field, got }) => `${field}: ${got}`);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(RBAC_POD_EXEC, RBAC_POD_EXEC.wrong)).toEqual([
    'rbac.authorization.k8s.io/Role//storefront rules[0]: got create on pods/exec; wanted a role without pods/exec, pods/attach and pods/ephemeralcontainers. Fix: remove the resource; give it to persons for a while, when they need it.',
  ]);
  expect(messagesOf(RBAC_POD_EXEC, RBAC_POD_EXEC.right)).toEqual([]);
});

test.each([
  [
    "{ apiGroups: [''], resources: [pods/exec, pods/attach], verbs: [create, get, list] }",
    ['create, get on pods/exec', 'create, get on pods/attach'],
  ],
  ["{ apiGroups: [''], resources: [pods/ephemeralcontainers], verbs: [patch] }", ['patch on pods/ephemeralcontainers']],
  ["{ apiGroups: ['*'], resources: [pods/*], verbs: [update] }", ['update on pods/ephemeralcontainers']],
  ["{ apiGroups: [''], resources: ['*/exec'], verbs: ['*'] }", ['create, get on pods/exec']],
  ["{ apiGroups: [''], resources: [pods], verbs: [create, get] }", []],
  ['{ apiGroups: [apps], resources: [pods/exec], verbs: [create] }', []],
  ["{ apiGroups: [''], resources: [pods/exec], verbs: [list] }", []],
  ['{}', []],
])('%s: %j', (rule, got) => {
  expect(found(rule)).toEqual(got.map((text) => `rules[1]: ${text}`));
});
