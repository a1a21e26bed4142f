import { indexedObjectsAt, textAt } from '../../manifests/json';
import { containerRule, type Rule } from '../rule';
import { isNoSecret, namesSecret, secretIn } from '../secret-texts';

/** No secret stands in the environment of a manifest. */
export const SECRET_IN_ENV: Rule = containerRule(
  {
    id: 'secret-in-env',
    severity: 'warning',
    why: 'A manifest is in the repository, in its history, in the pipeline and in the hands of everybody who may read workloads; a secret in it is none any more.',
    wanted: 'a reference to a Secret',
    fix: 'take the value from a Secret with valueFrom.secretKeyRef, and change it where it is in use',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      env: [{ name: DB_PASSWORD, value: correct-horse }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: orders-db, key: password } } }]
`,
    see: ['https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF'],
  },
  function* stated({ body }) {
    for (const [index, variable] of indexedObjectsAt(body, 'env')) {
      const name = textAt(variable, 'name') ?? '';
      const value = textAt(variable, 'value') ?? '';
      const told = secretIn(value);
      const field = ['env', index, 'value'];
      // The value itself is never repeated.
      if (told !== undefined) yield { field, got: `${told} in ${name}`, severity: 'error' };
      else if (namesSecret(name) && !isNoSecret(value)) yield { field, got: `a literal value of ${name}` };
    }
  },
);
