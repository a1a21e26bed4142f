import { changeRule, type EffectRule, type EffectText } from '../effect-rule';
import { boundTo, leadsToAll, rightsBeyond, rightsOf, rightTexts } from '../privileges/role-rights';
import { fieldsWithin } from '../update';
import { listed } from '../wording';

const role = (verbs: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: storefront, namespace: shop }
rules: [{ apiGroups: [''], resources: [secrets], resourceNames: [storefront-session], verbs: [${verbs}] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: storefront, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: storefront }
subjects: [{ kind: ServiceAccount, name: storefront }]
`;

const TEXT: EffectText = {
  id: 'role-widened',
  kind: 'privilege-raised',
  severity: 'warning',
  reason: 'everybody who is bound to the role has these rights from the next request on',
  recipe: ['name the verbs and resources that are used, and the one object where it is one (resourceNames)'],
  before: role('get'),
  after: role('get, update'),
  see: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
};

/** A role allows what it did not. */
export const ROLE_WIDENED: EffectRule = changeRule(
  TEXT,
  ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  function* widened(change, { after }) {
    if (!change.after) return;
    const isNew = change.before === undefined;
    const rights = change.before ? rightsBeyond(change.after, change.before) : rightsOf(change.after);
    if (rights.length === 0) return;
    const bound = boundTo(change.after, after);
    const who = bound.length === 0 ? 'nobody of these manifests is bound to it' : `for ${listed(bound)}`;
    const toAll = rights.some(leadsToAll) ? ', which leads to every other right' : '';
    yield {
      fields: isNew ? [] : fieldsWithin(change, 'rules'),
      severity: toAll === '' ? (isNew ? 'note' : 'warning') : 'error',
      summary: `${isNew ? 'is new and allows' : 'allows'} ${listed(rightTexts(rights))}${toAll}; ${who}`,
    };
  },
);
