import { bytesQuantity, cpuQuantity } from '../../core/units';
import type { Amounts } from './pod-resources';

const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;

/** From here on, a tenth of a gibibyte is exact enough to be read. */
const LARGE = 10 * GIBIBYTE;

/** An amount of a resource as a quantity that reads well: cores, bytes, or objects. */
export function amountText(resource: string, amount: number): string {
  if (/(^|[.])cpu$/.test(resource)) return amount < 1 ? cpuQuantity(Math.round(amount * 1000)) : `${Math.round(amount * 1000) / 1000}`;
  if (!/(memory|storage)$/.test(resource)) return `${amount}`;
  if (amount >= LARGE && amount % GIBIBYTE !== 0) return `${Math.round(amount / (GIBIBYTE / 10)) / 10}Gi`;
  return amount < MEBIBYTE ? `${amount}` : bytesQuantity(Math.round(amount / MEBIBYTE) * MEBIBYTE);
}

/** The resources in which two records differ: `cpu 500m to 1, memory none to 1Gi`. What a record does not have may mean something else than none. */
export function amountChanges(before: Amounts, after: Amounts, absent = 'none'): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const [old, fresh] = [before[name], after[name]];
    const text = (amount: number | undefined): string => (amount === undefined ? absent : amountText(name, amount));
    // Sums of fractions differ in their last digits.
    return text(old) === text(fresh) ? [] : [`${name} ${text(old)} to ${text(fresh)}`];
  });
}
