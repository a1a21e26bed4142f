import { isLabelKey, isLabelValue } from '../../core/names';
import { indexedObjectsAt, type JsonObject, numberAt, textAt } from '../../manifests/json';
import { type BreachInside, beneath, podsRule, type Rule } from '../rule';

const pod = (toleration: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  tolerations: [{ ${toleration} }]
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
`;

/** A toleration says what it tolerates, and says it once. */
export const REFUSED_TOLERATION: Rule = podsRule(
  {
    id: 'refused-toleration',
    severity: 'error',
    why: 'The API server refuses the workload.',
    wanted: 'fields that agree with each other',
    fix: 'correct the toleration',
    wrong: pod('key: pool, operator: Exists, value: sale, effect: NoSchedule'),
    right: pod('key: pool, operator: Equal, value: sale, effect: NoSchedule'),
    see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#concepts'],
  },
  function* refused({ spec }) {
    for (const [index, toleration] of indexedObjectsAt(spec, 'tolerations'))
      yield* beneath(['spec', 'tolerations', index], faultsOf(toleration));
  },
);

function* faultsOf(toleration: JsonObject): Generator<BreachInside> {
  const [key = '', value = '', effect = ''] = ['key', 'value', 'effect'].map((field) => textAt(toleration, field) ?? '');
  // An empty text is Equal.
  const operator = textAt(toleration, 'operator') || 'Equal';
  if (key === '' && operator !== 'Exists')
    yield {
      field: ['operator'],
      got: `${operator} without a key`,
      wanted: 'Exists, which without a key means all',
      fix: 'add the key, or write Exists',
    };
  if (key !== '' && !isLabelKey(key)) yield { field: ['key'], got: JSON.stringify(key), wanted: 'a key that a label may have' };
  if (operator === 'Exists' && value !== '')
    yield { field: ['value'], got: `"${value}" beside Exists`, wanted: 'no value, or Equal', fix: 'remove the value, or write Equal' };
  if (operator === 'Equal' && !isLabelValue(value))
    yield { field: ['value'], got: JSON.stringify(value), wanted: 'a value that a label may have' };
  const seconds = numberAt(toleration, 'tolerationSeconds');
  if (seconds !== undefined && effect !== 'NoExecute')
    yield {
      field: ['tolerationSeconds'],
      got: `${seconds} beside ${effect === '' ? 'every effect' : effect}`,
      wanted: 'the effect NoExecute, which alone ends pods',
      fix: 'write NoExecute, or remove the seconds',
    };
}
