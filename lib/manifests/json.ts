/** What a resolved manifest is made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object of a manifest; a field that is not there reads as undefined. */
export interface JsonObject {
  readonly [field: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value below a path of fields; undefined as soon as one of them is not there. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, field) => (isObject(inner) ? inner[field] : undefined), value);
}

/** The object below a path; an empty one where there is none, which is how the API reads most absent structs. */
export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path);
  return isObject(found) ? found : {};
}

/** The items of a list below a path; none where there is no list. */
export function itemsAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The objects of a list below a path. */
export function objectsAt(value: Json | undefined, ...path: readonly string[]): readonly JsonObject[] {
  return itemsAt(value, ...path).filter(isObject);
}

/** The objects of a list below a path, each with its index in the list; whatever else stands in the list keeps its place. */
export function indexedObjectsAt(value: Json | undefined, ...path: readonly string[]): [number, JsonObject][] {
  return itemsAt(value, ...path).flatMap((item, index): [number, JsonObject][] => (isObject(item) ? [[index, item]] : []));
}

/** The texts of a list below a path. */
export function textsAt(value: Json | undefined, ...path: readonly string[]): readonly string[] {
  return itemsAt(value, ...path).filter((item): item is string => typeof item === 'string');
}

/** The text below a path; undefined where there is something else or nothing. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** A text that the API asks for below a path; an empty one in a manifest that leaves it out, which the API server refuses. */
export function requiredTextAt(value: Json | undefined, ...path: readonly string[]): string {
  return textAt(value, ...path) ?? '';
}

/** The number below a path; undefined where there is something else or nothing. */
export function numberAt(value: Json | undefined, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** A record of texts below a path, such as labels. */
export function textRecordAt(value: Json | undefined, ...path: readonly string[]): Readonly<Record<string, string>> {
  const entries = Object.entries(objectAt(value, ...path));
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Freezes a value and all that is in it, each part once: however deep it nests, and if parts of it come many times. */
export function deepFreeze(value: Json | undefined): void {
  // What is added to a set while it is walked is walked too.
  const found = new Set([value]);
  for (const part of found) {
    if (typeof part !== 'object' || part === null) continue;
    Object.freeze(part);
    for (const inner of Object.values(part)) if (typeof inner === 'object') found.add(inner);
  }
}
