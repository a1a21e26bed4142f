import { isObject, type Json, type JsonObject, objectAt, objectsAt, textAt, textsAt } from '../../manifests/json';
import { brokenRules, itemKey, keysOf } from './broken-rules';
import { checkConstraints } from './constraints';
import { says } from './custom-resources';
import { nearest } from './nearest';
import { withSchemaDefaults } from './schema-defaults';
import { validate } from './validate';
import { typeText, Walk } from './violation';

interface JsonType {
  readonly wanted: string;
  readonly accepts: (value: Json) => boolean;
}

const TYPES: ReadonlyMap<string, JsonType> = new Map([
  ['object', { wanted: 'an object', accepts: isObject }],
  ['array', { wanted: 'a list', accepts: Array.isArray }],
  ['string', { wanted: 'text', accepts: (value) => typeof value === 'string' }],
  ['boolean', { wanted: 'true or false', accepts: (value) => typeof value === 'boolean' }],
  ['integer', { wanted: 'a whole number', accepts: Number.isInteger }],
  ['number', { wanted: 'a number', accepts: (value) => typeof value === 'number' }],
] satisfies [string, JsonType][]);

const INT_OR_TEXT: JsonType = {
  wanted: 'a whole number or text',
  accepts: (value) => typeof value === 'string' || Number.isInteger(value),
};

/** Fields that a whole object of the API has whether its schema says so or not. */
const OF_EVERY_OBJECT = new Set(['apiVersion', 'kind', 'metadata']);

/** Schemas within `not`, `allOf`, `anyOf` and `oneOf` that lie deeper are not followed. */
const MAX_NESTED_FORMS = 50;

/** What looking at one value costs of the budget, beside its patterns. */
const VALUE_STEPS = 5;

/**
 * Checks a custom resource, with the defaults of its definition, against the structural schema of this, and its metadata as
 * every object's. Of the rules in CEL (`x-kubernetes-validations`), those that compare fields are evaluated, once everything else
 * is as it should be; the others, and those about an old value, are left to the API server.
 */
export function validateCustom(body: JsonObject, schema: JsonObject, minor: number, walk: Walk): void {
  const { length } = walk.violations;
  const spend = (): boolean => walk.budget.spend(1);
  const { metadata, ...fields } = body;
  const stored = { ...objectAt(withSchemaDefaults(fields, schema, spend)), ...(metadata !== undefined && { metadata }) };
  new CustomCheck(minor, walk, 0).whole(stored, schema);
  if (walk.violations.length > length) return;
  for (const { path, text } of brokenRules(stored, schema, undefined, () => walk.budget.spend(VALUE_STEPS)))
    walk.at(path, () => walk.report('wrong-value', { got: 'values that do not fit together', wanted: text }));
}

class CustomCheck {
  constructor(
    private readonly minor: number,
    private readonly walk: Walk,
    /** How many forms this check is within. Only the outermost decides which fields are kept. */
    private readonly forms: number,
  ) {}

  /** An object of the API: the resource itself or one that is embedded in it. */
  public whole(body: JsonObject, schema: JsonObject): void {
    const { metadata } = body;
    if (metadata !== undefined) this.walk.inside('metadata', () => validate(metadata, 'meta.v1.ObjectMeta', this.minor, this.walk));
    this.fields(body, schema, OF_EVERY_OBJECT);
    this.rest(body, schema);
  }

  private value(value: Json, schema: JsonObject): void {
    if (!this.walk.budget.spend(VALUE_STEPS)) return;
    if (value === null && says(schema, 'nullable')) return;
    const type = says(schema, 'x-kubernetes-int-or-string') ? INT_OR_TEXT : TYPES.get(textAt(schema, 'type') ?? '');
    if (type && !type.accepts(value)) this.walk.report('wrong-type', { got: typeText(value), wanted: type.wanted });
    else if (isObject(value) && says(schema, 'x-kubernetes-embedded-resource')) this.whole(value, schema);
    else {
      if (isObject(value)) this.fields(value, schema, new Set());
      else if (Array.isArray(value)) this.items(value, schema);
      this.rest(value, schema);
    }
  }

