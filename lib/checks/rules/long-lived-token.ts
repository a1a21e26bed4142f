import { manifestRule, type Rule } from '../rule';

/** No token of a service account lives forever. */
export const LONG_LIVED_TOKEN: Rule = manifestRule(
  {
    id: 'long-lived-token',
    severity: 'warning',
    why: 'Such a Secret holds a token that never ends and that no pod has to live for: once copied, it opens the API server until somebody deletes the Secret.',
    wanted: 'tokens that end',
    fix: 'use a projected serviceAccountToken volume, or kubectl create token',
    wrong: `
apiVersion: v1
kind: Secret
metadata: { name: deployer, annotations: { kubernetes.io/service-account.name: deployer } }
type: kubernetes.io/service-account-token
`,
    right: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: deployer }
automountServiceAccountToken: false
`,
    see: ['https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token'],
  },
  ['/Secret'],
  function* endless({ body }) {
    if (body.type === 'kubernetes.io/service-account-token') yield { field: ['type'], got: 'a Secret that holds a token without an end' };
  },
);
