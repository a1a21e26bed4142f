import { itemsAt, type Json, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { danglingRule, type Mention } from '../dangling';
import type { FieldPath } from '../finding';
import type { Rule } from '../rule';

/**
 * A PriorityClass or StorageClass that is named is there. Most clusters have classes of their own, so it is asked only
 * where the manifests bring some of the kind, which makes a misspelt name likely.
 */
export const DANGLING_CLASS: Rule = danglingRule(
  {
    id: 'dangling-class',
    severity: 'note',
    why: 'Pods of a PriorityClass that is not there are refused, and a claim of a StorageClass that is not there waits for ever.',
    wanted: 'a class of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'add the class, correct its name, or name it in `elsewhere`',
    wrong: `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: shop-critical }
value: 100000
---
apiVersion: v1
kind: Pod
metadata: { name: checkout, namespace: shop }
spec:
  priorityClassName: shop-crtical
  containers: [{ name: app, image: registry.example/checkout:2.4.1 }]
`,
    right: `
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: shop-critical }
value: 100000
---
apiVersion: v1
kind: Pod
metadata: { name: checkout, namespace: shop }
spec:
  priorityClassName: shop-critical
  containers: [{ name: app, image: registry.example/checkout:2.4.1 }]
`,
    see: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#pod-priority',
      'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    ],
  },
  function* classes({ manifests }) {
    if (manifests.of('PriorityClass', 'scheduling.k8s.io').length > 0)
      for (const { spec, template, manifest } of manifests.pods)
        yield* named(manifest, textAt(spec, 'priorityClassName'), 'scheduling.k8s.io', 'PriorityClass', [
          ...template,
          'spec',
          'priorityClassName',
        ]);
    if (manifests.of('StorageClass', 'storage.k8s.io').length === 0) return;
    for (const manifest of manifests.of('PersistentVolumeClaim', '')) yield* storageClass(manifest, manifest.body, []);
    for (const manifest of manifests.of('StatefulSet', 'apps'))
      for (const [index, claim] of itemsAt(manifest.body, 'spec', 'volumeClaimTemplates').entries())
        yield* storageClass(manifest, claim, ['spec', 'volumeClaimTemplates', index]);
  },
);

function storageClass(manifest: Manifest, claim: Json, field: FieldPath): Generator<Mention> {
  const path = [...field, 'spec', 'storageClassName'];
  return named(manifest, textAt(claim, 'spec', 'storageClassName'), 'storage.k8s.io', 'StorageClass', path);
}

/** An empty name is a choice of its own: no class. */
function* named(manifest: Manifest, name: string | undefined, group: string, kind: string, field: FieldPath): Generator<Mention> {
  if (name) yield { manifest, field, object: { group, kind, name } };
}
