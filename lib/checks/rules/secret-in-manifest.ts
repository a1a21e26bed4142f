import { at, isObject } from '../../manifests/json';
import { manifestRule, type Rule } from '../rule';

/** Secrets are not written in manifests. */
export const SECRET_IN_MANIFEST: Rule = manifestRule(
  {
    id: 'secret-in-manifest',
    severity: 'warning',
    why: 'The values of a Secret in a manifest are as open as any other text of it: base64 hides nothing, and a repository forgets nothing.',
    wanted: 'a Secret that is made from a store of secrets, or sealed',
    fix: 'use an ExternalSecret, a SealedSecret or a job that makes the value, and change it where it is in use',
    wrong: `
apiVersion: v1
kind: Secret
metadata: { name: orders-db }
stringData: { password: correct-horse }
`,
    right: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: orders-db }
spec:
  secretStoreRef: { kind: ClusterSecretStore, name: shop-secrets }
  dataFrom: [{ extract: { key: orders-db } }]
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  ['/Secret'],
  function* stated({ body }) {
    for (const part of ['data', 'stringData']) {
      const values = at(body, part);
      const keys = isObject(values) ? Object.keys(values).filter((key) => values[key] !== '' && values[key] !== null) : [];
      // What an account's token is made of, its controller fills in.
      if (keys.length > 0) yield { field: [part], got: `values of ${keys.map((key) => JSON.stringify(key)).join(', ')}` };
    }
  },
);
