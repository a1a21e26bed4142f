import { groupedBy } from '../../core/groups';
import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { componentRenames, type WholeComponent } from './component-renames';

/** An object under its old and its new identity. */
export interface Rename {
  readonly before: Manifest;
  readonly after: Manifest;
}

/** What tells that two objects are the same thing to whoever made them; undefined where it tells nothing. */
type Sign = (manifest: Manifest) => string | undefined;

/**
 * Which of the objects that go are the same thing as one that comes: the same kind, and a sign that one object on either
 * side has: the construct that made it; the component, where the fields have the same names; or every value, where those
 * that are the object's own name, its namespace and its component may differ; or a whole component that has another name.
 * Nothing is guessed from likeness. What stays tells which components are whole.
 */
export function renamesBetween(gone: readonly Manifest[], come: readonly Manifest[], stays: readonly Manifest[] = []): Rename[] {
  const byConstruct = pairs(gone, come, ({ origin }) => origin?.path);
  const byComponent = pairs(...without(gone, come, byConstruct), (manifest) => shapeOf(manifest));
  const rest = without(gone, come, [...byConstruct, ...byComponent]);
  const byContent = ofWholeComponents(pairs(...rest, namelessText), ...rest);
  const found = [...byConstruct, ...byComponent, ...byContent];
  const [old, fresh] = without(gone, come, found);
  const partial = new Set([...stays, ...found.flatMap(({ before, after }) => [before, after])].map(componentOf));
  return [...found, ...componentRenames(wholeOf(old, partial), wholeOf(fresh, partial))];
}

/** Components of which no object is elsewhere. */
function wholeOf(manifests: readonly Manifest[], partial: ReadonlySet<string>): WholeComponent[] {
  const named = groupedBy(manifests, componentOf);
  return [...named].flatMap(([name, objects]) => (name === '' || partial.has(name) ? [] : [{ name, objects }]));
}

/** The component of an object, by its recommended labels; empty where they say none. */
export function componentOf({ labels }: Pick<Manifest, 'labels'>): string {
  return labels['app.kubernetes.io/name'] ?? labels['app.kubernetes.io/instance'] ?? labels['app.kubernetes.io/part-of'] ?? '';
}

function pairs(gone: readonly Manifest[], come: readonly Manifest[], sign: Sign): Rename[] {
  const [old, fresh] = [bySign(gone, sign), bySign(come, sign)];
  return [...old].flatMap(([key, before]) => {
    const after = fresh.get(key);
    return before && after ? [{ before, after }] : [];
  });
}

/** Undefined for a sign that several objects have, which is none. */
function bySign(manifests: readonly Manifest[], sign: Sign): ReadonlyMap<string, Manifest | undefined> {
  const signed = manifests.flatMap((manifest) => {
    const own = sign(manifest);
    return own === undefined ? [] : [{ manifest, key: `${manifest.group}/${manifest.kind}\0${own}` }];
  });
  const groups = groupedBy(signed, ({ key }) => key);
  return new Map([...groups].map(([key, same]) => [key, same.length === 1 ? same[0]?.manifest : undefined]));
}

function without(gone: readonly Manifest[], come: readonly Manifest[], found: readonly Rename[]): [Manifest[], Manifest[]] {
  const known = new Set(found.flatMap(({ before, after }) => [before, after]));
  return [gone.filter((manifest) => !known.has(manifest)), come.filter((manifest) => !known.has(manifest))];
}

/** The component and the names of the fields, two levels deep. */
function shapeOf(manifest: Manifest): string | undefined {
  const component = componentOf(manifest);
  if (component === '' || !saysMore(manifest)) return undefined;
  const fields = Object.entries(manifest.body).flatMap(([field, value]) =>
    field === 'metadata' || !isObject(value) ? [field] : Object.keys(value).map((inner) => `${field}\0${inner}`),
  );
  return [component, ...fields.sort()].join('\0\0');
}

/** Whether there is more to an object than what it is and what it is called. */
function saysMore({ body: { apiVersion: _, kind: __, metadata: ___, ...rest } }: Manifest): boolean {
  return Object.values(rest).some((value) => value !== undefined && !(isObject(value) && Object.keys(value).length === 0));
}

/** The object as text, without what names it; undefined for one that says nothing else. */
function namelessText(manifest: Manifest): string | undefined {
  if (!saysMore(manifest)) return undefined;
  const { metadata, ...rest } = manifest.body;
  const names = new Map([
    [componentOf(manifest), 'component'],
    [manifest.namespace, 'namespace'],
    [manifest.name, 'name'],
  ]);
  return textOf({ ...rest, metadata: unnamed(objectAt(metadata)) }, names);
}

function unnamed({ name: _, namespace: __, ...metadata }: JsonObject): JsonObject {
  return metadata;
}

function textOf(value: Json | undefined, names: ReadonlyMap<Json | undefined, string>): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map((item) => textOf(item, names)).join()}]`;
  if (!isObject(value)) return value !== '' && names.has(value) ? `its ${names.get(value)}` : JSON.stringify(value);
  const fields = Object.keys(value)
    .filter((field) => value[field] !== undefined)
    .sort();
  return `{${fields.map((field) => `${JSON.stringify(field)}:${textOf(value[field], names)}`).join()}}`;
}

/**
 * Small objects of two components are equal but for the names, whoever they belong to. So those of different components
 * count only where all that goes of the one comes as the other.
 */
function ofWholeComponents(found: readonly Rename[], gone: readonly Manifest[], come: readonly Manifest[]): Rename[] {
  const going = groupedBy(gone, componentOf);
  const coming = groupedBy(come, componentOf);
  return [...groupedBy(found, ({ before, after }) => `${componentOf(before)}\0${componentOf(after)}`)].flatMap(([pair, same]) => {
    const [old, fresh] = pair.split('\0') as [string, string];
    const isWhole = going.get(old)?.length === same.length && coming.get(fresh)?.length === same.length;
    return old === fresh || isWhole ? same : [];
  });
}
