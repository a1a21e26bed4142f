import { indexedObjectsAt, textAt } from '../../manifests/json';
import { configReferences } from '../config-references';
import { danglingRule } from '../dangling';
import type { Rule } from '../rule';

/** A ConfigMap that pods read is there. */
export const DANGLING_CONFIG_MAP: Rule = danglingRule(
  {
    id: 'dangling-config-map',
    severity: 'warning',
    why: 'Pods that read a ConfigMap which is not there never start, and a scaler without it sees no queue.',
    wanted: 'a ConfigMap of the manifests, `optional: true`, or a mention of it in the setting `elsewhere`',
    fix: 'add the ConfigMap, or correct its name',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
  volumes: [{ name: pages, configMap: { name: page } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
  volumes: [{ name: pages, configMap: { name: pages } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: pages, namespace: shop }
`,
    see: ['https://kubernetes.io/docs/concepts/configuration/configmap/#restriction-names-data'],
  },
  function* configMaps({ manifests }) {
    for (const pods of manifests.pods)
      for (const { kind, name, key, optional, field } of configReferences(pods))
        if (kind === 'ConfigMap' && key === undefined && !optional)
          yield {
            manifest: pods.manifest,
            field: [...pods.template, ...field],
            object: { group: '', kind, namespace: pods.namespace, name },
          };
    for (const manifest of manifests.of('TriggerAuthentication', 'keda.sh'))
      for (const [index, target] of indexedObjectsAt(manifest.body, 'spec', 'configMapTargetRef')) {
        const name = textAt(target, 'name');
        const object = { group: '', kind: 'ConfigMap', namespace: manifest.namespace ?? 'default', name: name ?? '' };
        if (name) yield { manifest, field: ['spec', 'configMapTargetRef', index, 'name'], object };
      }
  },
);
