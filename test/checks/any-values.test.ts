import { parseAllDocuments } from 'yaml';
import { COST } from '../../lib/checks/packs/cost';
import { DATA_SAFETY } from '../../lib/checks/packs/data-safety';
import { EDGE } from '../../lib/checks/packs/edge';
import { HARDENING } from '../../lib/checks/packs/hardening';
import type { Pack } from '../../lib/checks/packs/pack';
import { POD_SECURITY } from '../../lib/checks/packs/pod-security';
import { RELIABILITY } from '../../lib/checks/packs/reliability';
import type { Rule } from '../../lib/checks/rule';
import { runRules } from '../../lib/checks/runner';
import type { Json, JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { KubernetesVersion } from '../../lib/model/kubernetes-version';
import { messagesOf } from '../support/checked';

const PACKS: readonly Pack[] = [POD_SECURITY, HARDENING, RELIABILITY, COST, EDGE, DATA_SAFETY];
const RULES = PACKS.flatMap(({ rules }) => rules);

/** What rules demand that find nothing without a setting. */
const DEMANDED = { settings: { requireHighUserIds: true } };

/** What a field may hold in a YAML that nobody has looked at. */
const VALUES: readonly Json[] = [
  null,
  0,
  -1,
  1e21,
  '',
  'x',
  '100%',
  true,
  [],
  {},
  [null],
  ['x'],
  [[{}]],
  { constructor: null, x: { x: [] } },
];

/** The identity of an object has to be there; everything else may be anything. */
const IDENTITY = /^\.(apiVersion|kind|metadata(\.name)?)$/;

/** Every form of a value in which one place holds another value. */
function* variantsOf(value: Json, place = ''): Generator<Json> {
  if (place !== '' && !IDENTITY.test(place)) yield* VALUES;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner = null] of Object.entries(value))
    for (const variant of variantsOf(inner, `${place}.${key}`)) yield replaced(value, key, variant);
}

function replaced(value: JsonObject | readonly Json[], key: string, variant: Json): Json {
  return Array.isArray(value) ? value.map((item, index) => (`${index}` === key ? variant : item)) : { ...value, [key]: variant };
}

function objectsOf(yaml: string): JsonObject[] {
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

/** How many sets with one strange value a rule looks at without throwing. */
function survived(rule: Rule): number {
  let sets = 0;
  for (const yaml of [rule.wrong, rule.right]) {
    const objects = objectsOf(yaml);
    for (const [index, object] of objects.entries())
      for (const variant of variantsOf(object)) {
        const bodies = objects.map((o, i) => (i === index ? (variant as JsonObject) : o));
        runRules([rule], {
          manifests: new ManifestSet(bodies.map((body) => manifestOf(body))),
          kubernetes: KubernetesVersion.V1_34,
          ...DEMANDED,
        });
        sets++;
      }
  }
  return sets;
}

test.each(RULES)('$id looks at a field of any type without throwing', (rule) => {
  expect(survived(rule)).toBeGreaterThan(50);
});

test.each(RULES)('$id finds something in its wrong example and nothing in its right one', (rule) => {
  expect(messagesOf(rule, rule.wrong, DEMANDED)).not.toEqual([]);
  expect(messagesOf(rule, rule.right, DEMANDED)).toEqual([]);
});

test('every rule is in one pack only', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