  private items(list: readonly Json[], schema: JsonObject): void {
    const { items } = schema;
    if (isObject(items)) for (const [index, item] of list.entries()) this.walk.inside(index, () => this.value(item, items));
    if (keysOf(schema) || schema['x-kubernetes-list-type'] === 'set') this.once(list, schema);
  }

  /** The items of a set, or of a list with keys, each once. */
  private once(list: readonly Json[], schema: JsonObject): void {
    const seen = new Set<string>();
    for (const [index, item] of list.entries()) {
      const key = itemKey(item, schema);
      const got = `${keysOf(schema) ? 'an item with the same key' : 'the same item'} a second time`;
      if (seen.has(key)) this.walk.inside(index, () => this.walk.report('wrong-value', { got, wanted: 'each of them once' }));
      seen.add(key);
    }
  }

  private fields(value: JsonObject, schema: JsonObject, ofEvery: ReadonlySet<string>): void {
    const properties = objectAt(schema, 'properties');
    for (const field of Object.keys(value)) {
      const inner = value[field];
      if (inner === undefined || (field === 'metadata' && ofEvery.has(field))) continue;
      const known = Object.hasOwn(properties, field) ? properties[field] : schema.additionalProperties;
      if (isObject(known)) this.walk.inside(field, () => this.value(inner, known));
      else if (!ofEvery.has(field) && this.prunes(schema)) this.walk.inside(field, () => this.unknown(field, properties));
    }
    for (const field of textsAt(schema, 'required')) if (!Object.hasOwn(value, field)) this.missing(field, properties);
  }

  /** Whether the API server drops what the schema does not name. */
  private prunes(schema: JsonObject): boolean {
    return (
      this.forms === 0 &&
      schema.type === 'object' &&
      schema.additionalProperties !== true &&
      !says(schema, 'x-kubernetes-preserve-unknown-fields')
    );
  }

  private unknown(field: string, properties: JsonObject): void {
    const meant = this.walk.maySuggest() ? nearest(field, Object.keys(properties)) : undefined;
    const wanted = 'a field of the CustomResourceDefinition';
    this.walk.report('unknown-field', { got: 'an unknown field', wanted, ...(meant !== undefined && { fix: `write ${meant}` }) });
  }

  private missing(field: string, properties: JsonObject): void {
    const type = TYPES.get(textAt(properties, field, 'type') ?? '')?.wanted ?? 'a value';
    this.walk.inside(field, () =>
      this.walk.report('missing-field', { got: 'nothing', wanted: `${type}: the CustomResourceDefinition requires it` }),
    );
  }

  /** What a schema asks for beside types and fields. */
  private rest(value: Json, schema: JsonObject): void {
    checkConstraints(value, schema, this.walk);
    if (this.forms < MAX_NESTED_FORMS) this.combined(value, schema);
  }

  private combined(value: Json, schema: JsonObject): void {
    const refuse = (wanted: string, got = typeText(value)): void => this.walk.report('wrong-value', { got, wanted });
    for (const form of objectsAt(schema, 'allOf')) new CustomCheck(this.minor, this.walk, this.forms + 1).value(value, form);
    const any = objectsAt(schema, 'anyOf');
    if (any.length > 0 && !any.some((form) => this.fits(value, form)))
      refuse(`what one of the ${any.length} forms of the definition allows`);
    const one = objectsAt(schema, 'oneOf');
    const fitting = one.filter((form) => this.fits(value, form)).length;
    if (one.length > 0 && fitting !== 1)
      refuse(`exactly one of the ${one.length} forms of the definition`, `${typeText(value)} that fits ${fitting}`);
    if (isObject(schema.not) && this.fits(value, schema.not)) refuse('anything but what the definition excludes');
  }

  private fits(value: Json, form: JsonObject): boolean {
    const attempt = new Walk(this.walk.budget);
    new CustomCheck(this.minor, attempt, this.forms + 1).value(value, form);
    return attempt.violations.length === 0;
  }
}
