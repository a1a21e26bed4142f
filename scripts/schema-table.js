// Writes lib/checks/schemas/table.ts from the API's published definitions: node scripts/schema-table.js FOLDER
// FOLDER holds one OpenAPI v2 document a release: v1.27.json … v1.36.json. Only facts are kept: names, types, what is required, and when.
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const TARGET = path.join(__dirname, '..', 'lib', 'checks', 'schemas', 'table.ts');

/** Prefixes of definitions' names that say nothing. */
const PREFIXES =
  /^io\.k8s\.(api\.|apimachinery\.pkg\.(apis\.|api\.|util\.)?|apiextensions-apiserver\.pkg\.apis\.|kube-aggregator\.pkg\.apis\.)/;

/** One letter a type, as lib/checks/schemas/shapes.ts reads it. */
const SCALARS = {
  string: 's',
  'string byte': 'B',
  'string date-time': 't',
  boolean: 'b',
  'integer int32': 'i',
  'integer int64': 'l',
  'number double': 'n',
  'object ': 'o',
  object: 'o',
};

/** Definitions that are written as one scalar, by the end of their name. */
const NAMED_SCALARS = { 'resource.Quantity': 'q', 'intstr.IntOrString': 'p', 'meta.v1.MicroTime': 't', 'meta.v1.Time': 't' };

const shortName = (name) => name.replace(PREFIXES, '');
const packageOf = (name) => name.slice(0, name.lastIndexOf('.'));

function releasesIn(folder) {
  const files = readdirSync(folder).filter((file) => /^v1\.\d+\.json$/.test(file));
  const releases = files.map((file) => ({
    minor: Number(/\d+(?=\.json)/.exec(file)[0]),
    definitions: Object.fromEntries(
      Object.entries(JSON.parse(readFileSync(path.join(folder, file), 'utf8')).definitions).map(([name, schema]) => [
        shortName(name),
        schema,
      ]),
    ),
  }));
  return releases.sort((a, b) => a.minor - b.minor);
}

/** The type of a field as text; a definition of the same package goes by its last name. */
function typeOf(schema, definitions, from) {
  if (schema.$ref) {
    const name = shortName(schema.$ref.slice('#/definitions/'.length));
    if (NAMED_SCALARS[name]) return NAMED_SCALARS[name];
    const target = definitions[name];
    if (!target.properties) return typeOf(target, definitions, from);
    return packageOf(name) === from ? `#${name.slice(from.length + 1)}` : `#${name}`;
  }
  if (schema.type === 'array') return `[]${typeOf(schema.items, definitions, from)}`;
  if (schema.additionalProperties) return `{}${typeOf(schema.additionalProperties, definitions, from)}`;
  if (schema.enum?.length === 1) return `=${schema.enum[0]}`;
  if (!schema.type) return '*';
  const scalar = SCALARS[[schema.type, schema.format].filter(Boolean).join(' ')];
  if (!scalar) throw new Error(`a type that the table cannot express: ${JSON.stringify(schema)}`);
  return scalar;
}

/** What was true in which releases, as `a@-29|b@30-`: an open end is the first or the last release. */
function timeline(factsByMinor, minors) {
  const runs = [];
  for (const minor of minors) {
    const fact = factsByMinor.get(minor);
    const last = runs.at(-1);
    if (last && last.fact === fact) last.to = minor;
    else runs.push({ fact, from: minor, to: minor });
  }
  const end = (minor, open) => (minor === open ? '' : minor);
  const text = ({ fact, from, to }) => {
    const interval = `${end(from, minors[0])}-${end(to, minors.at(-1))}`;
    return interval === '-' ? fact : `${fact}@${interval}`;
  };
  return runs
    .filter(({ fact }) => fact !== undefined)
    .map(text)
    .join('|');
}

/** Name → field → minor → fact. */
function collect(releases, factsOf) {
  const found = new Map();
  for (const { minor, definitions } of releases)
    for (const [name, schema] of Object.entries(definitions))
      for (const [owner, field, fact] of factsOf(name, schema, definitions)) {
        if (!found.has(owner)) found.set(owner, new Map());
        if (!found.get(owner).has(field)) found.get(owner).set(field, new Map());
        found.get(owner).get(field).set(minor, fact);
      }
  return found;
}

function fieldFacts(name, schema, definitions) {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).map(([field, inner]) => [
    name,
    field,
    typeOf(inner, definitions, packageOf(name)) + (required.has(field) ? '!' : ''),
  ]);
}

/** Kinds that a manifest can be: those of one API version that have metadata; options and events of a watch are of many and have none. */
function kindFacts(name, schema) {
  const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
  if (kinds.length !== 1 || !schema.properties?.metadata) return [];
  const [{ group, version, kind }] = kinds;
  return [[group === '' ? version : `${group}/${version}`, kind, name]];
}

function sorted(map, value) {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, value(inner)]));
}

/** The names of definitions that kinds lead to. */
function reachable(types, kinds) {
  const seen = new Set();
  const next = [...kinds.values()].flatMap((byKind) => [...byKind.values()].flatMap((facts) => [...facts.values()]));
  for (const name of next) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const facts of types.get(name).values())
      for (const fact of facts.values()) {
        const ref = /#([^!]+)/.exec(fact)?.[1];
        if (ref) next.push(ref.includes('.') ? ref : `${packageOf(name)}.${ref}`);
      }
  }
  return seen;
}

function tableOf(releases) {
  const minors = releases.map(({ minor }) => minor);
  const types = collect(releases, fieldFacts);
  const kinds = collect(releases, kindFacts);
  const used = reachable(types, kinds);
  const packages = new Map();
  for (const [name, fields] of types) {
    if (!used.has(name)) continue;
    const owner = packageOf(name);
    if (!packages.has(owner)) packages.set(owner, new Map());
    packages.get(owner).set(name.slice(owner.length + 1), fields);
  }
  const history = (facts) => timeline(facts, minors);
  return {
    first: minors[0],
    last: minors.at(-1),
    kinds: sorted(kinds, (byKind) => sorted(byKind, history)),
    types: sorted(packages, (definitions) => sorted(definitions, (fields) => sorted(fields, history))),
  };
}

/** JSON with a line for each API version and each package, so that a new release is a diff that can be read. */
function linesOf({ first, last, kinds, types }) {
  const block = (entries) =>
    `{\n${Object.entries(entries)
      .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      .join(',\n')}\n}`;
  return `{"first":${first},"last":${last},\n"kinds":${block(kinds)},\n"types":${block(types)}}`;
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node scripts/schema-table.js FOLDER-OF-DEFINITIONS');
const releases = releasesIn(path.resolve(folder));
const json = linesOf(tableOf(releases));
if (/[`\\]|\$\{/.test(json)) throw new Error('the table has a character that a template literal would read otherwise');
writeFileSync(
  TARGET,
  `/**
 * The fields of every kind of Kubernetes 1.${releases[0].minor} to 1.${releases.at(-1).minor}, as JSON: generated by scripts/schema-table.js, never edited.
 * It stays text until the first object is checked; its type is told, or the declarations would repeat all of it.
 */
export const SCHEMA_TABLE: string = \`${json}\`;
`,
);
console.log(`${releases.length} releases, ${json.length} bytes`);
