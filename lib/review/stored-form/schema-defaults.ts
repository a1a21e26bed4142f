import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';
import { without } from './stored-definition';

/**
 * A custom resource with what its schema says of fields that are not there, as the API server stores it: an object that is
 * not there gets no defaults inside, and null is as not there unless the schema knows what it means.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting
 */
export function withSchemaDefaults(object: JsonObject, schema: JsonObject): JsonObject {
  // The status is not the author's to state.
  return mapWithDefaults(object, { ...schema, properties: without(objectAt(schema, 'properties'), 'status') });
}

function withDefaults(value: Json, schema: JsonObject): Json {
  if (isObject(value)) return mapWithDefaults(value, schema);
  if (Array.isArray(value)) return value.map((item: Json) => withDefaults(item, objectAt(schema, 'items')));
  return value;
}

function mapWithDefaults(value: JsonObject, schema: JsonObject): JsonObject {
  const properties = objectAt(schema, 'properties');
  const others = objectAt(schema, 'additionalProperties');
  const schemaOf = (name: string): JsonObject => (Object.hasOwn(properties, name) ? objectAt(properties[name]) : others);
  const stated = Object.entries(value).filter(([name, inner]) => inner !== null || !isNothing(schemaOf(name)));
  const names = new Set(stated.map(([name]) => name));
  const missing = Object.keys(properties)
    .filter((name) => !names.has(name))
    .map((name) => [name, schemaOf(name).default] as const);
  return Object.fromEntries(
    [...stated, ...missing].flatMap(([name, inner]) => (inner === undefined ? [] : [[name, withDefaults(inner, schemaOf(name))]])),
  );
}

/** Whether null is no value of a field; of a field without a schema nothing is known. */
function isNothing(schema: JsonObject): boolean {
  return Object.keys(schema).length > 0 && schema.nullable !== true;
}
