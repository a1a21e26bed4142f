import { budgetsOver } from '../pod-selectors';
import { podsRule, type Rule } from '../rule';

/** A pod is counted by one PodDisruptionBudget at most. */
export const TWO_BUDGETS: Rule = podsRule(
  {
    id: 'two-budgets',
    severity: 'warning',
    why: 'The API server answers the eviction of a pod that two budgets select with an error, so its node can never be drained.',
    wanted: 'at most one',
    fix: 'remove one of the budgets, or narrow its selector',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront, tier: web } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: storefront } } }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { tier: web } } }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront, tier: web } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: storefront } } }
`,
    see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/#how-api-initiated-eviction-works'],
  },
  function* counted(pods, { manifests }) {
    const names = budgetsOver(pods, manifests).map(({ name }) => name);
    if (names.length > 1) yield { field: ['metadata', 'labels'], got: `the PodDisruptionBudgets ${names.join(', ')}` };
  },
);
