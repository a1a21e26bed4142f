import { idleSelectorRule } from '../idle-selector';
import type { Rule } from '../rule';

/** A NetworkPolicy selects pods. */
export const POLICY_WITHOUT_PODS: Rule = idleSelectorRule(
  {
    id: 'policy-without-pods',
    severity: 'warning',
    why: 'A policy that selects no pods closes nothing and opens nothing: the pods that were meant stand as open, or as shut, as without it.',
    wanted: 'labels of pods in the same namespace',
    fix: 'select labels that the pods have, or remove the policy',
    wrong: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: storefront, namespace: shop }
spec:
  podSelector: { matchLabels: { app: store } }
  policyTypes: [Ingress]
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
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: storefront, namespace: shop }
spec:
  podSelector: { matchLabels: { app: storefront } }
  policyTypes: [Ingress]
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
    see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  'networking.k8s.io/NetworkPolicy',
  'podSelector',
  'every pod',
);
