import type { Json } from '../../manifests/json';
import { quantityOf } from '../../manifests/quantity';
import { isDurationField, secondsOf } from './duration';
import type { KindMeaning } from './kind-meaning';

/** Fields whose entries are quantities, in every kind of the API that has them. */
const OF_QUANTITIES: ReadonlySet<string> = new Set([
  'capacity',
  'default',
  'defaultRequest',
  'hard',
  'limits',
  'max',
  'maxLimitRequestRatio',
  'min',
  'overhead',
  'requests',
]);

/** Fields that are a quantity. */
const QUANTITIES: ReadonlySet<string> = new Set(['averageValue', 'divisor', 'sizeLimit', 'storage']);

/** Fields that are a quantity in custom resources: of CloudNativePG, Strimzi and their like. */
const CUSTOM_QUANTITIES: ReadonlySet<string> = new Set(['size', 'cpu', 'memory']);

/** Fields whose entries are texts of the author's, whatever they are called. */
const OF_TEXTS: ReadonlySet<string> = new Set(['annotations', 'binaryData', 'data', 'labels', 'matchLabels', 'parameters', 'stringData']);

/** Whether two values of a field mean the same to the API: `1000m` and `1` do, where a quantity is wanted. */
export function sameValue(before: Json, after: Json, field: ReadonlyArray<unknown>, meaning: KindMeaning): boolean {
  if (before === after) return true;
  const value = numberOf(before, field, meaning);
  return value !== undefined && value === numberOf(after, field, meaning);
}

/** The number that a value of a field stands for, where a quantity or a duration is wanted. */
export function numberOf(value: Json, field: ReadonlyArray<unknown>, { isCustom }: KindMeaning): number | undefined {
  const [parent, name] = [`${field.at(-2)}`, `${field.at(-1)}`];
  if (OF_TEXTS.has(parent)) return undefined;
  if (OF_QUANTITIES.has(parent) || QUANTITIES.has(name)) return quantityOf(value);
  if (!isCustom) return undefined;
  return CUSTOM_QUANTITIES.has(name) ? quantityOf(value) : isDurationField(name) ? secondsOf(value) : undefined;
}
