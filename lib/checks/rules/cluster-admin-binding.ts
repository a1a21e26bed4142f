import { textAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

/** Nobody in a manifest is an administrator of the cluster. */
export const CLUSTER_ADMIN_BINDING: Rule = manifestRule(
  {
    id: 'cluster-admin-binding',
    severity: 'warning',
    why: 'cluster-admin is everything, in every namespace, for ever: one stolen token of such a subject is the whole cluster.',
    wanted: 'a role of its own with what is needed',
    fix: 'write a Role for the subject and bind that',
    wrong: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: storefront }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: storefront, namespace: bookshop }]
`,
    right: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: storefront }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: storefront, namespace: bookshop }]
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  ['rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/RoleBinding'],
  function* administrators({ body }) {
    if (textAt(body, 'roleRef', 'kind') === 'ClusterRole' && textAt(body, 'roleRef', 'name') === 'cluster-admin')
      yield { field: ['roleRef', 'name'], got: 'a binding to cluster-admin' };
  },
);
