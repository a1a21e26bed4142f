// Holds the built-in schemas against kubeconform: node scripts/schema-agreement.js SCHEMAS MANIFESTS [MUTATIONS [SEED]]
// SCHEMAS is a folder in kubeconform's layout (v1.NN/<kind>-<group>-<version>.json), MANIFESTS one of YAML files. Every object, and
// seeded damaged copies of the valid ones, must be accepted or refused by both, for each version that SCHEMAS has.
// Where the API server refuses or drops more than published schemas say, so do the checks, and kubeconform cannot agree: values
// that are closed in code only (wrong-value: enumerations, quantities, times, base64, ranges) and fields whose gate is off
// (gated-field). These rules are left out of the comparison; all others must agree.
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir, homedir } = require('node:os');
const path = require('node:path');
const YAML = require('yaml');
require('ts-node/register');
const { manifestOf } = require('../lib/manifests/manifest');
const { isBuiltInGroup } = require('../lib/checks/schemas/shapes');
const { violationsIn } = require('../lib/checks/schemas/violations');
const { mutate } = require('./schema-mutations');

const BEYOND_SCHEMAS = new Set(['wrong-value', 'gated-field']);

function kubeconform() {
  const found = ['kubeconform', path.join(homedir(), '.local/bin/kubeconform'), path.join(homedir(), 'go/bin/kubeconform')];
  return found.find((command) => spawnSync(command, ['-v']).status === 0);
}

function objectsIn(folder) {
  return readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .flatMap((file) => YAML.parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'), { version: '1.1' }).map((d) => d.toJS()))
    .filter((object) => object?.kind && object.apiVersion);
}

/** kubeconform's word on each object: `valid`, `invalid` or, where it has no schema, `unknown`. */
function theirVerdicts(command, schemas, version, cases) {
  const folder = mkdtempSync(path.join(tmpdir(), 'schema-agreement-'));
  try {
    mkdirSync(path.join(folder, 'in'));
    for (const [index, { object }] of cases.entries()) writeFileSync(path.join(folder, 'in', `${index}.json`), JSON.stringify(object));
    const location = `${path.resolve(schemas)}/v${version}/{{.ResourceKind}}{{.KindSuffix}}.json`;
    const args = ['-strict', '-verbose', '-output', 'json', '-schema-location', location, path.join(folder, 'in')];
    const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const verdicts = [];
    for (const { filename, status, msg } of JSON.parse(stdout || stderr).resources) {
      const unknown = status === 'statusError' && /could not find schema/.test(msg);
      verdicts[Number(path.basename(filename, '.json'))] = {
        is: status === 'statusValid' ? 'valid' : unknown ? 'unknown' : 'invalid',
        why: msg,
      };
    }
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Our word; `unknown` for a custom resource whose definition is not at hand. */
function ourVerdict(object, minor) {
  const manifest = manifestOf(object);
  if (!isBuiltInGroup(manifest.group)) return { is: 'unknown', why: [] };
  const why = violationsIn(manifest, minor, new Map()).filter(({ rule }) => !BEYOND_SCHEMAS.has(rule));
  return { is: why.length === 0 ? 'valid' : 'invalid', why };
}

/** A kind that a built-in group does not have is refused here; kubeconform lacks a schema for it, which fails as well. */
function agree(ours, theirs) {
  return ours.is === theirs.is || (theirs.is === 'unknown' && ours.why.some(({ rule }) => rule === 'unknown-kind'));
}

function compare(command, schemas, version, cases) {
  const theirs = theirVerdicts(command, schemas, version, cases);
  const minor = Number(version.split('.')[1]);
  const tally = new Map();
  for (const [index, { name, object }] of cases.entries()) {
    const ours = ourVerdict(object, minor);
    const their = theirs[index] ?? { is: 'nothing', why: '' };
    const row = tally.get(name) ?? { valid: 0, refused: 0, disagreed: 0 };
    tally.set(name, row);
    if (!agree(ours, their)) {
      row.disagreed += 1;
      console.log(`DISAGREE ${version} ${name}: ours ${ours.is} ${JSON.stringify(ours.why)}; kubeconform ${their.is} ${their.why}`);
      console.log(`  ${JSON.stringify(object).slice(0, 600)}`);
    } else if (their.is === 'valid') row.valid += 1;
    else row.refused += 1;
  }
  return tally;
}

const [schemas, manifests, mutations = '3000', seed = '1'] = process.argv.slice(2);
if (!schemas || !manifests || !existsSync(schemas) || !existsSync(manifests))
  throw new Error('usage: node scripts/schema-agreement.js SCHEMAS MANIFESTS [MUTATIONS [SEED]]');
const command = kubeconform();
if (!command) {
  console.log('skipped: no kubeconform; get it with: go install github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0');
} else {
  const objects = objectsIn(manifests);
  const versions = readdirSync(schemas).flatMap((folder) => /^v(1\.\d+)$/.exec(folder)?.[1] ?? []);
  let disagreed = 0;
  for (const version of versions) {
    const minor = Number(version.split('.')[1]);
    const valid = objects.filter((object) => ourVerdict(object, minor).is === 'valid');
    const whole = objects.map((object) => ({ name: 'as published', object }));
    const tally = compare(command, schemas, version, [...whole, ...mutate(valid, Number(mutations), Number(seed) + minor)]);
    for (const [name, row] of tally)
      console.log(`${version} ${name}: ${row.valid} accepted by both, ${row.refused} refused by both, ${row.disagreed} disagreed`);
    disagreed += [...tally.values()].reduce((sum, row) => sum + row.disagreed, 0);
  }
  console.log(`${versions.join(', ')}: ${objects.length} objects and ${mutations} mutations each, ${disagreed} disagreements`);
  if (disagreed > 0 || objects.length === 0 || versions.length === 0) process.exitCode = 1;
}
