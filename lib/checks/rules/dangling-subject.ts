import { itemsAt, textAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import { danglingRule } from '../dangling';
import { oncePerSet } from '../once-per-set';
import type { Rule } from '../rule';

/** The ServiceAccount that a binding grants a role to is there. Those of a namespace that is not the set's own are not asked for. */
export const DANGLING_SUBJECT: Rule = danglingRule(
  {
    id: 'dangling-subject',
    severity: 'warning',
    why: 'A role that is granted to a ServiceAccount which is not there is missing where it is needed.',
    wanted: 'a ServiceAccount of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'add the ServiceAccount, or correct its name',
    wrong: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: exports, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: export, namespace: shop }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: exports, namespace: shop }
`,
    right: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: exports, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: exports, namespace: shop }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: exports, namespace: shop }
`,
    see: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  },
  function* subjects({ manifests }) {
    for (const kind of ['RoleBinding', 'ClusterRoleBinding'])
      for (const manifest of manifests.of(kind, 'rbac.authorization.k8s.io'))
        for (const [index, subject] of itemsAt(manifest.body, 'subjects').entries()) {
          const name = textAt(subject, 'name');
          const namespace = textAt(subject, 'namespace') ?? manifest.namespace ?? 'default';
          if (!name || textAt(subject, 'kind') !== 'ServiceAccount' || !peopled(manifests).has(namespace)) continue;
          yield { manifest, field: ['subjects', index, 'name'], object: { group: '', kind: 'ServiceAccount', namespace, name } };
        }
  },
);

/** Namespaces in which the set has pods or accounts, so that the others in them can be expected too. */
const peopled: (manifests: ManifestSet) => ReadonlySet<string> = oncePerSet(
  (manifests) => new Set([...manifests.pods, ...manifests.of('ServiceAccount', '')].map(({ namespace }) => namespace ?? 'default')),
);
