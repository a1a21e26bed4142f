import type { Json, JsonObject } from '../../../lib/manifests/json';
import { manifestOf } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { PROFILES } from '../../../lib/model/profile-data';
import { fieldStepsText } from '../../../lib/review/diff/field-diff';
import { objectChanges } from '../../../lib/review/diff/object-diff';
import { differingSettings, SETTING_MEANING } from '../../../lib/review/diff/profile-settings';
import { byCause, type Experiment } from '../../../lib/review/diff/setting-causes';

type Settings = Readonly<Record<string, number>>;
/** An app as a function of its settings: the objects, by name. */
type App = (settings: Settings) => Readonly<Record<string, Json | undefined>>;

function synthesized(app: App, settings: Settings): ManifestSet {
  const objects = Object.entries(app(settings)).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return new ManifestSet(
    objects.map(([name, spec]) => manifestOf(structuredClone<JsonObject>({ apiVersion: 'v1', kind: 'A', metadata: { name }, spec }))),
  );
}

/** Which settings are named for which differences, when every setting goes from 0 to 1. */
function causes(app: App, names: readonly string[]): Record<string, string> {
  const settings = (value: number): Settings => Object.fromEntries(names.map((name) => [name, value]));
  const [before, after] = [synthesized(app, settings(0)), synthesized(app, settings(1))];
  const experiments: Experiment[] = names.flatMap((setting) => [
    { setting, changes: objectChanges(before, synthesized(app, { ...settings(0), [setting]: 1 })) },
    { setting, changes: objectChanges(after, synthesized(app, { ...settings(1), [setting]: 0 })) },
  ]);
  const groups = byCause(objectChanges(before, after), experiments);
  return Object.fromEntries(
    groups.flatMap(({ settings: own, changes }) =>
      changes.flatMap(({ object, kind, fields }) =>
        kind === 'changed'
          ? fields.map(({ field }) => [`${object} ${fieldStepsText(field)}`, own.join(' ')])
          : [[`${kind} ${object}`, own.join(' ')]],
      ),
    ),
  );
}

const ON = (condition: boolean, value: Json): Json | undefined => (condition ? value : undefined);

test('each difference stands under the setting that causes it', () => {
  const app: App = ({ a = 0, b = 0 }) => ({ one: { replicas: a, image: `x:${b}` }, two: { size: b }, three: ON(a === 1, {}) });
  expect(causes(app, ['a', 'b'])).toEqual({
    '/A//one spec.replicas': 'a',
    '/A//one spec.image': 'b',
    '/A//two spec.size': 'b',
    'added /A//three': 'a',
  });
});

test('a field that several settings change names each of them, whether they add up, are both needed, or either is enough', () => {
  const app: App = ({ a = 0, b = 0 }) => ({ sum: { value: a + b }, both: { value: a && b }, either: { value: a || b } });
  expect(causes(app, ['a', 'b', 'c'])).toEqual({
    '/A//sum spec.value': 'a b',
    '/A//both spec.value': 'a b',
    '/A//either spec.value': 'a b',
  });
});

test('no setting is named for what none of them changes alone', () => {
  const app: App = ({ a = 0, b = 0, c = 0 }) => ({ most: { value: a + b + c >= 2 } });
  expect(causes(app, ['a', 'b', 'c'])).toEqual({ '/A//most spec.value': '' });
});

test('what changes a field of an object is not why the object is there', () => {
  const app: App = ({ backups = 0, replicas = 0 }) => ({ job: ON(backups === 1, { replicas }), gone: ON(backups === 0, { replicas }) });
  expect(causes(app, ['backups', 'replicas'])).toEqual({ 'added /A//job': 'backups', 'removed /A//gone': 'backups' });
});

test('of a list whose items nothing tells apart, all that changes it is named', () => {
  const app: App = ({ a = 0, b = 0 }) => ({ policy: { rules: [...(a ? [{ port: 1 }] : []), ...(b ? [{ port: 2 }] : []), { port: 3 }] } });
  expect(causes(app, ['a', 'b'])).toEqual({ '/A//policy spec.rules[0]': 'a b', '/A//policy spec.rules[1]': 'a b' });
});

test('single causes come first, in the order of the settings, and what nothing explains comes last', () => {
  const app: App = ({ a = 0, b = 0, c = 0, d = 0 }) => ({
    x: { one: a + b + c >= 2, two: a + b, three: b, four: a, five: d },
  });
  expect([...new Set(Object.values(causes(app, ['d', 'b', 'a', 'c'])))]).toEqual(['d', 'b', 'a', 'b a', '']);
});

test('every setting of a profile says what it does', () => {
  const settings = new Set([...Object.values(PROFILES).flatMap((profile) => Object.keys(profile)), 'runtimeClass']);
  expect(Object.keys(SETTING_MEANING).sort()).toEqual([...settings].sort());
  expect(differingSettings(PROFILES.staging, PROFILES.production)).toEqual([
    'minReplicas',
    'maxReplicas',
    'requireBaseDigests',
    'requireSecretSource',
    'backups',
    'name',
  ]);
});
