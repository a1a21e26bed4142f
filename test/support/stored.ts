import { isObject, type Json, type JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { fieldStepsText } from '../../lib/review/diff/field-diff';
import { type ObjectChange, objectChanges } from '../../lib/review/diff/object-diff';
import { storedForm } from '../../lib/review/stored-form';

export const setOf = (bodies: readonly JsonObject[]): ManifestSet =>
  new ManifestSet(bodies.map((body) => manifestOf(structuredClone(body))));

/** In what two sets of objects differ when both are stored, the second over the first. */
export function storedChanges(before: readonly JsonObject[], after: readonly JsonObject[]): ObjectChange[] {
  const written = setOf(before);
  const stored = storedForm(written);
  return objectChanges(stored, storedForm(setOf(after), { running: { written, stored } }));
}

/** The same as lines: identity, kind of the change, field. */
export function storedDifferences(before: readonly JsonObject[], after: readonly JsonObject[]): string[] {
  return storedChanges(before, after).flatMap(({ object, kind, fields }) =>
    kind === 'changed' ? fields.map(({ field }) => `${object} ${fieldStepsText(field)}`) : [`${object} ${kind}`],
  );
}

/** Where a single value stands in an object. */
export type Path = readonly (string | number)[];

/** The places of all single values, and of lists and objects that have nothing in them. */
export function leavesOf(value: Json | undefined, path: Path = []): Path[] {
  const inner = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return inner.length === 0 ? [path] : inner.flatMap(([step, item]) => leavesOf(item as Json, [...path, step]));
}

/** A copy of an object with another value at a place; what is missing on the way is made. */
export function withValueAt(object: JsonObject, path: Path, value: Json): JsonObject {
  const copy = structuredClone(object) as Record<string, unknown>;
  let inner = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) {
    inner[step] ??= {};
    inner = inner[step] as Record<string | number, unknown>;
  }
  inner[path.at(-1) ?? ''] = value;
  return copy as JsonObject;
}

export function valueAt(object: JsonObject, path: Path): Json | undefined {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], object) as Json | undefined;
}
