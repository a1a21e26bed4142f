import { closedDirections } from '../network-cover';
import { podsRule, type Rule } from '../rule';

/** A network policy covers every pod, in both directions. */
export const POD_NETWORK_POLICY: Rule = podsRule(
  {
    id: 'pod-network-policy',
    severity: 'warning',
    why: 'A pod that no policy selects may be reached from anywhere in the cluster and may connect to anywhere: one hole in one tier and the database is in reach, and the way out with it.',
    wanted: 'a NetworkPolicy that selects the pods',
    fix: 'add a policy that denies by default, and one that admits what the workload needs',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: storefront }
spec:
  podSelector: {}
  policyTypes: [Ingress]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: storefront }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* open(pods, { manifests }) {
    // Most network plugins apply no policy to pods on the host network.
    if (pods.spec.hostNetwork === true) return;
    const closed = closedDirections(pods, manifests);
    for (const direction of ['ingress', 'egress'] as const)
      if (!closed.has(direction)) yield { field: [], got: `pods that no NetworkPolicy selects for ${direction}` };
  },
);
