import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type CreateNodeOptions, Document, type DocumentOptions, parseAllDocuments, type SchemaOptions, type ToStringOptions } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../lib/manifests/json';
import { identityOf, manifestOf } from '../../lib/manifests/manifest';
import { quantityOf } from '../../lib/manifests/quantity';
import { textFile } from '../../lib/reading/file-values';
import { readManifests } from '../../lib/reading/read';
import { fieldStepsText } from '../../lib/review/diff/field-diff';
import { review } from '../../lib/review/review';
import { storedForm } from '../../lib/review/stored-form';
import { leavesOf, type Path, setOf, storedDifferences, valueAt, withValueAt } from '../support/stored';
import { UNSTATED } from './stored-form/server-answers';

const DIST = join(__dirname, '../../dist');
const SHOP = readdirSync(DIST)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file) => parseAllDocuments(readFileSync(join(DIST, file), 'utf8')).map((document) => document.toJS() as JsonObject));
const OBJECTS = [...SHOP, ...UNSTATED];

/** Whole numbers below a limit. */
type Chance = (limit: number) => number;

/** Another writing of the same objects. */
interface Rewriting {
  readonly name: string;
  readonly of: (object: JsonObject, chance: Chance) => JsonObject;
}

const REWRITINGS: readonly Rewriting[] = [
  {
    name: 'keys in another order',
    of: (object, chance) => mapped(object, (value) => (isObject(value) ? shuffledKeys(value, chance) : value)),
  },
  { name: 'lists in another order where it means nothing', of: reorderedLists },
  { name: 'quantities in other units', of: (object, chance) => mapped(object, (value, path) => otherUnit(value, path, chance)) },
  { name: 'defaults stated', of: withSomeDefaults },
  { name: 'fields that say nothing', of: withEmptyFields },
];

describe.each(REWRITINGS)('$name', ({ of }) => {
  test('is no difference', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const chance = chanceOf(seed);
        const rewritten = shuffled(
          OBJECTS.map((object) => of(object, chance)),
          chance,
        );
        expect(storedDifferences(OBJECTS, rewritten)).toEqual([]);
        expect(storedDifferences(rewritten, OBJECTS)).toEqual([]);
      }),
      { numRuns: 2 },
    );
  });
});

test('all of them at once, in YAML of another style, have no effect', () => {
  const before = { name: 'before', manifests: setOf(OBJECTS) };
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const chance = chanceOf(seed);
      const rewritten = OBJECTS.map((object) => REWRITINGS.reduce((inner, { of }) => of(inner, chance), object));
      const { manifests, findings } = readManifests([textFile('after.yaml', yamlOf(shuffled(rewritten, chance), chance))]);
      expect(findings).toEqual([]);
      const { changes, effects } = review(before, { name: 'after', manifests });
      expect(
        changes.map(({ object, fields }) => [
          object,
          ...fields.map(({ field, ...values }) => `${fieldStepsText(field)} ${JSON.stringify(values)}`),
        ]),
      ).toEqual([]);
      expect(effects).toEqual([]);
    }),
    { numRuns: 5 },
  );
});

test('another value in any field is a difference', () => {
  const places = OBJECTS.flatMap((object) =>
    leavesOf(object)
      .filter((path) => !isIdentity(path) && !isServers(object, path))
      .map((path): [JsonObject, Path] => [object, path]),
  );
  expect(places.length).toBeGreaterThan(2000);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.nat(), ([object, path], number) => {
      const changed = withValueAt(object, path, otherValue(valueAt(object, path), number));
      expect([identityOf(manifestOf(object)), path, storedDifferences([object], [changed]).length > 0]).toEqual([
        expect.anything(),
        path,
        true,
      ]);
    }),
    { numRuns: 400 },
  );
});

function isIdentity([first, second]: Path): boolean {
  return first === 'apiVersion' || first === 'kind' || (first === 'metadata' && (second === 'name' || second === 'namespace'));
}

/** What the API server does not take from a manifest. */
function isServers(object: JsonObject, path: Path): boolean {
  const [first, , second] = path;
  if (first === 'status' || (object.kind === 'StatefulSet' && second !== undefined && /^(apiVersion|kind|status)$/.test(`${path[3]}`)))
    return true;
  // `stringData` counts where both have a key, and the old name of an account's field only where the new one is not there.
  return object.kind === 'Secret' && first === 'data';
}

/** Of single values one that means another thing; of a text, one that is no other writing of a quantity. */
function otherValue(value: Json | undefined, number: number): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1 + (number % 1000);
  return typeof value === 'string' ? `${value}-${number}` : { other: number };
}

