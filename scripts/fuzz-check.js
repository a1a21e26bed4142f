// Feeds the check what no person would write: node scripts/fuzz-check.js SEED [COUNT]
// Three kinds of cases in turn: bytes of real manifests changed, objects with any value in any field, and noise of YAML's
// grammar. Every case has to end within two seconds, in findings or a clear error, and leave the prototypes as they were.
// Prints what came of them, and of each fault how to see its first case again; fails when there is one.
require('./typescript');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { check } = require('../lib/checks/check');
const { KubernetesVersion } = require('../lib/model/kubernetes-version');
const { readManifests } = require('../lib/reading/read');
const reports = [
  require('../lib/checks/reports/text').textReport,
  require('../lib/checks/reports/github').githubReport,
  require('../lib/checks/reports/junit').junitReport,
  (findings) => require('../lib/checks/reports/sarif').sarifReport(findings, []),
];

const LIMIT_MS = 2000;
const DIST = join(__dirname, '..', 'dist');
const VERSIONS = Array.from({ length: 10 }, (_, i) => KubernetesVersion.of(`1.${27 + i}`));
const SETTINGS = {
  registries: ['registry.example'],
  requireDigests: true,
  requireHighUserIds: true,
  podSecurity: 'restricted',
  paymentZone: { edges: [], cidrs: [] },
};

/** Chance of its own, so that a seed gives the same cases everywhere. */
function chance(seed) {
  let state = seed >>> 0 || 1;
  const below = (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
  return { below, pick: (list) => list[below(list.length)] };
}

const documents = readdirSync(DIST)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => readFileSync(join(DIST, file), 'utf8').split(/^---\n/m))
  .filter((text) => text.includes('kind:'));
const objects = documents.map((text) => readManifests([inMemory(text)]).manifests.all[0].body);

const NOISE = [
  ...[
    '\t',
    ' ',
    '\n',
    '  ',
    '- ',
    ': ',
    ':',
    '? ',
    '&a ',
    '*a',
    '<<: ',
    '<<: *a',
    '!!str ',
    '!',
    '|',
    '>-',
    '|2',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
  ],
  ...[
    ',',
    '#',
    ' #',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '@',
    '`',
    '\\',
    '\r\n',
    '\r',
    '\u0000',
    '\u0007',
    '\u00e9',
    '\u2028',
    '\uFEFF',
    '\ud83d',
  ],
  ...[
    'yes',
    'no',
    '0777',
    '~',
    'null',
    '.nan',
    '1e3',
    '0x1F',
    '-',
    '__proto__: ',
    'constructor: {prototype: {a: 1}}',
    'kind: List\nitems:\n',
  ],
  ...[
    'apiVersion: v1\n',
    'kind: Pod\n',
    'metadata: {name: a}\n',
    'spec:\n  containers:\n',
    'x'.repeat(300),
    '- '.repeat(50),
    '['.repeat(50),
  ],
];

function inMemory(content) {
  const bytes = Buffer.from(content);
  return { name: 'fuzz.yaml', size: bytes.length, read: () => bytes };
}

/** A few changes to the bytes of a manifest, or of two. */
function changedBytes({ below, pick }) {
  let bytes = Buffer.from(below(4) === 0 ? `${pick(documents)}---\n${pick(documents)}` : pick(documents));
  for (let change = below(4); change >= 0; change--) {
    const at = below(bytes.length + 1);
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    const kind = below(5);
    if (kind === 0) bytes = Buffer.concat([before, Buffer.from(pick(NOISE)), after]);
    else if (kind === 1) bytes = Buffer.concat([before, after.subarray(1 + below(20))]);
    else if (kind === 2) bytes = Buffer.concat([before, Buffer.from([below(256)]), after.subarray(1)]);
    else if (kind === 3) bytes = Buffer.concat([before, after.subarray(0, below(200)), after]);
    else bytes = Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ (1 << below(8)) : byte)));
  }
  return bytes;
}

const WORDS = [
  '',
  'a',
  'shop',
  '*',
  '0',
  '-1',
  '8080',
  'http',
  '1Gi',
  '100m',
  '50%',
  'registry.example/a:latest',
  'a@sha256:00',
  'Always',
  'RollingUpdate',
];
const KEYS = [
  'name',
  'kind',
  'spec',
  'metadata',
  'labels',
  'containers',
  'ports',
  'matchLabels',
  '__proto__',
  'constructor',
  'toString',
  'length',
  '',
];

/** Any value at all. */
function anyValue(random, depth = 0) {
  const { below, pick } = random;
  const kind = below(depth > 3 ? 6 : 9);
  if (kind === 0) return null;
  if (kind === 1) return pick([true, false]);
  if (kind === 2) return pick([0, 1, -1, 0.5, 80, 65_536, 2 ** 31, 2 ** 53, 1e300, -0]);
  if (kind <= 4) return pick(WORDS);
  if (kind === 5) return pick([[], {}]);
  const inner = Array.from({ length: below(4) }, () => anyValue(random, depth + 1));
  return kind === 6 ? inner : Object.fromEntries(inner.map((value) => [pick(KEYS), value]));
}

