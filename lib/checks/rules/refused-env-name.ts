import { isEnvName } from '../../core/names';
import { indexedObjectsAt, textAt } from '../../manifests/json';
import { containerRule, type Rule } from '../rule';

/** From this version on every printable character but = is taken. */
const RELAXED = 32;

/** Environment variables have names that the API server of the target version takes. */
export const REFUSED_ENV_NAME: Rule = containerRule(
  {
    id: 'refused-env-name',
    severity: 'error',
    why: 'The API server refuses the workload.',
    wanted: 'letters, digits, _, - and ., not beginning with a digit',
    fix: 'rename the variable',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      env: [{ name: 'CURRENCY=EUR', value: 'yes' }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      env: [{ name: CURRENCY, value: EUR }]
`,
    see: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  },
  function* refused({ body }, _pods, { kubernetes }) {
    const relaxed = kubernetes.minor >= RELAXED;
    const wanted = relaxed ? { wanted: 'printable ASCII characters other than =' } : {};
    for (const [list, part] of [
      ['env', 'name'],
      ['envFrom', 'prefix'],
    ] as const)
      for (const [index, variable] of indexedObjectsAt(body, list)) {
        const name = textAt(variable, part);
        // A prefix that is empty is none.
        const none = name === undefined || (part === 'prefix' && name === '');
        if (none || (relaxed ? /^[ -<>-~]+$/.test(name) : isEnvName(name))) continue;
        yield { field: [list, index, part], got: JSON.stringify(name), ...wanted };
      }
  },
);
