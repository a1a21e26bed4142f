import fc from 'fast-check';
import { isMap, isNode, isSeq, LineCounter, type Node, type Pair, parseDocument, stringify } from 'yaml';
import { check } from '../../lib/checks/check';
import { fieldText } from '../../lib/checks/finding';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { DocumentText } from '../../lib/reading/document-text';
import { textFile } from '../../lib/reading/file-values';
import { readManifests } from '../../lib/reading/read';

type Path = readonly (string | number)[];

/** Where fields of the objects of a text stand, as `line:column` and what is written from there. */
const placed = (text: string, ...paths: Path[]): string[] => {
  const { manifests, findings } = readManifests([textFile('shop.yaml', text)]);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return manifests.all.flatMap(({ excerpt }) => {
    const positions = excerpt?.text.positionsOf(paths.map((path) => [...excerpt.path, ...path])) ?? [];
    return positions.map(({ line, column }) => `${line}:${column} ${lines[line - 1]?.slice(column - 1).trimEnd()}`);
  });
};

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';

describe('the position of a field', () => {
  test('is that of its name in a map, and of the first character of an item', () => {
    const text = `# a\n${HEAD}spec:\n  containers:\n    - name: web\n      image: web:1\n    -   name: proxy\n        args: [ -v, -x ]\n`;
    expect(
      placed(
        text,
        [],
        ['metadata', 'name'],
        ['spec'],
        ['spec', 'containers'],
        ['spec', 'containers', 0, 'image'],
        ['spec', 'containers', 1],
        ['spec', 'containers', 1, 'args', 1],
      ),
    ).toEqual([
      '2:1 apiVersion: v1',
      '4:13 name: a }',
      '5:1 spec:',
      '6:3 containers:',
      '8:7 image: web:1',
      '9:9 name: proxy',
      '10:21 -x ]',
    ]);
  });

  test('is that of the deepest part of its path that is there', () => {
    const text = `${HEAD}spec:\n  containers:\n    - name: web\n  hostname:\n  empty: {}\n`;
    expect(
      placed(
        text,
        ['spec', 'containers', 0, 'resources', 'limits'],
        ['spec', 'containers', 3, 'image'],
        ['spec', 'hostname', 'a'],
        ['spec', 'empty', 'a'],
        ['status', 'phase'],
        ['spec', 'containers', 'length'],
        ['spec', 'constructor'],
        ['__proto__'],
      ),
    ).toEqual([
      '6:7 name: web',
      '5:3 containers:',
      '7:3 hostname:',
      '8:3 empty: {}',
      '1:1 apiVersion: v1',
      '5:3 containers:',
      '4:1 spec:',
      '1:1 apiVersion: v1',
    ]);
  });

  test('is in the document and in the item of the list that the object is', () => {
    const list = '# c\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: { name: b }\n  spec: { x: 1 }\n';
    const typed = 'apiVersion: v1\nkind: PodList\nitems:\n  -\n    # d\n    metadata: { name: d }\n    spec:\n      x: 1\n';
    const lists = `apiVersion: v1\nkind: List\nitems:\n-\n- apiVersion: v1\n  kind: List\n  items: [{ apiVersion: v1, kind: Pod, metadata: { name: e }, spec: { x: 1 } }]\n`;
    expect(placed(`${HEAD}spec:\n  x: 1\n---\n${list}---\n${typed}`, ['spec', 'x'], ['kind'])).toEqual([
      '5:3 x: 1',
      '2:1 kind: Pod',
      '14:11 x: 1 }',
      '12:3 kind: Pod',
      '23:7 x: 1',
      // Of a typed list, an item has no kind of its own.
      '21:5 metadata: { name: d }',
    ]);
    const { manifests } = readManifests([textFile('a.yaml', lists)]);
    expect(manifests.all.map(({ excerpt }) => fieldText(excerpt?.path ?? []))).toEqual(['items[1].items[0]']);
    expect(manifests.all[0]?.excerpt?.text.positionsOf([['items', 1, 'items', 0, 'spec', 'x']])).toEqual([{ line: 7, column: 71 }]);
  });

  test('is at the anchor for what an alias or a merge key brings, and at the last of what is stated twice', () => {
    const text = `${HEAD}x-a: &base\n  cpu: 1\n  memory: 2\nx-b: &more { disk: 3, cpu: 4 }\nspec:\n  one: *base\n  two:\n    memory: 5\n    <<: *base\n  three:\n    <<: *base\n    memory: 6\n  four: { <<: [*base, *more], z: 1 }\n  five: [ *base, &z-z [ 1, 2 ], *z-z ]\n  six: !!map\n    seven: !!str x\n    &k8 eight: y\n`;
    expect(
      placed(
        text,
        ['spec', 'one', 'cpu'],
        ['spec', 'two', 'memory'],
        ['spec', 'three', 'memory'],
        ['spec', 'three', 'cpu'],
        ['spec', 'four', 'cpu'],
        ['spec', 'four', 'disk'],
        ['spec', 'four', 'z'],
        ['spec', 'four', 'none'],
        ['spec', 'five', 0, 'cpu'],
        ['spec', 'five', 2, 1],
        ['spec', 'six', 'seven'],
        ['spec', 'six', 'eight'],
      ),
    ).toEqual([
      '5:3 cpu: 1',
      '6:3 memory: 2',
      '15:5 memory: 6',
      '5:3 cpu: 1',
      '5:3 cpu: 1',
      '7:14 disk: 3, cpu: 4 }',
      '16:31 z: 1 }',
      '16:3 four: { <<: [*base, *more], z: 1 }',
      '5:3 cpu: 1',
      '17:28 2 ], *z-z ]',
      '19:5 seven: !!str x',
      '20:5 &k8 eight: y',
    ]);
  });

  test('is found in any style', () => {
    const text = `${HEAD}"spec" : # x: y
  # - c
  'a: b' : |
    x: 1
    - y
  c d: >-
    folded: text
  e: "two
    lines: x"
  ? f
  : g: 1 # :
  ? h
  0x10: - - 1
        - - 2
          - 3
`.replace(
      '0x10: - - 1\n        - - 2\n          - 3',
      '0x10:\n  - - 1\n  -\n  - # - x\n    - 2\n    - 3\n  i: [ a: 1, {b, c: 2}, [ ], ? d : 3, ]\n  j: last',
    );
    const spec = (...path: Path): Path => ['spec', ...path];
    expect(
      placed(
        text,
        spec(),
        spec('a: b'),
        spec('c d'),
        spec('e'),
        spec('f'),
        spec('f', 'g'),
        spec('h'),
        spec('16'),
        spec('16', 0, 0),
        spec('16', 2, 1),
        spec('i', 0, 'a'),
        spec('i', 1, 'b'),
        spec('i', 1, 'c'),
        spec('i', 2),
        spec('i', 3, 'd'),
        spec('j'),
      ),
    ).toEqual([
      '4:1 "spec" : # x: y',
      `6:3 'a: b' : |`,
      '9:3 c d: >-',
      '11:3 e: "two',
      '13:5 f',
      '14:5 g: 1 # :',
      '15:5 h',
      '16:3 0x10:',
      '17:7 1',
      '21:7 3',
      '22:8 a: 1, {b, c: 2}, [ ], ? d : 3, ]',
      '22:15 b, c: 2}, [ ], ? d : 3, ]',
      '22:18 c: 2}, [ ], ? d : 3, ]',
      '22:25 [ ], ? d : 3, ]',
      '22:32 d : 3, ]',
      '23:3 j: last',
    ]);
  });

  test('counts items that are empty, after anchors with dashes, and single fields between brackets', () => {
    const text = `${HEAD}spec:\n  a: &l-l\n  -\n  - # -\n  - b: 1\n  c: [ d: { e: 1 } ]\n`;
    expect(placed(text, ['spec', 'a', 2, 'b'], ['spec', 'a', 0], ['spec', 'c', 0, 'd', 'e'])).toEqual([
      '8:5 b: 1',
      '5:3 a: &l-l',
      '9:13 e: 1 } ]',
    ]);
  });

  test('counts lines by line feeds and columns by code units, after CRLF, a byte order mark and tabs', () => {
    const crlf = `\uFEFF# a\n${HEAD}spec:\n  x: 1\n---\n${HEAD.replace('name: a', 'name: b')}spec:\n  y: "\u{1F600}\tz"\n`;
    expect(placed(crlf.replaceAll('\n', '\r\n'), ['spec', 'x'])).toEqual(['6:3 x: 1', '11:1 spec:']);
    const json = '{\n\t"apiVersion": "v1", "kind": "Pod",\n\t"metadata": {"name": "\u{1F600}", "labels": {"x": 1}}\n}\n';
    expect(placed(json, ['metadata', 'labels', 'x'])).toEqual(['3:40 "x": 1}}']);
  });

  test('is found in streams of JSON, several objects in one line', () => {
    const object = (name: string): string =>
      `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"},"spec":{"a\\/b":[1,\n{"c":"\u007f"}]}}`;
    const text = `${object('a')} ${object('b')}\n\n  ${object('c')}${object('d')}`;
    expect(placed(text, ['metadata', 'name'], ['spec', 'a/b', 1, 'c']).map((place) => place.slice(0, 12))).toEqual([
      '1:45 "name":',
      '2:2 "c":"\u007f"}',
      '2:58 "name":',
      '3:2 "c":"\u007f"}',
      '5:47 "name":',
      '6:2 "c":"\u007f"}',
      '6:57 "name":',
      '7:2 "c":"\u007f"}',
    ]);
  });

  test('of a JSON that the reader of YAML does not take is that of the object', () => {
    const bad = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"x\u0085":1}';
    expect(new DocumentText({ text: '{"a": 1} }', line: 3, column: 2 }).positionsOf([['a']])).toEqual([{ line: 3, column: 3 }]);
    expect(placed(`${bad}\n`, ['metadata']).length).toBe(1);
  });
});

