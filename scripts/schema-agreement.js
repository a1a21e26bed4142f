// Holds the built-in schemas against kubeconform: node scripts/schema-agreement.js SCHEMAS MANIFESTS [CRDS [MUTATIONS [SEED]]]
// SCHEMAS is a folder in kubeconform's layout (v1.NN/<kind>-<group>-<version>.json, crds/<group>/<kind>_<version>.json), MANIFESTS one of
// YAML files, CRDS one of CustomResourceDefinitions. Every object, and seeded damaged copies of the valid ones, must be accepted or
// refused by both, for each version that SCHEMAS has; with CRDS so must the custom resources of both shops.
// Where the API server refuses or drops more than published schemas say, so do the checks, and kubeconform cannot agree:
// - wrong-value of built-in kinds: enumerations, quantities, times, base64 and ranges are closed in the server's code only;
// - gated-field: a schema has a field whether its gate is on or off;
// - metadata and formats of custom resources: the server checks both, published schemas leave them open;
// - rules of definitions in CEL, and items that a list or set may have once: schemas cannot say them.
// These are left out of the comparison; all else must agree. Custom resources are compared with the defaults of their definitions,
// which the server fills in before it looks, and kubeconform does not.
const { execFileSync, spawnSync } = require('node:child_process');
const { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir, homedir } = require('node:os');
const path = require('node:path');
const YAML = require('yaml');
require('./typescript');
const { customKindsOf } = require('../lib/checks/schemas/custom-resources');
const { withSchemaDefaults } = require('../lib/checks/schemas/schema-defaults');
const { isBuiltInGroup } = require('../lib/checks/schemas/shapes');
const { violationsIn } = require('../lib/checks/schemas/violations');
const { manifestOf } = require('../lib/manifests/manifest');
const { ManifestSet } = require('../lib/manifests/manifest-set');
const { mutate } = require('./schema-mutations');

const FORMATS = /^(a number of (32|64) bits|text in base64|a time such as .*)$/;
const BEYOND_SCHEMAS = /^(values that do not fit together|an item with the same key a second time|the same item a second time)$/;

function kubeconform() {
  const found = ['kubeconform', path.join(homedir(), '.local/bin/kubeconform'), path.join(homedir(), 'go/bin/kubeconform')];
  return found.find((command) => spawnSync(command, ['-v']).status === 0);
}

/** Every object below a folder; read as YAML 1.1, as kubectl reads it. */
function objectsIn(folder, version = '1.1') {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) => YAML.parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'), { version }).map((d) => d.toJS()))
    .filter((object) => object?.kind && object.apiVersion);
}

function inTemporaryFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'schema-agreement-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** kubeconform's word on each object: `valid`, `invalid` or, where it has no schema, `unknown`. */
function theirVerdicts(command, location, cases) {
  return inTemporaryFolder((folder) => {
    for (const [index, { object }] of cases.entries()) writeFileSync(path.join(folder, `${index}.json`), JSON.stringify(object));
    const args = ['-strict', '-verbose', '-output', 'json', '-schema-location', location, folder];
    const { stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const verdicts = [];
    for (const { filename, status, msg } of JSON.parse(stdout).resources) {
      const unknown = status === 'statusError' && /could not find schema/.test(msg);
      verdicts[Number(path.basename(filename, '.json'))] = {
        is: status === 'statusValid' ? 'valid' : unknown ? 'unknown' : 'invalid',
        why: msg,
      };
    }
    return verdicts;
  });
}

/** Our word; `unknown` for a custom resource whose definition is not at hand. */
function ourVerdict(object, minor, custom) {
  const manifest = manifestOf(object);
  const builtIn = isBuiltInGroup(manifest.group);
  const beyondSchemas = ({ rule, field, got, wanted }) =>
    builtIn
      ? rule === 'wrong-value' || rule === 'gated-field'
      : field[0] === 'metadata' || FORMATS.test(wanted) || BEYOND_SCHEMAS.test(got);
  const found = violationsIn(manifest, minor, custom);
  if (!builtIn && found.length === 0 && !custom.has(`${manifest.apiVersion}/${manifest.kind}`)) return { is: 'unknown', why: [] };
  const why = found.filter((violation) => !beyondSchemas(violation));
  return { is: why.length === 0 ? 'valid' : 'invalid', why, openMetadata: !builtIn && found.some(({ field }) => field[0] === 'metadata') };
}

function agree(ours, theirs) {
  if (ours.is === theirs.is) return true;
  // A kind that a built-in group does not have is refused here; kubeconform lacks a schema for it, which fails as well.
  if (theirs.is === 'unknown') return ours.why.some(({ rule }) => /^(unknown-kind|removed-api|future-api)$/.test(rule));
  // kubeconform itself reads a name and a namespace out of the metadata that its schema leaves open.
  return theirs.is === 'invalid' && ours.openMetadata;
}

/** Compares case by case; prints what is disagreed about and a line for each sort of case. The number of disagreements. */
function compare(title, cases, theirs, oursOf) {
  const tally = new Map();
  for (const [index, { name, object }] of cases.entries()) {
    const ours = oursOf(object);
    const their = theirs[index] ?? { is: 'nothing', why: '' };
    const row = tally.get(name) ?? { valid: 0, invalid: 0, unknown: 0, disagreed: 0 };
    tally.set(name, row);
    if (agree(ours, their)) row[ours.is] += 1;
    else {
      row.disagreed += 1;
      console.log(`DISAGREE ${title} ${name}: ours ${ours.is} ${JSON.stringify(ours.why)}; kubeconform ${their.is} ${their.why}`);
      console.log(`  ${JSON.stringify(object).slice(0, 600)}`);
    }
  }
  for (const [name, { valid, invalid, unknown, disagreed }] of tally)
    console.log(`${title} ${name}: ${valid} accepted, ${invalid} refused, ${unknown} unknown to both; ${disagreed} disagreed`);
  return [...tally.values()].reduce((sum, { disagreed }) => sum + disagreed, 0);
}

function compareBuiltIn(command, folder, version, objects, { mutations, seed }) {
  const minor = Number(version.split('.')[1]);
  const oursOf = (object) => ourVerdict(object, minor, new Map());
  const valid = objects.filter((object) => oursOf(object).is === 'valid');
  const cases = [...objects.map((object) => ({ name: 'as published', object })), ...mutate(valid, mutations, seed + minor)];
  const location = `${folder}/v${version}/{{.ResourceKind}}{{.KindSuffix}}.json`;
  return compare(version, cases, theirVerdicts(command, location, cases), oursOf);
}

/** The custom resources of both shops, against the definitions: those outside of a folder `experimental`. */
function compareCustom(command, folder, crds, { mutations, seed }) {
  const definitions = new Map();
  for (const object of objectsIn(crds, '1.2'))
    if (object.kind === 'CustomResourceDefinition') definitions.set(object.metadata.name, object);
  const custom = customKindsOf(new ManifestSet([...definitions.values()].map((object) => manifestOf(object))));
  const objects = inTemporaryFolder((output) => {
    execFileSync(process.execPath, [path.join(__dirname, 'shop-variants.js'), output, 'full-1.34'], { stdio: 'inherit' });
    return objectsIn(output).filter(({ apiVersion, kind }) => custom.has(`${apiVersion}/${kind}`));
  });
  const distinct = [...new Map(objects.map((object) => [JSON.stringify(object), object])).values()];
  const schemaOf = ({ apiVersion, kind }) => custom.get(`${apiVersion}/${kind}`)?.schema;
  const cases = [...distinct.map((object) => ({ name: 'as synthesized', object })), ...mutate(distinct, mutations, seed)]
    .filter(({ object }) => typeof object.kind === 'string' && schemaOf(object))
    .map(({ name, object }) => ({ name, object: withSchemaDefaults(object, schemaOf(object)) }));
  const location = `${folder}/crds/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`;
  return compare('custom resources', cases, theirVerdicts(command, location, cases), (object) => ourVerdict(object, 34, custom));
}

function main(schemas, manifests, crds, mutations = '3000', seed = '1') {
  if (!schemas || !manifests || !existsSync(schemas) || !existsSync(manifests))
    throw new Error('usage: node scripts/schema-agreement.js SCHEMAS MANIFESTS [CRDS [MUTATIONS [SEED]]]');
  const command = kubeconform();
  if (!command) return console.log('skipped: no kubeconform; get it: go install github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0');
  const folder = path.resolve(schemas);
  const options = { mutations: Number(mutations), seed: Number(seed) };
  const objects = objectsIn(manifests);
  const versions = readdirSync(folder).flatMap((name) => /^v(1\.\d+)$/.exec(name)?.[1] ?? []);
  let disagreed = 0;
  for (const version of versions) disagreed += compareBuiltIn(command, folder, version, objects, options);
  if (crds) disagreed += compareCustom(command, folder, crds, options);
  console.log(`${versions.join(', ')}: ${objects.length} objects and ${mutations} mutations each, ${disagreed} disagreements`);
  if (disagreed > 0 || objects.length === 0 || versions.length === 0) process.exitCode = 1;
}

main(...process.argv.slice(2));
