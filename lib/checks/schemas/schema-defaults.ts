import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';

/**
 * A custom resource with what its schema says of fields that are not there, as the API server stores it: an object that is
 * not there gets no defaults inside, and null is as not there where a default is to be had, and null itself is no value.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting
 */
export function withSchemaDefaults(value: Json, schema: JsonObject): Json {
  if (isObject(value)) return mapWithDefaults(value, schema);
  if (Array.isArray(value)) return value.map((item: Json) => withSchemaDefaults(item, objectAt(schema, 'items')));
  return value;
}

function mapWithDefaults(value: JsonObject, schema: JsonObject): JsonObject {
  const properties = objectAt(schema, 'properties');
  const others = objectAt(schema, 'additionalProperties');
  const own = Object.entries(value).map(([name, inner]) => [name, inner === null ? nullOf(properties, name) : inner] as const);
  const missing = Object.keys(properties).flatMap((name) => {
    const text = Object.hasOwn(value, name) ? undefined : defaultOf(properties[name]);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(
    [...own, ...missing].map(([name, inner]) => {
      const inside = Object.hasOwn(properties, name) ? properties[name] : others;
      return [name, inner && withSchemaDefaults(inner, objectAt(inside))];
    }),
  );
}

function nullOf(properties: JsonObject, name: string): Json {
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return objectAt(schema).nullable === true ? null : (defaultOf(schema) ?? null);
}

function defaultOf(schema: Json | undefined): Json | undefined {
  return isObject(schema) ? schema.default : undefined;
}
