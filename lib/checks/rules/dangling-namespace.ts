import { danglingRule } from '../dangling';
import type { Rule } from '../rule';

/** The namespace of an object is there, where the manifests bring namespaces at all. */
export const DANGLING_NAMESPACE: Rule = danglingRule(
  {
    id: 'dangling-namespace',
    severity: 'note',
    why: 'Objects for a namespace that is not there are refused.',
    wanted: 'a Namespace of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'correct the name, or name the Namespace in `elsewhere`',
    wrong: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shpo }
`,
    right: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop }
`,
    see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  },
  function* namespaces({ manifests }) {
    if (manifests.of('Namespace', '').length === 0) return;
    for (const manifest of manifests.all) {
      const { namespace } = manifest;
      if (namespace) yield { manifest, field: ['metadata', 'namespace'], object: { group: '', kind: 'Namespace', name: namespace } };
    }
  },
);
