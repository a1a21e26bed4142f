import { objectAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { configReferences } from '../config-references';
import { madeSecrets } from '../operators';
import { podsRule, type Rule } from '../rule';
import { indexOf } from '../set-index';

/** A key that pods read is in the ConfigMap or Secret that the manifests hold. */
export const MISSING_KEY: Rule = podsRule(
  {
    id: 'missing-key',
    severity: 'error',
    why: 'Pods that read a key which is not there never start; a rollout stands still until somebody looks.',
    wanted: 'a key that is there, or `optional: true`',
    fix: 'add the key, or correct its name',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      env: [{ name: CURRENCY, valueFrom: { configMapKeyRef: { name: storefront, key: curency } } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront, namespace: shop }
data: { currency: EUR }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      env: [{ name: CURRENCY, valueFrom: { configMapKeyRef: { name: storefront, key: currency } } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: storefront, namespace: shop }
data: { currency: EUR }
`,
    see: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions'],
  },
  function* keys(pods, { manifests }) {
    for (const { kind, name, key, optional, field } of configReferences(pods)) {
      if (key === undefined || optional) continue;
      const holder = indexOf(manifests).find({ group: '', kind, namespace: pods.namespace, name });
      // An operator fills in what the manifest of its Secret leaves out.
      const filled = kind === 'Secret' && madeSecrets(manifests).has(`${pods.namespace}/${name}`);
      if (holder && !filled && !holds(holder, key)) yield { field, got: `key "${key}", which ${kind} "${name}" does not have` };
    }
  },
);

/** What Kubernetes itself puts into a Secret that is made for the token of an account. */
const TOKEN_KEYS: ReadonlySet<string> = new Set(['token', 'ca.crt', 'namespace']);

function holds({ body }: Manifest, key: string): boolean {
  return (
    (body.type === 'kubernetes.io/service-account-token' && TOKEN_KEYS.has(key)) ||
    ['data', 'binaryData', 'stringData'].some((field) => Object.hasOwn(objectAt(body, field), key))
  );
}
