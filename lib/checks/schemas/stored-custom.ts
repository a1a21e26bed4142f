import { isObject, type Json, type JsonObject, objectAt } from '../../manifests/json';
import { says } from './custom-resources';
import { type Budget, MAX_DEPTH } from './violation';

/**
 * A value as the API server holds it against the structural schema of its definition: a null where the schema has none
 * is a field that was left out, and what was left out has its default. What needs neither stays the same value.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function storedCustom(value: Json, schema: JsonObject, budget: Budget, depth = 0): Json {
  if (depth > MAX_DEPTH || !budget.spend(1)) return value;
  if (isObject(value)) return storedFields(value, schema, budget, depth);
  const { items } = schema;
  if (!Array.isArray(value) || !isObject(items)) return value;
  const stored = value.map((item: Json) => storedCustom(orDefault(item, items) ?? null, items, budget, depth + 1));
  return stored.every((item, index) => item === value[index]) ? value : stored;
}

function storedFields(value: JsonObject, schema: JsonObject, budget: Budget, depth: number): JsonObject {
  const properties = objectAt(schema, 'properties');
  const changed = new Map<string, Json | undefined>();
  for (const [field, stated] of Object.entries(value)) {
    const known = Object.hasOwn(properties, field) ? properties[field] : schema.additionalProperties;
    if (stated === undefined || !isObject(known)) continue;
    const taken = orDefault(stated, known);
    const stored = taken === undefined ? undefined : storedCustom(taken, known, budget, depth + 1);
    if (stored !== stated) changed.set(field, stored);
  }
  for (const [field, known] of Object.entries(properties)) {
    if (Object.hasOwn(value, field) || !isObject(known) || (known.default ?? null) === null) continue;
    changed.set(field, storedCustom(known.default ?? null, known, budget, depth + 1));
  }
  if (changed.size === 0) return value;
  const kept = Object.entries(value).filter(([field]) => !changed.has(field));
  return Object.fromEntries([...kept, ...[...changed].filter(([, stored]) => stored !== undefined)]);
}

/** What a stated value counts as; undefined for a null that is as good as nothing. */
function orDefault(stated: Json, schema: JsonObject): Json | undefined {
  return stated !== null || says(schema, 'nullable') ? stated : schema.default;
}
