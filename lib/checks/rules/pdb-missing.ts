import { podsOf } from '../../manifests/pods';
import { leastReplicas } from '../autoscaling';
import { budgetsOver } from '../pod-selectors';
import { manifestRule, type Rule } from '../rule';

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  replicas: 3
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec:
      containers:
        - { name: app, image: registry.example/storefront:2.4.1 }
`;

/** Replicas are not all taken at once. */
export const PDB_MISSING: Rule = manifestRule(
  {
    id: 'pdb-missing',
    severity: 'warning',
    why: 'Nothing keeps a drain of several nodes from taking all replicas at once: an upgrade of the cluster is an outage of the shop.',
    wanted: 'a PodDisruptionBudget over every workload with more than one replica',
    fix: 'add one with maxUnavailable 1',
    wrong: DEPLOYMENT,
    right: `${DEPLOYMENT}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: storefront } } }
`,
    see: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  },
  ['apps/Deployment', 'apps/StatefulSet'],
  function* unprotected(manifest, { manifests }) {
    const pods = podsOf(manifest);
    const replicas = leastReplicas(manifest, manifests);
    if (pods && replicas > 1 && budgetsOver(pods, manifests).length === 0) yield { field: [], got: `${replicas} replicas without one` };
  },
);
