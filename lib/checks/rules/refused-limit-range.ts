import { indexedObjectsAt, type JsonObject, objectAt, textAt } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import { type BreachInside, beneath, manifestRule, type Rule } from '../rule';

const range = (most: string) => `
apiVersion: v1
kind: LimitRange
metadata: { name: shop, namespace: shop }
spec:
  limits: [{ type: Container, default: { memory: 512Mi }, max: { memory: ${most} } }]
`;

/** The bounds of a LimitRange leave room between them. */
export const REFUSED_LIMIT_RANGE: Rule = manifestRule(
  {
    id: 'refused-limit-range',
    severity: 'error',
    why: 'The API server refuses the LimitRange, and containers without limits stay without.',
    wanted: 'min, defaultRequest, default and max in this order, none above the next',
    fix: 'correct one of the two',
    wrong: range('256Mi'),
    right: range('1Gi'),
    see: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  },
  ['/LimitRange'],
  function* refused({ body }) {
    const seen = new Set<string>();
    for (const [index, limit] of indexedObjectsAt(body, 'spec', 'limits')) {
      const type = textAt(limit, 'type') ?? '';
      if (type !== '' && seen.has(type))
        yield {
          field: ['spec', 'limits', index, 'type'],
          got: `${type} a second time`,
          wanted: 'each type once',
          fix: 'make one of the two',
        };
      seen.add(type);
      for (const breaches of [ofType(limit, type), outOfOrder(limit, type), ofRatio(limit)])
        yield* beneath(['spec', 'limits', index], breaches);
    }
  },
);

const DEFAULTS = ['defaultRequest', 'default'];
const IN_ORDER = ['min', ...DEFAULTS, 'max'];

function* ofType(limit: JsonObject, type: string): Generator<BreachInside> {
  if (type === 'Pod')
    for (const field of DEFAULTS)
      if (Object.keys(objectAt(limit, field)).length > 0)
        yield { field: [field], got: `${field} for pods`, wanted: 'defaults for the type Container alone', fix: 'move it there' };
  if (type === 'PersistentVolumeClaim' && ![limit.min, limit.max].some((bound) => objectAt(bound).storage !== undefined))
    yield { field: [], got: 'no bound for storage', wanted: 'min or max of storage for claims', fix: 'add one of them' };
}

/** Of a pod the defaults are refused as they are. */
function* outOfOrder(limit: JsonObject, type: string): Generator<BreachInside> {
  const fields = type === 'Pod' ? ['min', 'max'] : IN_ORDER;
  for (const [place, upper] of fields.entries())
    for (const [resource, most] of Object.entries(objectAt(limit, upper)))
      for (const lower of fields.slice(0, place)) {
        const least = objectAt(limit, lower)[resource];
        const [low, high] = [quantityOf(least), quantityOf(most)];
        if (low !== undefined && high !== undefined && low > high)
          yield { field: [lower, resource], got: `${least}, above ${upper} ${most}` };
      }
}

function* ofRatio(limit: JsonObject): Generator<BreachInside> {
  for (const [resource, ratio] of Object.entries(objectAt(limit, 'maxLimitRequestRatio')))
    if ((quantityOf(ratio) ?? 1) < 1)
      yield { field: ['maxLimitRequestRatio', resource], got: `${ratio}`, wanted: 'a ratio from 1', fix: 'write 1 or more' };
}
