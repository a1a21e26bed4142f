import { idleSelectorRule } from '../idle-selector';
import type { Rule } from '../rule';

/** A PodDisruptionBudget selects pods. */
export const BUDGET_WITHOUT_PODS: Rule = idleSelectorRule(
  {
    id: 'budget-without-pods',
    severity: 'warning',
    why: 'A budget that selects no pods protects none: a node drain takes all replicas of the workload that was meant at once.',
    wanted: 'labels of pods in the same namespace',
    fix: 'select labels that the pods have, or remove the budget',
    wrong: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront, namespace: shop }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: store } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1 }] }
`,
    right: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: storefront, namespace: shop }
spec:
  maxUnavailable: 1
  selector: { matchLabels: { app: storefront } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront, namespace: shop }
spec:
  selector: { matchLabels: { app: storefront } }
  template:
    metadata: { labels: { app: storefront } }
    spec: { containers: [{ name: app, image: registry.example/storefront:2.4.1 }] }
`,
    see: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  },
  'policy/PodDisruptionBudget',
  'selector',
  'none',
);
