// Validates every form of both shops strictly: node scripts/schemas.js FOLDER
// FOLDER holds the API's schemas in kubeconform's layout: v1.NN/<kind>-<group>-<version>.json, crds/<group>/<kind>_<version>.json.
// Prints each fault; exits with 1 when there is one, or when the validator itself lets through what it must refuse.
const { execFileSync } = require('node:child_process');
const { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const Ajv = require('ajv').default;
const YAML = require('yaml');
const { VARIANTS, VERSIONS } = require('./shop-variants');

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** A function of an object and a version that lists what is wrong with the object. */
function strictValidator(folder) {
  const compiled = new Map();
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
  const load = (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const faultsBy = (key, schema, data, at) => {
    if (!compiled.has(key)) compiled.set(key, ajv.compile(schema()));
    const validate = compiled.get(key);
    return validate(data) ? [] : validate.errors.map((e) => `${at}${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`);
  };
  // A custom resource's own schema leaves its metadata open.
  const metadataFaults = ({ metadata }, version) => {
    const schema = () => {
      const { $defs } = load(`v${version}/configmap-v1.json`);
      return { $defs, $ref: `#/$defs/${OBJECT_META}` };
    };
    return faultsBy(`metadata ${version}`, schema, metadata, '/metadata');
  };
  return (object, version) => {
    const kind = object.kind.toLowerCase();
    const [apiVersion, group = ''] = object.apiVersion.split('/').reverse();
    const builtIn = `v${version}/${[kind, group.split('.')[0], apiVersion].filter(Boolean).join('-')}.json`;
    if (existsSync(path.join(folder, builtIn))) return faultsBy(builtIn, () => load(builtIn), object, '');
    const custom = `crds/${group}/${kind}_${apiVersion}.json`;
    if (!existsSync(path.join(folder, custom))) return [`no schema for ${object.apiVersion} ${object.kind} in ${version}`];
    return [...faultsBy(custom, () => load(custom), object, ''), ...metadataFaults(object, version)];
  };
}

/** What the validator must refuse, each beside what it must accept, so that a lenient schema cannot pass for a clean shop. */
function selfCheck(faultsOf) {
  const pod = (container) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'c', image: 'i', ...container }] },
  });
  const sleep = pod({ lifecycle: { preStop: { sleep: { seconds: 5 } } } });
  const route = (spec, metadata = {}) => ({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata, spec });
  const refused = [
    ...VERSIONS.flatMap((version) => [
      ['an unknown field', pod({ imagePolicy: 'Always' }), version],
      ['a wrong type', pod({ tty: 'yes' }), version],
      ['a missing required field', pod({ name: undefined }), version],
      ['an unknown field of a custom resource', route({ rule: [] }), version],
      ['a wrong type in a custom resource', route({ hostnames: 'shop.example' }), version],
      ['unknown metadata of a custom resource', route({}, { label: {} }), version],
      ['an unknown kind', { apiVersion: 'shop.example/v1', kind: 'Shop' }, version],
    ]),
    ['a field newer than 1.27', sleep, '1.27'],
    ['a field newer than 1.31', pod({ lifecycle: { stopSignal: 'SIGINT' } }), '1.31'],
    ['a field newer than 1.34', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [], schedulingGroup: {} } }, '1.34'],
  ].filter(([, object, version]) => faultsOf(object, version).length === 0);
  const accepted = [
    ...VERSIONS.map((version) => ['a plain Pod', pod({}), version]),
    ...VERSIONS.map((version) => ['a plain HTTPRoute', route({ hostnames: ['shop.example'] }), version]),
    ['a field of 1.31', sleep, '1.31'],
  ].flatMap(([name, object, version]) => faultsOf(object, version).map((fault) => `${name} for ${version} is refused: ${fault}`));
  return [...refused.map(([name, , version]) => `${name} is accepted for ${version}`), ...accepted];
}

/** Every document of a form of a shop; read as YAML 1.1, as kubectl reads it. */
function objectsIn(folder) {
  return readdirSync(folder).flatMap((file) =>
    YAML.parseAllDocuments(readFileSync(path.join(folder, file), 'utf8'), { version: '1.1' })
      .map((document) => document.toJS())
      .filter(Boolean)
      .map((object) => ({ file, object })),
  );
}

function validateShops(faultsOf, output) {
  const found = { objects: 0, kinds: new Set(), faults: [] };
  for (const { folder, version } of VARIANTS) {
    for (const { file, object } of objectsIn(path.join(output, folder))) {
      found.objects += 1;
      found.kinds.add(object.kind);
      const name = `${folder}/${file} ${object.kind}/${object.metadata?.name}`;
      found.faults.push(...faultsOf(object, version).map((fault) => `${name} ${fault}`));
    }
  }
  return found;
}

const [schemas] = process.argv.slice(2);
if (!schemas || !existsSync(schemas)) throw new Error('usage: node scripts/schemas.js FOLDER-OF-SCHEMAS');
const faultsOf = strictValidator(path.resolve(schemas));
const output = mkdtempSync(path.join(tmpdir(), 'shop-schemas-'));
try {
  execFileSync(process.execPath, [path.join(__dirname, 'shop-variants.js'), output], { stdio: 'inherit' });
  const doubts = selfCheck(faultsOf);
  const { objects, kinds, faults } = validateShops(faultsOf, output);
  for (const line of [...doubts, ...faults]) console.log(line);
  console.log(
    `${VARIANTS.length} forms for ${VERSIONS.join(', ')}: ${objects} objects of ${kinds.size} kinds, ${faults.length} faults, ${doubts.length} of the validator's own checks failed`,
  );
  if (doubts.length + faults.length > 0 || objects === 0) process.exitCode = 1;
} finally {
  rmSync(output, { recursive: true });
}
