import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';
import { says } from './custom-resources';
import { MAX_DEPTH } from './violation';

/**
 * A custom resource with what its schema says of fields that are not there, as the API server stores it: an object that is
 * not there gets no defaults inside, and a null that is no value is as not there where a default is to be had. Where there is
 * none it stays, and is for the server to refuse, as it does when it is applied from its side. What needs nothing stays the
 * same value.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 *
 * @param spend takes from what may be spent on a set, and is false when it is spent: the rest stays as it is
 */
export function withSchemaDefaults(value: Json, schema: JsonObject, spend: () => boolean = () => true, depth = 0): Json {
  if (depth > MAX_DEPTH || !spend()) return value;
  const inside = (inner: Json, form: JsonObject): Json => withSchemaDefaults(valueOrDefault(inner, form), form, spend, depth + 1);
  if (isObject(value)) return fieldsWithDefaults(value, schema, inside);
  const { items } = schema;
  if (!Array.isArray(value) || !isObject(items)) return value;
  const stored = value.map((item: Json) => inside(item, items));
  return stored.every((item, index) => item === value[index]) ? value : stored;
}

function fieldsWithDefaults(value: JsonObject, schema: JsonObject, inside: (inner: Json, form: JsonObject) => Json): JsonObject {
  const properties = objectAt(schema, 'properties');
  const changed = new Map<string, Json>();
  for (const [field, stated] of Object.entries(value)) {
    const form = Object.hasOwn(properties, field) ? properties[field] : schema.additionalProperties;
    if (stated === undefined || !isObject(form)) continue;
    const stored = inside(stated, form);
    if (stored !== stated) changed.set(field, stored);
  }
  for (const [field, form] of Object.entries(properties)) {
    if (Object.hasOwn(value, field) || !isObject(form) || form.default === undefined) continue;
    changed.set(field, inside(form.default, form));
  }
  return changed.size === 0 ? value : Object.fromEntries([...Object.entries(value), ...changed]);
}

function valueOrDefault(stated: Json, schema: JsonObject): Json {
  return stated === null && !says(schema, 'nullable') ? (schema.default ?? null) : stated;
}
