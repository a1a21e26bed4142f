import type { Json } from '../manifests/json';
import { quantityOf } from '../manifests/quantity';

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

/** Whether two values of a field mean the same to the API: `1000m` and `1` do, where a quantity is wanted. */
export function sameValue(before: Json, after: Json, field: ReadonlyArray<unknown>): boolean {
  if (before === after) return true;
  const [parent, name] = [field.at(-2), field.at(-1)];
  if (!(OF_QUANTITIES.has(`${parent}`) || QUANTITIES.has(`${name}`))) return false;
  const value = quantityOf(before);
  return value !== undefined && value === quantityOf(after);
}
