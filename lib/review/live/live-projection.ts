import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';
import { keyed } from '../diff/list-keys';
import { appliedFields, isAutoscaled, isItem } from './field-owners';
import { unmarked } from './unmarked-object';

/**
 * A live object as it was applied: the fields that are wanted, with the values that they have; and those that whoever
 * deploys it has once applied and that are wanted no more. What defaults, controllers and other people have added is left
 * out, since applying the wanted object does not touch it.
 */
export function asApplied(live: JsonObject, wanted: JsonObject): JsonObject {
  const { owned, applied } = appliedFields(live, wanted);
  const kept = projected('', unmarked(live, wanted), [wanted, ...(applied ? [applied] : [])], owned);
  return isAutoscaled(live) ? withReplicasOf(wanted, kept as JsonObject) : (kept as JsonObject);
}

/** A live object that nobody wants any more, as it was applied. */
export function asLastApplied({ apiVersion, kind, metadata, ...rest }: JsonObject): JsonObject {
  const { name, namespace, labels } = objectAt(metadata);
  const identity = {
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels !== undefined && { labels }) },
  };
  return asApplied({ apiVersion, kind, metadata, ...rest }, identity);
}

function withReplicasOf(wanted: JsonObject, kept: JsonObject): JsonObject {
  const { replicas: _, ...spec } = objectAt(kept, 'spec');
  const { replicas } = objectAt(wanted, 'spec');
  return { ...kept, spec: { ...spec, ...(replicas !== undefined && { replicas }) } };
}

/** What is left of a live value: all of one that is owned whole, or that is of another kind than what is wanted. */
function projected(name: string, live: Json, wanted: readonly Json[], owned: readonly JsonObject[]): Json {
  if (owned.some((fields) => Object.keys(fields).length === 0)) return live;
  if (isObject(live)) return projectedMap(live, wanted.filter(isObject), owned);
  if (Array.isArray(live)) return projectedList(name, live as readonly Json[], wanted.filter(isList), owned);
  return live;
}

function projectedMap(live: JsonObject, wanted: readonly JsonObject[], owned: readonly JsonObject[]): JsonObject {
  const fields = Object.entries(live).flatMap(([name, value]): [string, Json][] => {
    const inner = valuesAt(wanted, name);
    const fieldsInside = owned.flatMap((fields) => ownedAt(fields, `f:${name}`));
    if (value === undefined || (inner.length === 0 && fieldsInside.length === 0)) return [];
    return [[name, projected(name, value, inner, fieldsInside)]];
  });
  return Object.fromEntries(fields);
}

/** Items are found by what the API tells them apart by; a list whose items nothing tells apart is wanted or owned whole. */
function projectedList(name: string, live: readonly Json[], wanted: ReadonlyArray<readonly Json[]>, owned: readonly JsonObject[]): Json {
  const pairs = wanted.map((items) => pairsOf(name, live, items));
  if (pairs.some((pair) => pair === undefined)) return live;
  return live.flatMap((item): Json[] => {
    const inner = pairs.flatMap((pair) => pair?.get(item) ?? []);
    const fieldsInside = owned.flatMap((fields) => ownedItem(fields, item));
    return inner.length === 0 && fieldsInside.length === 0 ? [] : [projected(name, item, inner, fieldsInside)];
  });
}

/** The wanted item of each live one that has one; undefined where nothing tells items apart. */
function pairsOf(name: string, live: readonly Json[], wanted: readonly Json[]): ReadonlyMap<Json, Json> | undefined {
  if (!live.some(isObject))
    return name === 'finalizers' ? new Map(live.filter((item) => wanted.includes(item)).map((item) => [item, item])) : undefined;
  const [old, fresh] = keyed(name, live, wanted) ?? [];
  if (!old || !fresh) return undefined;
  return new Map([...old].flatMap(([key, item]) => (fresh.has(key) ? [[item, fresh.get(key) as Json] as const] : [])));
}

function ownedItem(fields: JsonObject, item: Json): JsonObject[] {
  return Object.entries(fields).flatMap(([name, inner]) => (isObject(inner) && isItem(name, item) ? [inner] : []));
}

function ownedAt(fields: JsonObject, name: string): JsonObject[] {
  const inner = fields[name];
  return isObject(inner) ? [inner] : [];
}

function valuesAt(wanted: readonly JsonObject[], name: string): Json[] {
  return wanted.flatMap((value): Json[] => (value[name] === undefined ? [] : [value[name]]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
