import { itemsAt, objectsAt, textAt } from '../../manifests/json';
import { danglingRule } from '../dangling';
import type { Rule } from '../rule';

/** The PersistentVolumeClaim that pods mount is there. */
export const DANGLING_CLAIM: Rule = danglingRule(
  {
    id: 'dangling-claim',
    severity: 'warning',
    why: 'Pods whose claim is not there wait for it and are never scheduled.',
    wanted: 'a PersistentVolumeClaim of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'add the claim, or correct its name',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: exports, namespace: shop }
spec:
  containers: [{ name: app, image: registry.example/exports:2.4.1 }]
  volumes: [{ name: files, persistentVolumeClaim: { claimName: exports } }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: exports, namespace: shop }
spec:
  containers: [{ name: app, image: registry.example/exports:2.4.1 }]
  volumes: [{ name: files, persistentVolumeClaim: { claimName: exports } }]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: exports, namespace: shop }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 10Gi } }
`,
    see: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes'],
  },
  function* claims({ manifests }) {
    for (const { spec, namespace, template, manifest } of manifests.pods) {
      // The claims of a StatefulSet's own templates are made by it, whatever a volume of that name says.
      const own = objectsAt(manifest.body, 'spec', 'volumeClaimTemplates').map((claim) => textAt(claim, 'metadata', 'name'));
      for (const [index, volume] of itemsAt(spec, 'volumes').entries()) {
        const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
        const field = [...template, 'spec', 'volumes', index, 'persistentVolumeClaim', 'claimName'];
        const object = { group: '', kind: 'PersistentVolumeClaim', namespace, name: name ?? '' };
        if (name && !own.includes(textAt(volume, 'name'))) yield { manifest, field, object };
      }
    }
  },
);
