import type { JsonObject } from '../../manifests/json';

/** What the API server makes of an object of one definition when it stores it; the objects below come after it. */
export type StoredDefinition = (object: JsonObject) => JsonObject;

/** By definition, named as in the table of schemas: `core.v1.PodSpec`. */
export type StoredDefinitions = Readonly<Record<string, StoredDefinition>>;

/** Fields that are filled in where the object does not state them. */
export function filled(defaults: JsonObject): StoredDefinition {
  return (object) => ({ ...defaults, ...object });
}

/** The object without some of its fields. */
export function without(object: JsonObject, ...fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}
