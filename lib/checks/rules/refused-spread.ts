import { isLabelKey } from '../../core/names';
import { indexedObjectsAt, isObject, type JsonObject, numberAt, objectsAt, textAt, textRecordAt, textsAt } from '../../manifests/json';
import type { FieldPath } from '../finding';
import { type BreachInside, beneath, podsRule, type Rule } from '../rule';

const pod = (constraint: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront, namespace: shop, labels: { app: storefront } }
spec:
  containers: [{ name: app, image: registry.example/storefront:2.4.1 }]
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ${constraint}
      minDomains: 3
      labelSelector: { matchLabels: { app: storefront } }
`;

/** The fields of a spread agree with each other as the API server wants it. */
export const REFUSED_SPREAD: Rule = podsRule(
  {
    id: 'refused-spread',
    severity: 'error',
    why: 'The API server refuses the workload.',
    wanted: 'fields that go together',
    fix: 'change one of the two',
    wrong: pod('ScheduleAnyway'),
    right: pod('DoNotSchedule'),
    see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition'],
  },
  function* refused({ spec }) {
    const seen = new Set<string>();
    for (const [index, constraint] of indexedObjectsAt(spec, 'topologySpreadConstraints')) {
      const place = ['spec', 'topologySpreadConstraints', index];
      yield* beneath(place, faultsOf(constraint));
      const [key, action] = [textAt(constraint, 'topologyKey'), textAt(constraint, 'whenUnsatisfiable')];
      const pair = JSON.stringify([key, action]);
      const again = seen.has(pair);
      seen.add(pair);
      if (key && action && again)
        yield { field: [...place, 'topologyKey'], got: `${key} with ${action} a second time`, wanted: 'each pair once' };
    }
  },
);

function* faultsOf(constraint: JsonObject): Generator<BreachInside> {
  for (const field of ['maxSkew', 'minDomains']) {
    const number = numberAt(constraint, field);
    if (number !== undefined && number < 1) yield { field: [field], got: `${number}`, wanted: 'a number from 1', fix: 'write 1 or more' };
  }
  if (textAt(constraint, 'topologyKey') === '') yield { field: ['topologyKey'], got: '""', wanted: 'a label of nodes', fix: 'name one' };
  const action = textAt(constraint, 'whenUnsatisfiable');
  if (numberAt(constraint, 'minDomains') !== undefined && action === 'ScheduleAnyway')
    yield { field: ['minDomains'], got: 'it beside whenUnsatisfiable: ScheduleAnyway', wanted: 'whenUnsatisfiable: DoNotSchedule' };
  yield* faultsOfKeys(constraint);
}

function* faultsOfKeys({ labelSelector, ...constraint }: JsonObject): Generator<BreachInside> {
  const keys = textsAt(constraint, 'matchLabelKeys');
  if (keys.length === 0) return;
  const field: FieldPath = ['matchLabelKeys'];
  if (!isObject(labelSelector)) {
    yield { field, got: 'it without a labelSelector', wanted: 'a labelSelector', fix: "copy the labels of the workload's selector" };
    return;
  }
  const expressions = objectsAt(labelSelector, 'matchExpressions').map((expression) => textAt(expression, 'key'));
  const selected = new Set([...Object.keys(textRecordAt(labelSelector, 'matchLabels')), ...expressions]);
  for (const key of keys) {
    if (selected.has(key)) yield { field, got: `${key}, which labelSelector has too`, wanted: 'each key in one of the two' };
    if (!isLabelKey(key)) yield { field, got: JSON.stringify(key), wanted: 'a key that a label may have', fix: 'correct the key' };
  }
}
