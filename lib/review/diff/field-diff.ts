import { sortedBy } from '../../core/order';
import { isObject, type Json, type JsonObject } from '../../manifests/json';
import { unequalItems } from './free-list';
import { type KindMeaning, meaningOf } from './kind-meaning';
import { isOrdered, keyed } from './list-keys';
import { sameValue } from './same-value';

/**
 * One step of the way to a field: its name; the item of a list, by what tells items apart; or the place in a list whose
 * items nothing tells apart.
 */
export type FieldStep = string | { readonly item: string } | number;

/** A field that differs; one of the values is undefined where the field is not there. */
export interface FieldChange {
  readonly field: readonly FieldStep[];
  readonly before?: Json;
  readonly after?: Json;
}

/** The fields in which two objects differ, in the order of their names. Order counts only in lists where it means something. */
export function fieldChanges(before: JsonObject, after: JsonObject): FieldChange[] {
  return between(before, after, [], meaningOf(after));
}

/** `spec.template.spec.containers[app].args[2]` */
export function fieldStepsText(field: readonly FieldStep[]): string {
  return field.map((step, i) => (typeof step === 'string' ? named(step, i) : `[${typeof step === 'number' ? step : step.item}]`)).join('');
}

/** A name with a point or bracket in it, as those of labels have, would read as several. */
function named(step: string, index: number): string {
  if (!/^[\w-]+$/.test(step)) return `["${step}"]`;
  return index === 0 ? step : `.${step}`;
}

type Comparison = (before: Json | undefined, after: Json | undefined, field: readonly FieldStep[], meaning: KindMeaning) => FieldChange[];

const between: Comparison = (before, after, field, meaning) => {
  if (before === undefined && after === undefined) return [];
  if (isObject(before) && isObject(after)) return betweenObjects(before, after, field, meaning);
  if (Array.isArray(before) && Array.isArray(after)) return betweenLists(before, after, field, meaning);
  if (before !== undefined && after !== undefined && sameValue(before, after, field, meaning)) return [];
  return [{ field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
};

function betweenObjects(before: JsonObject, after: JsonObject, field: readonly FieldStep[], meaning: KindMeaning): FieldChange[] {
  const names = sortedBy(new Set([...Object.keys(before), ...Object.keys(after)]), (name) => name);
  return names.flatMap((name) => between(own(before, name), own(after, name), [...field, name], meaning));
}

/** A field may be called `constructor`, which every object has too. */
function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function betweenLists(before: readonly Json[], after: readonly Json[], field: readonly FieldStep[], meaning: KindMeaning): FieldChange[] {
  const last = field.at(-1);
  const maps = typeof last === 'string' ? keyed(last, before, after) : undefined;
  if (maps) return betweenKeyed(...maps, field, meaning);
  if (typeof last !== 'string' || !meaning.free.has(last)) return betweenPlaces(before, after, field, meaning);
  return unequalItems(before, after, meaning).flatMap(({ before: old, after: fresh, place }) =>
    between(old, fresh, [...field, place], meaning),
  );
}

type Keyed = ReadonlyMap<string, JsonObject>;

function betweenKeyed(old: Keyed, fresh: Keyed, field: readonly FieldStep[], meaning: KindMeaning): FieldChange[] {
  const items = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((item) =>
    between(old.get(item), fresh.get(item), [...field, { item }], meaning),
  );
  return meaning.free.has(`${field.at(-1)}`) ? items : [...items, ...reordered(old, fresh, field)];
}

function reordered(old: Keyed, fresh: Keyed, field: readonly FieldStep[]): FieldChange[] {
  if (!isOrdered(`${field.at(-1)}`, fresh.values())) return [];
  const before = [...old.keys()].filter((item) => fresh.has(item));
  const after = [...fresh.keys()].filter((item) => old.has(item));
  return before.every((item, i) => item === after[i]) ? [] : [{ field: [...field, 'order'], before, after }];
}

/** What the lists have in common at both ends is left out, so that an item that is put between others is the only change. */
function betweenPlaces(before: readonly Json[], after: readonly Json[], field: readonly FieldStep[], meaning: KindMeaning): FieldChange[] {
  const shorter = Math.min(before.length, after.length);
  const equal = (i: number, j: number): boolean => between(before[i], after[j], [], meaning).length === 0;
  let start = 0;
  while (start < shorter && equal(start, start)) start += 1;
  let end = 0;
  while (end < shorter - start && equal(before.length - 1 - end, after.length - 1 - end)) end += 1;
  const count = Math.max(before.length, after.length) - end - start;
  return Array.from({ length: count }, (_, i) => start + i).flatMap((place) =>
    between(
      place < before.length - end ? before[place] : undefined,
      place < after.length - end ? after[place] : undefined,
      [...field, place],
      meaning,
    ),
  );
}