describe('the position of a finding', () => {
  const container = '{ name: web, image: web }';
  const TAG = { only: ['image-tag'] };

  test('is that of its field, in each item of a List and in each document; a text is asked once', () => {
    const pod = (name: string): string => HEAD.replace('name: a', `name: ${name}`);
    const item = (name: string): string => `  - ${pod(name).trim().replaceAll('\n', '\n    ')}\n    spec: { containers: [${container}] }\n`;
    const text = `apiVersion: v1\nkind: List\nitems:\n${item('a')}${item('b')}---\n${pod('c')}spec: { containers: [${container}] }\n`;
    const { manifests } = readManifests([textFile('a.yaml', text)]);
    const asked = jest.spyOn(DocumentText.prototype, 'positionsOf');
    expect(check(manifests, TAG).map(({ object, source, position }) => [object, source?.line, position])).toEqual([
      ['/Pod//a', 4, { line: 7, column: 39 }],
      ['/Pod//b', 8, { line: 11, column: 39 }],
      ['/Pod//c', 13, { line: 16, column: 35 }],
    ]);
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockClear();
    check(manifests, { only: [] });
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  test('is not there for an object that no file has', () => {
    const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'web', image: 'web' }] } };
    const [found] = check(new ManifestSet([manifestOf(body)]), TAG);
    expect(found).toMatchObject({ rule: 'image-tag' });
    expect(found).not.toHaveProperty('position');
  });
});

