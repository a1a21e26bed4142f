import { textAt } from '../../manifests/json';
import { danglingRule } from '../dangling';
import type { Rule } from '../rule';

const AUTOSCALERS: readonly (readonly [kind: string, group: string])[] = [
  ['HorizontalPodAutoscaler', 'autoscaling'],
  ['ScaledObject', 'keda.sh'],
];

/** What an autoscaler scales is there. */
export const DANGLING_SCALE_TARGET: Rule = danglingRule(
  {
    id: 'dangling-scale-target',
    severity: 'warning',
    why: 'An autoscaler without its workload scales nothing: the workload that was meant keeps the replicas it has, sale or no sale.',
    wanted: 'a workload of the manifests, or a mention of it in the setting `elsewhere`',
    fix: 'correct the kind and name in scaleTargetRef',
    wrong: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: store }
  minReplicas: 3
  maxReplicas: 30
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
`,
    right: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }
  minReplicas: 3
  maxReplicas: 30
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
`,
    see: [
      'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/',
      'https://keda.sh/docs/latest/reference/scaledobject-spec/',
    ],
  },
  function* targets({ manifests }) {
    for (const [scaler, scalerGroup] of AUTOSCALERS)
      for (const manifest of manifests.of(scaler, scalerGroup)) {
        const ref = (field: string) => textAt(manifest.body, 'spec', 'scaleTargetRef', field);
        const name = ref('name');
        // KEDA takes a target without a kind for a Deployment.
        const apiVersion = ref('apiVersion') ?? 'apps/v1';
        const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
        const object = { group, kind: ref('kind') ?? 'Deployment', namespace: manifest.namespace ?? 'default', name: name ?? '' };
        if (name) yield { manifest, field: ['spec', 'scaleTargetRef', 'name'], object };
      }
  },
);
