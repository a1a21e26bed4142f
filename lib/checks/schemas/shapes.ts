import { SCHEMA_TABLE } from './table';

/** Types of single values: the letters of the table. */
export type Scalar =
  | 'text'
  | 'bytes'
  | 'time'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'number'
  | 'quantity'
  | 'int-or-text'
  | 'any-object'
  | 'anything';

/** What a value must look like at one version. */
export type Shape =
  | { readonly form: 'scalar'; readonly scalar: Scalar }
  | { readonly form: 'constant'; readonly value: string }
  | { readonly form: 'list'; readonly of: Shape }
  | { readonly form: 'map'; readonly of: Shape }
  /** Looked up by name when it is reached, because definitions may contain themselves. */
  | { readonly form: 'object'; readonly definition: string };

export interface FieldShape {
  readonly shape: Shape;
  readonly required: boolean;
}

/** A definition at one version. */
export interface Definition {
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly required: readonly string[];
}

/** Minor versions, both included, in which something was served. */
export interface Interval {
  readonly since: number;
  readonly until: number;
}

interface Table {
  readonly first: number;
  readonly last: number;
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

const SCALARS: Readonly<Record<string, Scalar>> = {
  s: 'text',
  B: 'bytes',
  t: 'time',
  b: 'boolean',
  i: 'int32',
  l: 'int64',
  n: 'number',
  q: 'quantity',
  p: 'int-or-text',
  o: 'any-object',
  '*': 'anything',
};

let parsed: Table | undefined;

function table(): Table {
  parsed ??= JSON.parse(SCHEMA_TABLE) as Table;
  return parsed;
}

/** The oldest and the newest minor version that the table knows. */
export function knownVersions(): Interval {
  return { since: table().first, until: table().last };
}

/** The definition that a kind is written with; undefined where the version does not serve it. */
export function definitionOfKind(apiVersion: string, kind: string, minor: number): string | undefined {
  return factAt(ownFact(ownFact(table().kinds, apiVersion), kind), minor);
}

/** When an API version served a kind; empty for one that none of the versions knows. */
export function servedKind(apiVersion: string, kind: string): readonly Interval[] {
  return intervalsOf(ownFact(ownFact(table().kinds, apiVersion), kind));
}

/** The kinds that an API version serves. */
export function kindsOf(apiVersion: string, minor: number): readonly string[] {
  const kinds = ownFact(table().kinds, apiVersion) ?? {};
  return Object.keys(kinds).filter((kind) => factAt(kinds[kind], minor) !== undefined);
}

/** The API versions that serve a kind, oldest name first. */
export function apiVersionsOf(kind: string, minor: number): readonly string[] {
  return Object.keys(table().kinds).filter((apiVersion) => definitionOfKind(apiVersion, kind, minor) !== undefined);
}

/** Whether an API group is the API server's own. The server refuses a custom resource of a group without a dot. */
export function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || Object.keys(table().kinds).some((apiVersion) => apiVersion.startsWith(`${group}/`));
}

/** When the versions served a field of a definition; empty for one that none of them knows. */
export function servedField(definition: string, field: string): readonly Interval[] {
  return intervalsOf(ownFact(factsOf(definition), field));
}

const definitions = new Map<number, Map<string, Definition>>();

/** A definition as one version serves it. */
export function definitionAt(name: string, minor: number): Definition {
  const atVersion = definitions.get(minor) ?? new Map<string, Definition>();
  definitions.set(minor, atVersion);
  const known = atVersion.get(name);
  if (known) return known;
  const fields = new Map<string, FieldShape>();
  const owner = name.slice(0, name.lastIndexOf('.'));
  for (const [field, history] of Object.entries(factsOf(name))) {
    const fact = factAt(history, minor);
    if (fact !== undefined) fields.set(field, fieldShapeOf(fact, owner));
  }
  const required = [...fields].filter(([, field]) => field.required).map(([field]) => field);
  const definition = { name, fields, required };
  atVersion.set(name, definition);
  return definition;
}

function factsOf(definition: string): Readonly<Record<string, string>> {
  const split = definition.lastIndexOf('.');
  return ownFact(ownFact(table().types, definition.slice(0, split)), definition.slice(split + 1)) ?? {};
}

/** Names come from manifests: `constructor` is not in a table because every object has one. */
function ownFact<T>(facts: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return facts && Object.hasOwn(facts, name) ? facts[name] : undefined;
}

interface Era extends Interval {
  readonly fact: string;
}

/** The parts of a history such as `s@-32|s!@33-`; an end that is left out is the table's. */
function erasOf(history: string | undefined): readonly Era[] {
  if (history === undefined) return [];
  return history.split('|').map((part) => {
    const [fact = '', interval = '-'] = part.split('@');
    const [since, until] = interval.split('-');
    return { fact, since: since ? Number(since) : table().first, until: until ? Number(until) : table().last };
  });
}

function factAt(history: string | undefined, minor: number): string | undefined {
  return erasOf(history).find(({ since, until }) => since <= minor && minor <= until)?.fact;
}

/** The eras without their facts; those that follow each other are one. */
function intervalsOf(history: string | undefined): readonly Interval[] {
  const merged: Interval[] = [];
  for (const { since, until } of erasOf(history)) {
    const last = merged.at(-1);
    if (last && last.until + 1 === since) merged.splice(-1, 1, { since: last.since, until });
    else merged.push({ since, until });
  }
  return merged;
}

function fieldShapeOf(fact: string, owner: string): FieldShape {
  const required = fact.endsWith('!');
  return { shape: shapeOf(required ? fact.slice(0, -1) : fact, owner), required };
}

function shapeOf(type: string, owner: string): Shape {
  if (type.startsWith('[]')) return { form: 'list', of: shapeOf(type.slice(2), owner) };
  if (type.startsWith('{}')) return { form: 'map', of: shapeOf(type.slice(2), owner) };
  if (type.startsWith('=')) return { form: 'constant', value: type.slice(1) };
  if (!type.startsWith('#')) return { form: 'scalar', scalar: SCALARS[type] ?? 'anything' };
  const definition = type.slice(1);
  return { form: 'object', definition: definition.includes('.') ? definition : `${owner}.${definition}` };
}
