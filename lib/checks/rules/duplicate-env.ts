import { isObject, itemsAt, textAt } from '../../manifests/json';
import { containerRule, type Rule } from '../rule';

/** A variable has one value. */
export const DUPLICATE_ENV: Rule = containerRule(
  {
    id: 'duplicate-env',
    severity: 'warning',
    why: 'The last one wins, and the next apply may keep the other: a container runs with a value that nobody reads in the manifest.',
    wanted: 'each name once',
    fix: 'remove the one that is not meant',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      env: [{ name: CURRENCY, value: EUR }, { name: CURRENCY, value: USD }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      env: [{ name: CURRENCY, value: EUR }]
`,
    see: ['https://github.com/kubernetes/kubernetes/issues/58477'],
  },
  function* twice({ body }) {
    const first = new Map<string, number>();
    for (const [index, entry] of itemsAt(body, 'env').entries()) {
      const name = isObject(entry) ? textAt(entry, 'name') : undefined;
      if (name === undefined) continue;
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, index);
      else yield { field: ['env', index, 'name'], got: `"${name}" a second time, after env[${earlier}]` };
    }
  },
);
