// Compares the checks with kube-linter's default set: node scripts/parity.js FOLDER
// FOLDER holds YAML files; kube-linter is on the PATH, or where KUBE_LINTER says. Prints each finding of kube-linter that
// has no counterpart here, and how often each rule fires; exits with 1 when a counterpart is missing without a reason.
const { execFileSync } = require('node:child_process');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
require('./typescript');
const { check } = require('../lib/checks/check');
const { identityOf } = require('../lib/manifests/manifest');
const { inputFiles } = require('../lib/reading/input-files');
const { readManifests } = require('../lib/reading/read');
const { COUNTERPARTS, REASONS } = require('./kube-linter-counterparts');

/** What kube-linter finds in a file, each with its object's identity and the container that its message names. */
function lint(file) {
  const { stdout } = run(process.env.KUBE_LINTER ?? 'kube-linter', ['lint', '--format', 'json', file]);
  return (JSON.parse(stdout).Reports ?? []).map(({ Check, Diagnostic, Object: { K8sObject } }) => {
    const { Group, Kind } = K8sObject.GroupVersionKind;
    const container = /container "([^"]*)"/.exec(Diagnostic.Message)?.[1];
    return { check: Check, object: `${Group}/${Kind}/${K8sObject.Namespace}/${K8sObject.Name}`, container, message: Diagnostic.Message };
  });
}

/** kube-linter exits with 1 when it has found something. */
function run(command, args) {
  try {
    return { stdout: execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] }) };
  } catch (error) {
    if (error.status !== 1 || !error.stdout) throw error;
    return error;
  }
}

/** What the rules find in a file; the container is that of the field, if it is inside of one. */
function ownFindings(file) {
  const { manifests } = readManifests(inputFiles([file]));
  const bodies = new Map(manifests.all.map((manifest) => [identityOf(manifest), manifest.body]));
  return check(manifests).map((finding) => ({ ...finding, container: containerOf(finding.field, bodies.get(finding.object)) }));
}

function containerOf(field, body) {
  const [, path, list, index] = /^(.*?)\.?\b(containers|initContainers|ephemeralContainers)\[(\d+)\]/.exec(field) ?? [];
  if (list === undefined) return undefined;
  const spec = path.split('.').reduce((inner, step) => inner?.[step], body);
  return spec?.[list]?.[Number(index)]?.name;
}

/** The own findings that say what one of kube-linter's says: a rule of the table, at the same object and container. */
function counterparts({ check: name, object, container }, own) {
  const ids = COUNTERPARTS[name] ?? [];
  const same = (f) => f.container === undefined || container === undefined || f.container === container;
  return own.filter((finding) => ids.includes(finding.rule) && finding.object === object && same(finding));
}

function compare(file) {
  const own = ownFindings(file);
  const linted = lint(file);
  const matched = new Set(linted.flatMap((finding) => counterparts(finding, own)));
  const missed = linted.filter((finding) => counterparts(finding, own).length === 0);
  return { own, linted, matched, missed };
}

/** A table of how often each rule fires, and how many of those findings kube-linter has too. */
function countRules(results) {
  const counts = new Map();
  for (const { own, matched } of results)
    for (const finding of own) {
      const count = counts.get(finding.rule) ?? { all: 0, beyond: 0 };
      counts.set(finding.rule, { all: count.all + 1, beyond: count.beyond + (matched.has(finding) ? 0 : 1) });
    }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function main(folder) {
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const results = files.map((name) => ({ name, ...compare(join(folder, name)) }));
  const missed = results.flatMap(({ name, missed: list }) => list.map((finding) => ({ name, ...finding })));
  const unexplained = missed.filter(({ check: id, object }) => !REASONS.some((r) => r.check === id && r.object === object));
  for (const { name, check: id, object, message } of missed) console.log(`missed: ${name} ${id} ${object}: ${message}`);
  for (const [rule, { all, beyond }] of countRules(results)) console.log(`${rule}: ${all}, beyond kube-linter ${beyond}`);
  const linted = results.reduce((sum, { linted: list }) => sum + list.length, 0);
  console.log(
    `${files.length} files, ${linted} findings of kube-linter, ${missed.length} missed, ${unexplained.length} of them without a reason`,
  );
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}

if (!process.argv[2]) throw new Error('usage: node scripts/parity.js FOLDER');
main(process.argv[2]);
