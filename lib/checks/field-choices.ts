import { isObject, type Json, type JsonObject } from '../manifests/json';
import type { FieldPath } from './finding';
import type { BreachInside } from './rule';

/** Fields of which an object may have one alone. */
export interface FieldChoice {
  readonly fields: readonly string[];
  /** Whether it has to have one. */
  readonly needed: boolean;
}

/** Where an object makes a choice that it may not make. */
export function* brokenChoice(value: Json | undefined, place: FieldPath, { fields, needed }: FieldChoice): Generator<BreachInside> {
  if (!isObject(value)) return;
  const [first, second] = fields.filter((field) => isStated(value, field));
  const one = `${fields.slice(0, -1).join(', ')} or ${fields.at(-1)}`;
  if (second !== undefined)
    yield { field: [...place, second], got: `${second} beside ${first}`, wanted: `one of ${one}`, fix: 'remove one of them' };
  else if (first === undefined && needed) yield { field: place, got: 'none of them', wanted: one, fix: 'add one of them' };
}

/** An empty text says nothing to the API, nor does null. */
function isStated(value: JsonObject, field: string): boolean {
  return (value[field] ?? '') !== '';
}
