import { isHostName, isPortName } from '../../core/names';
import { indexedObjectsAt, textAt } from '../../manifests/json';
import { type BreachInside, podsRule, type Rule } from '../rule';

/** Containers, volumes and ports have names that the API server takes. */
export const REFUSED_PART_NAME: Rule = podsRule(
  {
    id: 'refused-part-name',
    severity: 'error',
    why: 'The API server refuses the workload.',
    wanted: 'lower-case letters, digits and -, at most 63 characters',
    fix: 'rename it',
    wrong: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      ports: [{ name: storefront-metrics, containerPort: 9090 }]
`,
    right: `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop }
spec:
  containers:
    - name: app
      image: registry.example/storefront:2.4.1
      ports: [{ name: metrics, containerPort: 9090 }]
`,
    see: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container'],
  },
  function* refused({ containers, spec }) {
    for (const { body, field } of containers) {
      yield* misnamed(textAt(body, 'name'), [...field, 'name']);
      for (const [index, port] of indexedObjectsAt(body, 'ports')) {
        const name = textAt(port, 'name');
        if (name !== undefined && name !== '' && !isPortName(name))
          yield { field: [...field, 'ports', index, 'name'], got: JSON.stringify(name), wanted: PORT_NAME };
      }
    }
    for (const [index, volume] of indexedObjectsAt(spec, 'volumes'))
      yield* misnamed(textAt(volume, 'name'), ['spec', 'volumes', index, 'name']);
  },
);

const PORT_NAME = 'lower-case letters, digits and single -, with a letter, at most 15 characters';

function* misnamed(name: string | undefined, field: BreachInside['field']): Generator<BreachInside> {
  if (name !== undefined && (!isHostName(name) || name.includes('.'))) yield { field, got: JSON.stringify(name) };
}