/** Numbers that look like chance and are the same for the same seed. @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function chanceOf(seed: number): Chance {
  let state = BigInt(seed);
  return (limit) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number(state >> 33n) % limit;
  };
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(chance(rest.length), 1));
}

function shuffledKeys(object: JsonObject, chance: Chance): JsonObject {
  return Object.fromEntries(shuffled(Object.entries(object), chance));
}

/** Every value of an object put through a function, from the inside out. */
function mapped(value: JsonObject, change: (value: Json, path: Path) => Json, path: Path = []): JsonObject {
  const inner = (item: Json, step: string | number): Json => {
    const place = [...path, step];
    if (Array.isArray(item))
      return change(
        (item as readonly Json[]).map((each, i) => (isObject(each) ? mapped(each, change, [...place, i]) : each)),
        place,
      );
    return isObject(item) ? mapped(item, change, place) : change(item, place);
  };
  return change(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item as Json, key)])), path) as JsonObject;
}

/** Lists in which Kubernetes' documentation gives order no meaning. */
const FREE: Readonly<Record<string, RegExp>> = {
  NetworkPolicy: /^(ingress|egress|from|to|ports|policyTypes|except|values|matchExpressions)$/,
  Service: /^ports$/,
  Role: /^(rules|verbs|resources|apiGroups)$/,
  RoleBinding: /^subjects$/,
  Ingress: /^(rules|tls|hosts)$/,
  HorizontalPodAutoscaler: /^metrics$/,
  LimitRange: /^limits$/,
};

function reorderedLists(object: JsonObject, chance: Chance): JsonObject {
  const free = FREE[`${object.kind}`];
  return mapped(object, (value, path) =>
    free?.test(`${path.at(-1)}`) && Array.isArray(value) ? shuffled(value as readonly Json[], chance) : value,
  );
}

const UNITS: readonly [string, number][] = [
  ['', 1],
  ['m', 1e-3],
  ['k', 1e3],
  ['Ki', 1024],
  ['Mi', 1024 ** 2],
];

function otherUnit(value: Json, path: Path, chance: Chance): Json {
  if (!/^(requests|limits|hard|min|max|default|defaultRequest|capacity)$/.test(`${path.at(-2)}`)) return value;
  const number = quantityOf(value);
  if (number === undefined) return value;
  const texts = UNITS.map(([unit, size]) => `${number / size}${unit}`).filter((text) => !text.includes('e') && quantityOf(text) === number);
  return texts[chance(texts.length)] ?? value;
}

/** Some of what the stored form fills in; no part of what is stated as a whole or not at all. */
function withSomeDefaults(object: JsonObject, chance: Chance): JsonObject {
  const [stored] = storedForm(setOf([object])).all;
  return stored ? partOf(object, stored.body, chance) : object;
}

const AS_A_WHOLE =
  /^(metadata|data|stringData|selector|dataSource|dataSourceRef|completions|parallelism|clusterIPs|serviceAccountName|replicas)$/;

function partOf(object: JsonObject, whole: JsonObject, chance: Chance): JsonObject {
  const fields = Object.entries(whole).map(([field, value]): [string, Json | undefined] => {
    const own = object[field];
    if (own === undefined) return [field, AS_A_WHOLE.test(field) || chance(2) === 0 ? undefined : value];
    if (Array.isArray(own) && Array.isArray(value)) return [field, own.map((item, i) => inner(item, value[i], chance))];
    return [field, inner(own, value, chance)];
  });
  const added = fields.filter(([field, value]) => value !== undefined && field !== 'metadata');
  return { ...object, ...Object.fromEntries(added) };
}

function inner(own: Json, stored: Json | undefined, chance: Chance): Json {
  return isObject(own) && isObject(stored) ? partOf(own, stored, chance) : own;
}

function withEmptyFields(object: JsonObject, chance: Chance): JsonObject {
  const metadata = object.metadata as JsonObject;
  const some = [{ annotations: {} }, { annotations: null }, { creationTimestamp: null }, { finalizers: [] }, {}][chance(5)];
  return { ...object, metadata: { ...some, ...metadata }, ...(chance(2) === 0 && { status: {} }) };
}

type Style = DocumentOptions & SchemaOptions & CreateNodeOptions & ToStringOptions;

const STYLES: readonly Style[] = [
  { indent: 4, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' },
  { indent: 2, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'QUOTE_SINGLE', lineWidth: 0 },
  { collectionStyle: 'flow', lineWidth: 40 },
  { indentSeq: false, lineWidth: 30 },
];

/** The objects as text; the version is the one by which kubectl reads, where `yes` is no text unless it is quoted. */
function yamlOf(objects: readonly JsonObject[], chance: Chance): string {
  if (chance(STYLES.length + 1) === 0) return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const style = STYLES[chance(STYLES.length)] ?? {};
  return objects
    .map((object) => new Document(object, { version: '1.1', aliasDuplicateObjects: false }).toString({ directives: false, ...style }))
    .join('---\n');
}
