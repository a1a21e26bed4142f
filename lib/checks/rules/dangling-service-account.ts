import { textAt } from '../../manifests/json';
import { danglingRule } from '../dangling';
import type { Rule } from '../rule';

/** The ServiceAccount that pods run as is there. */
export const DANGLING_SERVICE_ACCOUNT: Rule = danglingRule(
  {
    id: 'dangling-service-account',
    severity: 'warning',
    why: 'The API server refuses every pod whose ServiceAccount is not there, so the workload has none.',
    wanted: 'a ServiceAccount of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'add the ServiceAccount, or correct its name',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  serviceAccountName: storefront
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  serviceAccountName: storefront
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: storefront, namespace: shop }
automountServiceAccountToken: false
`,
    see: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  },
  function* accounts({ manifests }) {
    for (const { spec, namespace, template, manifest } of manifests.pods) {
      // The field's name of old names the account where the new one is silent.
      const field = textAt(spec, 'serviceAccountName') ? 'serviceAccountName' : 'serviceAccount';
      const name = textAt(spec, field);
      if (name) yield { manifest, field: [...template, 'spec', field], object: { group: '', kind: 'ServiceAccount', namespace, name } };
    }
  },
);
