import { numberAt } from '../../manifests/json';
import { identityOf } from '../../manifests/manifest';
import { autoscalerOf } from '../autoscaling';
import { manifestRule, type Rule } from '../rule';

const AUTOSCALER = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: storefront }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: storefront }
  minReplicas: 3
  maxReplicas: 30
`;

const POD_TEMPLATE = `selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** The number of pods has one master. */
export const REPLICAS_BESIDE_AUTOSCALER: Rule = manifestRule(
  {
    id: 'replicas-beside-autoscaler',
    severity: 'warning',
    why: 'Each apply sets the number back: in the middle of a sale thirty pods become three, and the autoscaler has to begin again.',
    wanted: 'no replicas where an autoscaler decides',
    fix: 'remove replicas',
    wrong: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  replicas: 3
  ${POD_TEMPLATE}${AUTOSCALER}`,
    right: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  ${POD_TEMPLATE}${AUTOSCALER}`,
    see: [
      'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
    ],
  },
  ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet'],
  function* stated(manifest, { manifests }) {
    const replicas = numberAt(manifest.body, 'spec', 'replicas');
    const autoscaler = autoscalerOf(manifest, manifests);
    if (replicas !== undefined && autoscaler)
      yield { field: ['spec', 'replicas'], got: `${replicas}, beside ${identityOf(autoscaler.manifest)}` };
  },
);
