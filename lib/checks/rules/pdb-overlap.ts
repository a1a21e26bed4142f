import { identityOf } from '../../manifests/manifest';
import { budgetsOver } from '../pod-selectors';
import { podsRule, type Rule } from '../rule';

const budget = (name: string) => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name} }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: storefront } } }
`;

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

/** A pod is counted by one budget. */
export const PDB_OVERLAP: Rule = podsRule(
  {
    id: 'pdb-overlap',
    severity: 'error',
    why: 'The eviction API answers with an internal error for a pod that two budgets select: its node can never be drained.',
    wanted: 'one PodDisruptionBudget over each pod',
    fix: 'remove one, or narrow its selector',
    wrong: `${DEPLOYMENT}${budget('storefront')}${budget('storefront-nodes')}`,
    right: `${DEPLOYMENT}${budget('storefront')}`,
    see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/'],
  },
  function* overlapping(pods, { manifests }) {
    const budgets = budgetsOver(pods, manifests);
    if (budgets.length > 1)
      yield { field: ['metadata', 'labels'], got: `${budgets.map(identityOf).sort().join(' and ')} over the same pods` };
  },
);
