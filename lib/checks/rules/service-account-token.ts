import { podsRule, type Rule } from '../rule';
import { accountOf, hasRights, tokenIsMounted } from '../service-accounts';

/** Pods that do not use the API have no token for it. */
export const SERVICE_ACCOUNT_TOKEN: Rule = podsRule(
  {
    id: 'service-account-token',
    severity: 'warning',
    why: 'A token that the application never uses is the first thing that an intruder finds, and it opens the API server: whatever its account may do, now or after the next binding.',
    wanted: 'automountServiceAccountToken: false for pods whose service account no binding gives rights to',
    fix: 'set automountServiceAccountToken to false in the pods or in their service account',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  serviceAccountName: storefront
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  serviceAccountName: storefront
  automountServiceAccountToken: false
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* idleToken(pods, { manifests }) {
    if (tokenIsMounted(pods, manifests) && !hasRights(pods, manifests))
      yield { field: ['spec', 'automountServiceAccountToken'], got: `a token of the service account "${accountOf(pods)}"` };
  },
);
