import { manifestOf } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import type { Diff, SettingChange } from '../../../lib/review/diff/diff-report';
import { jsonDiff } from '../../../lib/review/diff/diff-report';
import { textDiff } from '../../../lib/review/diff/diff-text';
import { objectChanges } from '../../../lib/review/diff/object-diff';

const config = (name: string, data: Readonly<Record<string, string>>) =>
  manifestOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: { 'app.kubernetes.io/name': 'web' } }, data });
const changesOf = (before: ReturnType<typeof config>[], after: ReturnType<typeof config>[]) =>
  objectChanges(new ManifestSet(before), new ManifestSet(after));
const setting = (name: string): SettingChange => ({ setting: name, before: '1', after: '2', meaning: `what ${name} does` });
const ends = { before: 'staging', after: 'production', idle: [], untried: [] };

test('differences stand under the settings that cause them, one, several or none', () => {
  const changes = changesOf([config('a', { x: '1' })], [config('a', { x: '2' })]);
  const groups = [[setting('one')], [setting('one'), setting('two')], []].map((settings) => ({ settings, changes }));
  const diff: Diff = { ...ends, groups, idle: [setting('three')], untried: [setting('four')] };
  expect(textDiff(diff)).toBe(`one 1 → 2: what one does
  web
    ~ /ConfigMap//a
        data.x: "1" → "2"

By several settings, each of which changes these fields:
- one 1 → 2: what one does
- two 1 → 2: what two does
  web
    ~ /ConfigMap//a
        data.x: "1" → "2"

By no single setting alone: several together, or what the app itself reads.
  web
    ~ /ConfigMap//a
        data.x: "1" → "2"

These settings differ too, and change no manifest of this app:
- three 1 → 2: what three does

These could not be tried alone, because the app refuses them at both ends:
- four 1 → 2: what four does

staging → production: 1 object changed in 3 fields
`);
  expect(JSON.parse(jsonDiff(diff)).groups[0].settings).toEqual([setting('one')]);
});

test('what is new, gone, renamed and changed is counted apart', () => {
  const long = { x: 'the same text', y: 'in both' };
  const before = [config('a', { x: '1' }), config('b', { x: 'a\nb' }), config('gone', { z: '1' }), config('old', long)];
  const after = [config('a', { x: '2' }), config('b', { x: 'a\nc' }), config('new', long)];
  const changes = changesOf(before, after);
  expect(textDiff({ ...ends, groups: [{ changes }] })).toBe(`  web
    ~ /ConfigMap//a
        data.x: "1" → "2"
    ~ /ConfigMap//b
        data.x
          - b
          + c
    - /ConfigMap//gone
    ~ /ConfigMap//old → /ConfigMap//new

staging → production: 1 object removed, 1 object renamed, 2 objects changed in 2 fields
`);
  expect(textDiff({ ...ends, groups: [{ changes: changes.filter(({ kind }) => kind === 'renamed') }] })).toMatch(/: 1 object renamed\n$/);
});
