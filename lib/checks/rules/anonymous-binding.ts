import { indexedObjectsAt, textAt } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

const STRANGERS = ['User system:anonymous', 'Group system:unauthenticated', 'Group system:authenticated', 'Group system:serviceaccounts'];

/** Strangers have no rights. */
export const ANONYMOUS_BINDING: Rule = manifestRule(
  {
    id: 'anonymous-binding',
    severity: 'error',
    why: 'Whoever reaches the API server is anonymous to it, from wherever they come; and each pod of the cluster is authenticated.',
    wanted: 'subjects by name',
    fix: 'bind the role to the service accounts or groups that need it',
    wrong: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: storefront }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: 'system:unauthenticated' }]
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
  function* strangers({ body }) {
    for (const [index, subject] of indexedObjectsAt(body, 'subjects')) {
      const named = `${textAt(subject, 'kind')} ${textAt(subject, 'name')}`;
      if (STRANGERS.includes(named)) yield { field: ['subjects', index], got: `rights for the ${named}` };
    }
  },
);
