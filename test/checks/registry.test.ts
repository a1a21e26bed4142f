import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { CheckSettings } from '../../lib/checks/check-settings';
import type { Pack } from '../../lib/checks/packs/pack';
import { BUILT_IN_PACKS, rulesOf } from '../../lib/checks/registry';
import type { Rule, RuleText } from '../../lib/checks/rule';
import { runRules } from '../../lib/checks/runner';
import { WAIVER_RULES } from '../../lib/checks/waiver';
import type { Json, JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { OBJECT_RULES } from '../../lib/reading/object-rules';
import { YAML_RULES } from '../../lib/reading/reading-rules';

const ROOT = join(__dirname, '../..');
const PAGES = join(ROOT, 'docs/rules');
const RULES = rulesOf(BUILT_IN_PACKS);
const READING_RULES: readonly RuleText[] = [...YAML_RULES, ...OBJECT_RULES];

/** What the examples suppose of rules that find nothing without a setting. */
const SETTINGS: CheckSettings = {
  registries: ['registry.example'],
  requireDigests: true,
  imageLock: {
    version: 1,
    images: {
      'registry.example/storefront:2.4.1': {
        digest: 'sha256:2bb501e6429dae9b4f0b1ed25abb1d9ba40d2ab4d0b8f1e4d1f2d0a7a64bd8c5',
        mediaType: 'application/vnd.oci.image.index.v1+json',
        platforms: ['linux/amd64'],
        use: ['run'],
      },
    },
  },
  requireHighUserIds: true,
  paymentZone: {
    edges: [
      { from: 'apps/Deployment/shop/storefront', to: 'apps/Deployment/shop/checkout', port: 8080 },
      { from: 'apps/Deployment/shop/checkout', to: 'apps/Deployment/shop/orders', port: 8080 },
    ],
    cidrs: ['203.0.113.0/24'],
  },
};

/** Versions for which the examples are, where the one of a plain check has nothing to find. */
const VERSIONS: Readonly<Record<string, KubernetesVersion>> = { 'unserved-field': KubernetesVersion.V1_28 };

const objectsIn = (yaml: string): JsonObject[] => parseAllDocuments(yaml).map((document) => document.toJS());

function broken(rule: Rule, objects: readonly JsonObject[]): string[] {
  const manifests = new ManifestSet(objects.map((body) => manifestOf(body)));
  const kubernetes = VERSIONS[rule.id] ?? KubernetesVersion.V1_34;
  return runRules([rule], { manifests, kubernetes, settings: SETTINGS }).map(({ rule: id }) => id);
}

test('every rule is in one pack, once, and every file of a rule is in a pack', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const files = readdirSync(join(ROOT, 'lib/checks/rules')).map((name) => name.replace(/\.ts$/, ''));
  expect(ids.filter((id) => !files.includes(id))).toEqual([]);
  expect(files.filter((file) => !ids.includes(file))).toEqual([]);
});

test('every pack has a name of its own and is built in', () => {
  expect(new Set(BUILT_IN_PACKS.map(({ name }) => name)).size).toBe(BUILT_IN_PACKS.length);
  const files = readdirSync(join(ROOT, 'lib/checks/packs')).filter((name) => name !== 'pack.ts');
  expect(BUILT_IN_PACKS.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('finds its wrong example and not its right one', () => {
    expect(new Set(broken(rule, objectsIn(rule.wrong)))).toEqual(new Set([id]));
    expect(broken(rule, objectsIn(rule.right))).toEqual([]);
  });

  test('throws at nothing, whatever stands in the fields of its examples', () => {
    for (const example of [rule.wrong, rule.right])
      for (const strange of strangers(objectsIn(example))) expect(() => found(rule, strange)).not.toThrow();
  });
});

test('every rule says what it has to in words that fit their sentences', () => {
  const texts: readonly RuleText[] = [...RULES, ...READING_RULES, ...WAIVER_RULES];
  const said = texts.flatMap(({ id, why, wanted, fix, see }) => [
    ...(/^\S.+\.$/s.test(why) ? [] : [`${id} why: ${why}`]),
    ...(/\.$/.test(wanted) || wanted === '' ? [`${id} wanted: ${wanted}`] : []),
    ...(/\.$/.test(fix) || /^[A-Z][a-z]/.test(fix) || fix === '' ? [`${id} fix: ${fix}`] : []),
    ...see.filter((url) => !url.startsWith('https://')),
  ]);
  expect(said).toEqual([]);
});

test('the pages are those that the rules make', () => {
  const { files, sections } = require('../../scripts/rules') as {
    files: (packs: unknown) => Map<string, string>;
    sections: (all: { packs: readonly Pack[]; reading: readonly RuleText[]; waivers: readonly RuleText[] }) => unknown;
  };
  const made = files(sections({ packs: BUILT_IN_PACKS, reading: READING_RULES, waivers: WAIVER_RULES }));
  const written = new Map(readdirSync(PAGES).map((name) => [name, readFileSync(join(PAGES, name), 'utf8')]));
  expect([...written.keys()].sort()).toEqual([...made.keys()].sort());
  expect([...made].filter(([name, text]) => written.get(name) !== text).map(([name]) => name)).toEqual([]);
});

/** Runs a rule where the objects are still a set; a set without names is refused before any rule sees it. */
function found(rule: Rule, objects: readonly JsonObject[]): void {
  const identified = objects.every(
    (body) => manifestOf(body).name !== '' && manifestOf(body).kind !== '' && manifestOf(body).apiVersion !== '',
  );
  if (identified) broken(rule, objects);
}

/** The last one has no text: a template that takes it for one throws. */
const STRANGERS: readonly Json[] = [null, -1.5, 'x', ['x', null, {}], { name: null }, { toString: null, valueOf: null }];

/** The objects, once for every field and every strange value in its place. */
function* strangers(objects: readonly JsonObject[]): Generator<readonly JsonObject[]> {
  for (const [i, object] of objects.entries())
    for (const path of pathsIn(object))
      for (const value of STRANGERS) yield objects.map((other, j) => (j === i ? (replaced(object, path, value) as JsonObject) : other));
}

type Path = readonly string[];

function pathsIn(value: Json | undefined): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsIn(inner).map((path) => [key, ...path])]);
}

function replaced(value: Json, [key, ...rest]: Path, by: Json): Json {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as JsonObject) }) as Record<string, Json>;
  copy[key] = replaced(copy[key] ?? null, rest, by);
  return copy;
}
