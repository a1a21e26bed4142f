import { describeFinding } from '../../../lib/checks/finding';
import { SCHEMA } from '../../../lib/checks/packs/schema';
import { UNKNOWN_FIELD } from '../../../lib/checks/rules/unknown-field';
import { WRONG_VALUE } from '../../../lib/checks/rules/wrong-value';
import { runRules } from '../../../lib/checks/runner';
import type { JsonObject } from '../../../lib/manifests/json';
import { manifestOf } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';

const targetOf = (bodies: readonly JsonObject[], kubernetes = KubernetesVersion.V1_34) => ({
  manifests: new ManifestSet(bodies.map((body) => manifestOf(body))),
  kubernetes,
  settings: {},
});

const pod = (name: string, spec: JsonObject): JsonObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec });

const definition = (spec: JsonObject): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'shops.shop.example' },
  spec: {
    group: 'shop.example',
    scope: 'Namespaced',
    names: { kind: 'Shop', plural: 'shops' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } }],
  },
});

const shop = (name: string, spec: JsonObject): JsonObject => ({ apiVersion: 'shop.example/v1', kind: 'Shop', metadata: { name }, spec });

test('all rules of one set and version read one run; another version is another run', () => {
  const target = targetOf([pod('p', { containers: [], shop: 1, hostUsers: false })]);
  expect(UNKNOWN_FIELD.find(target)).toHaveLength(1);
  expect(UNKNOWN_FIELD.find(target)).toBe(UNKNOWN_FIELD.find({ ...target }));
  expect(UNKNOWN_FIELD.find({ ...target, kubernetes: KubernetesVersion.V1_27 })).not.toBe(UNKNOWN_FIELD.find(target));
});

test('the findings of many objects are those of each', () => {
  const wrong = Array.from({ length: 3000 }, (_, i) => pod(`p${i}`, { containers: [{ nmae: 'a', image: 1 }], restartPolcy: 'x' }));
  const found = runRules(SCHEMA.rules, targetOf(wrong));
  const counts = new Map<string, number>();
  for (const { rule, fix } of found) counts.set(`${rule}: ${fix}`, (counts.get(`${rule}: ${fix}`) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    'missing-field: add the field': 3000,
    'unknown-field: write name': 3000,
    'unknown-field: write restartPolicy': 3000,
    'wrong-type: write the value in the type of its field; quotes make text of a number': 3000,
  });
});

test('an object with very many unknown fields is told of each, and guesses are made for the first', () => {
  const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`hostname${i % 10}${'x'.repeat(i > 9 ? 1 : 0)}${i}`, 1]));
  const found = runRules([UNKNOWN_FIELD], targetOf([pod('p', { containers: [], ...fields })]));
  expect(found).toHaveLength(5000);
  expect(found.filter(({ fix }) => fix === 'write hostname')).toHaveLength(10);
});

test('a definition whose patterns would take for ever is given up, and that is told', () => {
  const costly = definition({ type: 'object', properties: { host: { type: 'string', pattern: '^((a|a?)+b?){1,50}$' } } });
  const shops = Array.from({ length: 300 }, (_, i) => shop(`s${i}`, { host: `${'a'.repeat(3000)}!` }));
  const found = runRules([WRONG_VALUE], targetOf([costly, ...shops]));
  const given = found.filter(({ field }) => field === '');
  expect(given.length).toBeGreaterThan(100);
  expect(given[0] && describeFinding(given[0])).toBe(
    'got an object that was not checked to its end; wanted a CustomResourceDefinition that takes little time to check against. Fix: simplify the patterns and forms of the definition.',
  );
});

test('ten thousand custom resources with an ordinary pattern stay within what may be spent', () => {
  const ordinary = definition({
    type: 'object',
    properties: { host: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$' } },
  });
  const shops = Array.from({ length: 10_000 }, (_, i) => shop(`s${i}`, { host: i === 9_999 ? 'Shop' : 'shop.example.com' }));
  const found = runRules(SCHEMA.rules, targetOf([ordinary, ...shops]));
  expect(found.map(({ object, field }) => `${object} ${field}`)).toEqual(['shop.example/Shop//s9999 spec.host']);
});

test.each([null, 1, 'text', [], [[null]], { containers: 1 }, { containers: [1, null, []] }])(
  'a Pod with the spec %j is checked without a crash',
  (spec) => {
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', labels: [1], ownerReferences: { a: null } }, spec };
    const found = runRules(SCHEMA.rules, targetOf([body]));
    expect(found.filter(({ field }) => field.startsWith('metadata')).map(({ field }) => field)).toEqual([
      'metadata.labels',
      'metadata.ownerReferences',
    ]);
  },
);

test.each([
  {},
  { spec: null },
  { spec: { group: 1, names: [], versions: 'v1' } },
  { spec: { group: 'shop.example', names: { kind: 'Shop' }, versions: [null, 1, { name: 'v1' }] } },
  {
    spec: {
      group: 'shop.example',
      names: { kind: 'Shop' },
      versions: [
        { name: 'v1', schema: { openAPIV3Schema: { type: 1, properties: [], required: 'a', enum: 3, anyOf: {}, not: [], items: 1 } } },
      ],
    },
  },
])('a definition that is itself wrong crashes nothing: %j', (rest) => {
  const broken = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'd' }, ...rest };
  const found = runRules(SCHEMA.rules, targetOf([broken as JsonObject, shop('s', { a: [1] })]));
  expect(found.filter(({ object }) => object.includes('/Shop/'))).toEqual([]);
  expect(found.length).toBeGreaterThan(0);
});