/** A copy in which some fields hold anything, are gone, or are there twice. */
function changedFields(value, random, rate) {
  const { below, pick } = random;
  if (below(rate) === 0) return anyValue(random);
  if (Array.isArray(value)) {
    const items = value.map((item) => changedFields(item, random, rate));
    return below(rate) === 0 ? [...items, ...items, anyValue(random)] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(() => below(rate) > 0);
  if (below(rate) === 0) entries.push([pick(KEYS), anyValue(random)]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, changedFields(inner, random, rate)]));
}

/** Up to six objects of the demo shop whose fields may hold anything; most keep what makes them an object at all. */
function changedObjects(random) {
  const rate = random.pick([5, 10, 20, 40]);
  const some = Array.from({ length: 1 + random.below(6) }, () => random.pick(objects));
  const changed = some.map((object) => {
    const copy = changedFields(object, random, rate);
    if (typeof copy !== 'object' || copy === null || random.below(10) === 0) return copy;
    return {
      ...copy,
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: { ...object.metadata, ...copy.metadata, name: object.metadata.name },
    };
  });
  return Buffer.from(changed.map((object) => JSON.stringify(object)).join(random.pick(['\n---\n', '\n'])));
}

function grammarNoise({ below, pick }) {
  return Buffer.from(Array.from({ length: 1 + below(40) }, () => pick(NOISE)).join(''));
}

const KINDS = { changedBytes, changedObjects, grammarNoise };

/** The case of a number, alone: the same whichever came before. */
function caseOf(seed, number) {
  const random = chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const kind = Object.keys(KINDS)[number % 3];
  return { kind, content: KINDS[kind](random), kubernetes: random.pick(VERSIONS), settings: random.below(2) ? SETTINGS : {} };
}

function run({ content, kubernetes, settings }) {
  const { manifests, findings } = readManifests([inMemory(content)]);
  const found = [...findings, ...check(manifests, { kubernetes, settings })];
  for (const finding of found) {
    if (!finding.rule || !finding.got || !finding.wanted || !finding.fix)
      throw new Error(`a finding of ${finding.rule} without its text at ${finding.field}`);
  }
  for (const report of reports) report(found);
  return { manifests: manifests.all.length, found };
}

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
const namesOf = () => prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).join()).join(';');

function main(seed, count, only) {
  const pure = namesOf();
  const sums = { objects: 0, findings: 0, silent: 0, slowest: 0 };
  const rules = new Set();
  const faults = new Map();
  for (let number = only ?? 0; number < (only === undefined ? count : only + 1); number++) {
    const each = caseOf(seed, number);
    const began = process.hrtime.bigint();
    try {
      const { manifests, found } = run(each);
      const ms = Number(process.hrtime.bigint() - began) / 1e6;
      if (ms > LIMIT_MS) throw new Error(`${ms.toFixed(0)} ms`);
      if (namesOf() !== pure) throw new Error('a prototype has changed');
      sums.slowest = Math.max(sums.slowest, ms);
      sums.objects += manifests;
      sums.findings += found.length;
      if (manifests === 0 && found.length === 0) sums.silent++;
      for (const { rule } of found) rules.add(rule);
    } catch (error) {
      const fault = error.stack.split('\n').slice(0, 2).join(' ').slice(0, 400);
      const place = fault.includes('without its text') ? fault.split(' at ')[0] : (/ {4}at .*/.exec(fault)?.[0] ?? fault);
      if (!faults.has(place)) {
        console.error(`${fault}\n  ${each.kind}; again by: node scripts/fuzz-check.js ${seed} ${count} ${number}`);
        if (only !== undefined) console.error(`${each.content.toString()}\n${error.stack}`);
      }
      faults.set(place, (faults.get(place) ?? 0) + 1);
    }
    if ((number + 1) % 10_000 === 0) console.log(`${number + 1} cases`);
  }
  console.log(
    `${count} cases of seed ${seed}: ${sums.objects} objects, ${sums.findings} findings of ${rules.size} rules, ` +
      `${sums.silent} texts without an object and without a finding, the slowest ${sums.slowest.toFixed(0)} ms`,
  );
  for (const [place, cases] of faults) console.log(`${cases} cases failed ${place}`);
  console.log(faults.size === 0 ? 'no hang, no crash, no prototype changed' : `${faults.size} faults`);
  process.exitCode = faults.size === 0 ? 0 : 1;
}

const [seed, count = '100000', only] = process.argv.slice(2);
if (!seed) throw new Error('usage: node scripts/fuzz-check.js SEED [COUNT [CASE]]');
main(Number(seed), Number(count), only === undefined ? undefined : Number(only));
