import { isObject, type Json, type JsonObject, objectAt, objectsAt, requiredTextAt, textAt, textsAt } from '../../manifests/json';
import { oncePer } from '../once-per-set';
import { type DefinitionRule, definitionRule } from './definition-rule';

/** A rule of a definition that a value does not keep to. */
export interface BrokenRule {
  readonly path: ReadonlyArray<string | number>;
  readonly rule: DefinitionRule;
  /** What the definition says of it, or the rule itself. */
  readonly text: string;
}

/** Deeper than any definition has a rule; what goes on is not read further. */
const MAX_DEPTH = 50;

const rulesOf = oncePer((schema: JsonObject) =>
  objectsAt(schema, 'x-kubernetes-validations').flatMap((validation) => {
    const written = requiredTextAt(validation, 'rule');
    const rule = definitionRule(written);
    return rule ? [{ rule, text: textAt(validation, 'message') ?? written }] : [];
  }),
);

/**
 * The rules of a schema that a value does not keep to, inside of it too. Rules about an old and a new value count where there
 * are both: fields of objects, values of maps, and items of lists that the schema gives keys.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#transition-rules
 *
 * @param spend takes from what may be spent on a set, and is false when it is spent
 */
export function* brokenRules(
  value: Json,
  schema: JsonObject,
  old?: Json,
  spend: () => boolean = () => true,
  path: readonly (string | number)[] = [],
): Generator<BrokenRule> {
  if (path.length > MAX_DEPTH || !spend()) return;
  const scope = { self: { value, schema }, ...(old !== undefined && { oldSelf: { value: old, schema } }) };
  for (const { rule, text } of rulesOf(schema))
    if ((!rule.isTransition || old !== undefined) && !rule.holds(scope)) yield { path, rule, text };
  for (const { step, inner, form, before } of insideOf(value, schema, old)) yield* brokenRules(inner, form, before, spend, [...path, step]);
}

interface Inside {
  readonly step: string | number;
  readonly inner: Json;
  readonly form: JsonObject;
  readonly before: Json | undefined;
}

function insideOf(value: Json, schema: JsonObject, old: Json | undefined): Inside[] {
  if (Array.isArray(value)) {
    const form = objectAt(schema, 'items');
    const had = keysOf(schema) && Array.isArray(old) ? new Map(old.map((item: Json) => [itemKey(item, schema), item])) : undefined;
    return value.map((inner: Json, step) => ({ step, inner, form, before: had?.get(itemKey(inner, schema)) }));
  }
  if (!isObject(value)) return [];
  const properties = objectAt(schema, 'properties');
  return Object.entries(value).flatMap(([step, inner]) => {
    const form = Object.hasOwn(properties, step) ? properties[step] : schema.additionalProperties;
    if (!isObject(form) || inner === undefined) return [];
    return [{ step, inner, form, before: isObject(old) && Object.hasOwn(old, step) ? old[step] : undefined }];
  });
}

/** The fields by which a schema tells the items of a list apart; undefined where it does not. */
export function keysOf(schema: JsonObject): readonly string[] | undefined {
  return schema['x-kubernetes-list-type'] === 'map' ? textsAt(schema, 'x-kubernetes-list-map-keys') : undefined;
}

/** What tells an item of a list apart: its keys, with their defaults, or all of it. */
export function itemKey(item: Json, schema: JsonObject): string {
  const keys = keysOf(schema);
  if (!keys) return JSON.stringify(item);
  const values = objectAt(item);
  return JSON.stringify(keys.map((key) => values[key] ?? objectAt(schema, 'items', 'properties', key).default ?? null));
}