/** Every path of a document with its position, by another parser. */
function* pathsBelow(node: Node | null, path: Path, at: (offset: number) => unknown): Iterable<[Path, unknown]> {
  if (isMap(node))
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      const inner = [...path, String((key as { value?: unknown }).value)];
      yield [inner, at(key.range?.[0] ?? -1)];
      yield* pathsBelow(value, inner, at);
    }
  if (isSeq(node))
    for (const [index, item] of node.items.entries()) {
      const inner = [...path, index];
      if (!isNode(item)) continue;
      yield [inner, at(item.range?.[0] ?? -1)];
      yield* pathsBelow(item, inner, at);
    }
}

/** The other one writes an empty list in block style where no list may begin. */
const isRead = (text: string): boolean => readManifests([textFile('a.yaml', text)]).findings.every(({ rule }) => rule !== 'yaml-syntax');

const word = fc.constantFrom(
  'name',
  'image',
  'a: b',
  '- x',
  '#',
  '',
  'line\ntwo: 2\n',
  '<<',
  '&a',
  '"',
  '{{ x }}',
  'true',
  '0x1f',
  'é',
  '?',
  ':',
  '\t',
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(word, fc.integer(), fc.constant(null), fc.boolean()),
    fc.array(tie('tree'), { maxLength: 4 }),
    // Plain, it is a merge key to one of the two and not to the other.
    fc.dictionary(
      word.filter((text) => text !== '<<'),
      tie('tree'),
      { maxKeys: 4 },
    ),
  ),
}));
const style = fc.record({
  indent: fc.constantFrom(1, 2, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 40),
  collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'BLOCK_LITERAL' as const),
  simpleKeys: fc.boolean(),
});

test('another parser finds every field of any document in the same place', () => {
  fc.assert(
    fc.property(tree, style, fc.boolean(), (value, options, isJson) => {
      const text = isJson ? JSON.stringify({ value }, null, options.indent) : stringify({ value }, { ...options, version: '1.1' });
      fc.pre(isRead(text));
      const lines = new LineCounter();
      const document = parseDocument(text, { lineCounter: lines, version: '1.1', merge: false, uniqueKeys: false });
      const wanted = [
        ...pathsBelow(document.contents, [], (offset) => {
          const { line, col: column } = lines.linePos(offset);
          return { line, column };
        }),
      ];
      expect(new DocumentText({ text, line: 1 }).positionsOf(wanted.map(([path]) => path))).toEqual(wanted.map(([, position]) => position));
    }),
    { numRuns: 500 },
  );
});
