import { indexOf } from '../../checks/set-index';
import { textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { changeRule, type EffectRule, type EffectText, type ReviewTarget } from '../effect-rule';
import { oldIdentities } from '../old-names';
import { leadsToAll, rightsOf, rightTexts, subjectsOf } from '../privileges/role-rights';
import { fieldsWithin } from '../update';
import { listed } from '../wording';

const binding = (more: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: readers, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: dashboard }${more}]
`;

const TEXT: EffectText = {
  id: 'role-bound',
  kind: 'privilege-raised',
  severity: 'warning',
  reason: 'a subject has the rights of every role that it is bound to, from the next request on',
  recipe: ['bind a role with what is needed, in the namespace where it is needed'],
  before: binding(''),
  after: binding(', { kind: ServiceAccount, name: storefront }'),
  see: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
};

const RBAC = 'rbac.authorization.k8s.io';

/** Groups that hold everybody who reaches the API server, with a login or without one. */
const EVERYBODY = /^(Group system:(anonymous|unauthenticated|authenticated|serviceaccounts)|User system:anonymous)$/;

/** Somebody is given the rights of a role. */
export const ROLE_BOUND: EffectRule = changeRule(
  TEXT,
  [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`],
  function* bound(change, target) {
    if (!change.after) return;
    const had = new Set(change.before ? subjectsOf(change.before) : []);
    // Who has another name now has the rights that he had.
    const fresh = subjectsOf(change.after).filter((subject) => !had.has(subject) && !had.has(oldSubject(subject, target)));
    if (fresh.length === 0) return;
    const { text, toAll } = roleText(change.after, target.after);
    const place = change.after.kind === 'ClusterRoleBinding' ? 'in every namespace' : `in ${change.after.namespace ?? 'default'}`;
    yield {
      fields: change.before ? fieldsWithin(change, 'subjects') : [],
      ...((toAll || fresh.some((subject) => EVERYBODY.test(subject))) && { severity: 'error' as const }),
      summary: `gives ${listed(fresh)} ${text} ${place}`,
    };
  },
);

function oldSubject(subject: string, target: ReviewTarget): string {
  const [kind, place] = subject.split(' ', 2);
  const old = oldIdentities(target).get(`/${kind}/${place}`);
  return old === undefined ? subject : old.replace(/^\/(\w+)\//, '$1 ');
}

function roleText({ body, namespace = 'default' }: Manifest, set: ManifestSet): { readonly text: string; readonly toAll: boolean } {
  const [kind, name] = [textAt(body, 'roleRef', 'kind') ?? '', textAt(body, 'roleRef', 'name') ?? ''];
  const role = indexOf(set).find({ group: RBAC, kind, namespace: kind === 'ClusterRole' ? undefined : namespace, name });
  if (!role) return { text: `the rights of ${kind} ${name}`, toAll: name === 'cluster-admin' };
  const rights = rightsOf(role);
  return { text: `the rights of ${kind} ${name} (${listed(rightTexts(rights))})`, toAll: rights.some(leadsToAll) };
}
