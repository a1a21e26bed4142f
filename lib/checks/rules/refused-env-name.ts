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
    for (const [index, variable] of indexedObjectsAt(body, 'env')) {
      const name = textAt(variable, 'name');
      if (name === undefined || (relaxed ? /^[ -<>-~]+$/.test(name) : isEnvName(name))) continue;
      const wanted = relaxed ? { wanted: 'printable ASCII characters other than =' } : {};
      yield { field: ['env', index, 'name'], got: JSON.stringify(name), ...wanted };
    }
  },
);
