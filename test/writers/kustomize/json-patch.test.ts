import { JsonPatch } from 'cdk8s';
import fc from 'fast-check';
import type { JsonObject } from '../../../lib/manifests/json';
import { jsonPatch, type PatchStep } from '../../../lib/writers/kustomize/json-patch';

/** What a patch makes of an object, by the implementation that cdk8s brings. */
function patched(before: JsonObject, steps: readonly PatchStep[]): unknown {
  const operations = steps.map(({ op, path, value }) =>
    op === 'add' ? JsonPatch.add(path, value) : op === 'remove' ? JsonPatch.remove(path) : JsonPatch.replace(path, value),
  );
  return JsonPatch.apply(structuredClone(before), ...operations);
}

test.each<[string, JsonObject, JsonObject, PatchStep[]]>([
  ['equal objects', { a: { b: [1] } }, { a: { b: [1] } }, []],
  ['a field that differs', { a: { b: 1 } }, { a: { b: 2 } }, [{ op: 'replace', path: '/a/b', value: 2 }]],
  ['a field that comes', { a: {} }, { a: { b: null } }, [{ op: 'add', path: '/a/b', value: null }]],
  ['a field that goes', { a: { b: 0 } }, { a: {} }, [{ op: 'remove', path: '/a/b' }]],
  ['a field of another type', { a: { b: 0 } }, { a: [0] }, [{ op: 'replace', path: '/a', value: [0] }]],
  ['keys that a pointer escapes', { 'a/b~c': 1 }, { 'a/b~c': 2 }, [{ op: 'replace', path: '/a~1b~0c', value: 2 }]],
  [
    'an item that comes between others',
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'C', value: '3' },
      ],
    },
    {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
        { name: 'C', value: '4' },
      ],
    },
    [
      { op: 'add', path: '/env/1', value: { name: 'B', value: '2' } },
      { op: 'replace', path: '/env/2/value', value: '4' },
    ],
  ],
  [
    'items that go',
    { env: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] },
    { env: [{ name: 'B' }] },
    [
      { op: 'remove', path: '/env/2' },
      { op: 'remove', path: '/env/0' },
    ],
  ],
  [
    'an item in the place of one that goes',
    { volumes: [{ name: 'a', secret: 'a' }, { name: 'b' }] },
    { volumes: [{ name: 'z', secret: 'z' }, { name: 'b' }] },
    [
      { op: 'replace', path: '/volumes/0/name', value: 'z' },
      { op: 'replace', path: '/volumes/0/secret', value: 'z' },
    ],
  ],
  ['items in another order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, [{ op: 'replace', path: '/a', value: ['y', 'x'] }]],
  ['a line of a command', { a: ['sh', '-c', 'x'] }, { a: ['sh', '-c', 'y'] }, [{ op: 'replace', path: '/a/2', value: 'y' }]],
  [
    'items without names, of another number',
    { a: [{ p: 1 }] },
    { a: [{ p: 1 }, { p: 2 }] },
    [{ op: 'replace', path: '/a', value: [{ p: 1 }, { p: 2 }] }],
  ],
  [
    'items without names, of the same number',
    { a: [{ p: 1 }, { p: 2 }] },
    { a: [{ p: 1 }, { p: 3 }] },
    [{ op: 'replace', path: '/a/1/p', value: 3 }],
  ],
  ['a name that is there twice', { a: ['x', 'x'] }, { a: ['x'] }, [{ op: 'replace', path: '/a', value: ['x'] }]],
])('%s', (_, before, after, steps) => {
  expect(jsonPatch(before, after)).toEqual(steps);
  expect(patched(before, steps)).toEqual(after);
});

test('an undefined field is none', () => {
  expect(jsonPatch({ a: 1, b: undefined }, { a: undefined, b: 2 })).toEqual([
    { op: 'remove', path: '/a' },
    { op: 'add', path: '/b', value: 2 },
  ]);
});

test('a patch makes the one object of the other, whatever they are', () => {
  const item = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.constantFrom('x', 1, null, true), tie('list'), tie('object')),
    list: fc.oneof(
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }).map((names) => names.map((name) => ({ name }))),
      fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), value: tie('value') }), { maxLength: 4 }),
    ),
    object: fc.dictionary(fc.constantFrom('a', 'b/c', 'd~e', 'name'), tie('value'), { maxKeys: 4 }),
  })).object as fc.Arbitrary<JsonObject>;
  fc.assert(
    fc.property(item, item, (before, after) => {
      expect(patched(before, jsonPatch(before, after))).toEqual(after);
    }),
    { numRuns: 200 },
  );
});
