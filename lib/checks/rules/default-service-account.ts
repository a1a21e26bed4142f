import { podsRule, type Rule } from '../rule';
import { accountOf, tokenIsMounted } from '../service-accounts';

/** Workloads have a service account of their own. */
export const DEFAULT_SERVICE_ACCOUNT: Rule = podsRule(
  {
    id: 'default-service-account',
    severity: 'warning',
    why: 'Every pod of a namespace that names no service account shares one: what one of them is allowed, all are, and the log of the API server cannot tell them apart.',
    wanted: 'a service account of its own',
    fix: 'make a ServiceAccount for the workload and name it in serviceAccountName',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  serviceAccountName: storefront
  containers:
    - { name: app, image: registry.example/storefront:2.4.1 }
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* shared(pods, { manifests }) {
    if (accountOf(pods) !== 'default') return;
    // Without its token the account is a name in the log and no more.
    const severity = tokenIsMounted(pods, manifests) ? 'warning' : 'note';
    yield { field: ['spec', 'serviceAccountName'], got: 'the service account "default"', severity };
  },
);
