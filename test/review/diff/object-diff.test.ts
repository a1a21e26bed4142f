import type { JsonObject } from '../../../lib/manifests/json';
import { manifestOf } from '../../../lib/manifests/manifest';
import { ManifestSet } from '../../../lib/manifests/manifest-set';
import { fieldStepsText } from '../../../lib/review/diff/field-diff';
import { objectChanges } from '../../../lib/review/diff/object-diff';

const object = (name: string, more: JsonObject = {}, labels: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', labels },
  ...more,
});
const set = (...bodies: JsonObject[]): ManifestSet => new ManifestSet(bodies.map((body) => manifestOf(structuredClone(body))));
const told = (before: ManifestSet, after: ManifestSet): string[] =>
  objectChanges(before, after).map(({ kind, object: id, component, fields }) =>
    [kind, id, component, ...fields.map(({ field }) => fieldStepsText(field))].join(' ').trimEnd(),
  );

test('objects are found by their identity, whatever their order', () => {
  expect(told(set(object('a'), object('b')), set(object('b'), object('a')))).toEqual([]);
  expect(told(set(object('a')), set(object('b')))).toEqual(['removed /ConfigMap/shop/a', 'added /ConfigMap/shop/b']);
});

test('a new version of an API changes an object, another group makes another one', () => {
  const before = set({ ...object('a'), apiVersion: 'apps/v1beta1' });
  expect(told(before, set({ ...object('a'), apiVersion: 'apps/v1' }))).toEqual(['changed apps/ConfigMap/shop/a  apiVersion']);
  expect(told(before, set({ ...object('a'), apiVersion: 'batch/v1' }))).toHaveLength(2);
});

test('components are told by the recommended labels, and objects stand beside those of their component', () => {
  const part = (name: string, labels: JsonObject) => object(name, { data: { a: '1' } }, labels);
  const after = set(
    part('z', { 'app.kubernetes.io/name': 'carts', 'app.kubernetes.io/instance': 'i', 'app.kubernetes.io/part-of': 'p' }),
    part('y', { 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/part-of': 'p' }),
    part('x', { 'app.kubernetes.io/part-of': 'bookshop' }),
    part('w', {}),
  );
  expect(objectChanges(set(), after).map(({ component, object: id }) => `${component} ${id.split('/').at(-1)}`)).toEqual([
    ' w',
    'bookshop x',
    'carts z',
    'orders y',
  ]);
});
