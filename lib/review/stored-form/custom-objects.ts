import { itemKey, keysOf } from '../../checks/schemas/broken-rules';
import { withSchemaDefaults } from '../../checks/schemas/schema-defaults';
import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';
import { isOrdered } from '../diff/list-keys';

/** An object that is there already, as it was written and as it is stored. */
interface RunningObject {
  readonly written: JsonObject;
  readonly stored: JsonObject;
}

/**
 * A custom resource as it is stored by its definition: with the defaults that it was given once, or gets; sets, and lists
 * whose items have keys, in an order that does not depend on how they were written.
 */
export function storedCustom(body: JsonObject, schema: JsonObject, running?: RunningObject): JsonObject {
  const kept = running ? withGiven(body, running, schema) : body;
  return sorted(withSchemaDefaults(kept, schema), schema, '') as JsonObject;
}

/** A default that was given stays, whatever the definition says now: it is nobody's, and nobody takes it away. */
function withGiven(body: JsonObject, { written, stored }: RunningObject, schema: JsonObject): JsonObject {
  const properties = objectAt(schema, 'properties');
  const isGiven = (name: string): boolean => !Object.hasOwn(body, name) && !Object.hasOwn(written, name) && Object.hasOwn(properties, name);
  const given = Object.entries(stored).filter(([name]) => isGiven(name));
  const own = Object.entries(body).map(([name, value]) => {
    const old = Object.hasOwn(stored, name) ? stored[name] : undefined;
    if (!isObject(value) || !isObject(old)) return [name, value] as const;
    return [name, withGiven(value, { written: objectAt(written, name), stored: old }, objectAt(properties, name))] as const;
  });
  return Object.fromEntries([...own, ...given]);
}

function sorted(value: Json, schema: JsonObject, name: string): Json {
  if (Array.isArray(value)) return sortedList(value, schema, name);
  if (!isObject(value)) return value;
  const properties = objectAt(schema, 'properties');
  const fields = Object.entries(value).map(([field, inner]) => {
    const form = objectAt(Object.hasOwn(properties, field) ? properties[field] : schema.additionalProperties);
    return [field, inner && sorted(inner, form, field)] as const;
  });
  return Object.fromEntries(fields);
}

/** In pod templates of operators, too, the order of some lists with keys counts. */
function sortedList(list: readonly Json[], schema: JsonObject, name: string): Json {
  const items = list.map((item) => sorted(item, objectAt(schema, 'items'), ''));
  const isFree = schema['x-kubernetes-list-type'] === 'set' || (keysOf(schema) !== undefined && !isOrdered(name, items.filter(isObject)));
  if (!isFree) return items;
  const keys = new Map(items.map((item) => [item, itemKey(item, schema)]));
  return items.sort((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1));
}
