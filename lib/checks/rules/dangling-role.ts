import { textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { danglingRule, type Mention } from '../dangling';
import type { Rule } from '../rule';

const RBAC = 'rbac.authorization.k8s.io';

/** The role that a binding grants is there. */
export const DANGLING_ROLE: Rule = danglingRule(
  {
    id: 'dangling-role',
    severity: 'warning',
    why: 'A binding to a role that is not there grants nothing, and whoever makes a role of that name later decides what it grants.',
    wanted: 'a Role or ClusterRole of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'add the role, or correct roleRef; a binding has to be made anew for it',
    wrong: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: exports, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: export }
subjects: [{ kind: ServiceAccount, name: default, namespace: shop }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: exports, namespace: shop }
`,
    right: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: exports, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: exports }
subjects: [{ kind: ServiceAccount, name: default, namespace: shop }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: exports, namespace: shop }
`,
    see: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  },
  function* roles({ manifests }) {
    for (const kind of ['RoleBinding', 'ClusterRoleBinding']) for (const manifest of manifests.of(kind, RBAC)) yield* roleOf(manifest);
  },
);

function* roleOf(manifest: Manifest): Generator<Mention> {
  const name = textAt(manifest.body, 'roleRef', 'name');
  const kind = textAt(manifest.body, 'roleRef', 'kind');
  if (!name || (kind !== 'Role' && kind !== 'ClusterRole')) return;
  const namespace = kind === 'Role' ? (manifest.namespace ?? 'default') : undefined;
  // ClusterRoles are often those of an operator that is installed apart.
  const severity = kind === 'ClusterRole' ? 'note' : 'warning';
  yield { manifest, severity, field: ['roleRef', 'name'], object: { group: RBAC, kind, namespace, name } };
}
