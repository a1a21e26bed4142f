import { isObject, itemsAt, type Json, type JsonObject } from '../manifests/json';

/** The objects of a list below a path, each with its index in the list; whatever else stands in the list keeps its place. */
export function indexedObjects(value: Json | undefined, ...path: readonly string[]): [number, JsonObject][] {
  return itemsAt(value, ...path).flatMap((item, index): [number, JsonObject][] => (isObject(item) ? [[index, item]] : []));
}
