import { readable } from '../core/readable';
import type { Json } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import { type FieldStep, fieldStepsText } from './diff/field-diff';

/** More than these of a list are counted, not named. */
const NAMED = 4;

/** `a, b and c`; of a long list the first, and how many more. */
export function listed(items: readonly string[]): string {
  const named = items.length > NAMED + 1 ? [...items.slice(0, NAMED), `${items.length - NAMED} more`] : items;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** Fields by their text, as a list. */
export function fieldsListed(fields: readonly (readonly FieldStep[])[]): string {
  return listed(fields.map(fieldStepsText).map(readable));
}

/** More of a value than this hides the sentence around it. */
const MAX_VALUE = 60;

/** A value as it reads best in a sentence. */
export function valueText(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = readable(typeof value === 'string' && value !== '' ? value : JSON.stringify(value));
  return text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE)}…`;
}

/** What an object was called that has another name: with its namespace where that is another too. */
export function oldName(before: Manifest, after: Manifest): string {
  return before.namespace === after.namespace ? before.name : `${before.namespace}/${before.name}`;
}

/** A time in the units in which people say it: `45 s`, `10 min`, `1 h 30 min`. */
export function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const parts = [
    [hours, 'h'],
    [minutes, 'min'],
    [rest, 's'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
