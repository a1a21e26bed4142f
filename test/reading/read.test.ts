import { describeFinding } from '../../lib/checks/finding';
import { identityOf } from '../../lib/manifests/manifest';
import { type InputFile, MAX_FILE_BYTES, textFile } from '../../lib/reading/file-values';
import { OBJECT_RULES } from '../../lib/reading/object-rules';
import { type Reading, readManifests } from '../../lib/reading/read';
import { YAML_RULES } from '../../lib/reading/reading-rules';

const readText = (text: string, name = 'shop.yaml'): Reading => readManifests([textFile(name, text)]);

const bytesFile = (bytes: readonly number[]): InputFile => ({
  name: 'shop.yaml',
  size: bytes.length,
  read: () => Uint8Array.from(bytes),
});

/** What was read and what was found, a line each. */
const told = ({ manifests, findings }: Reading): string[] => [
  ...manifests.all.map((m) => `${m.source?.file}:${m.source?.line} ${identityOf(m)}`),
  ...findings.map((f) => `${f.source?.file}:${f.source?.line} ${f.severity} ${f.rule} ${f.object}: ${describeFinding(f)}`),
];

const service = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`;

describe('reading', () => {
  test('gives every object with its file and line, and skips documents without one', () => {
    const text = `# a comment\n\n---\n${service('a')}---\n# nothing\n---\n\n--- # two\n# a note\n${service('b')}`;
    expect(told(readText(text))).toEqual(['shop.yaml:4 /Service//a', 'shop.yaml:13 /Service//b']);
  });

  test('takes lists apart, lists in lists too, and gives each object its own line', () => {
    const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: { name: a }
  -
    # b
    apiVersion: apps/v1
    kind: DeploymentList
    items:
      - metadata: { name: b }
      - { apiVersion: apps/v1beta1, kind: Deployment, metadata: { name: c } }
  - { apiVersion: v1, kind: List, items: null }
`;
    const reading = readText(list);
    expect(told(reading)).toEqual(['shop.yaml:4 /Service//a', 'shop.yaml:9 apps/Deployment//b', 'shop.yaml:9 apps/Deployment//c']);
    expect(reading.manifests.all.map((m) => m.apiVersion)).toEqual(['v1', 'apps/v1', 'apps/v1beta1']);
  });

  test('takes no custom resource that happens to have items for a list', () => {
    expect(told(readText('apiVersion: shop.example/v1\nkind: Basket\nmetadata: { name: a }\nitems: [1]\n'))).toEqual([
      'shop.yaml:1 shop.example/Basket//a',
    ]);
  });

  test('reads a list of ten thousand in its order', () => {
    const items = Array.from({ length: 10_000 }, (_, i) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: `s${i}` } }));
    const { manifests, findings } = readText(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    expect(findings).toEqual([]);
    expect(manifests.all.map((m) => m.name)).toEqual(items.map((i) => i.metadata.name));
  });

  test('reads JSON: indented by tabs, and several objects one after the other', () => {
    const one = JSON.stringify(
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', annotations: { x: '} "{ \u2028' } } },
      null,
      '\t',
    );
    const two = '{"apiVersion":"v1","kind":"Service","metadata":{"name":"b"}}';
    expect(told(readText(one, 'a.json'))).toEqual(['a.json:1 /Service//a']);
    expect(told(readText(`${one}\n${two}${two.replace('"b"', '"c"')}`, 'a.json'))).toEqual([
      'a.json:1 /Service//a',
      'a.json:11 /Service//b',
      'a.json:11 /Service//c',
    ]);
  });

  test('reads a stream of JSON up to where it breaks, and says where', () => {
    const object = (name: string): string => `{"apiVersion":"v1","kind":"Service","metadata":{"name":"${name}"}}`;
    for (const broken of ['{"a": 1', '}', '{"a": tru}', 'text'])
      expect(told(readText(`${object('a')}\n${object('b')}\n${broken}\n`, 'a.json'))).toEqual([
        'a.json:1 /Service//a',
        'a.json:2 /Service//b',
        expect.stringMatching(/^a\.json:\d error yaml-syntax : got end of the stream or a document separator is expected/),
      ]);
    const long = '\\\\\\"x'.repeat(2_000_000);
    expect(told(readText(`{"a":"${long}"}${object('c')}`, 'a.json'))).toEqual([
      'a.json:1 /Service//c',
      expect.stringContaining('not-a-manifest'),
    ]);
    expect(readText(`{"a":"${long}`, 'a.json').findings.map((f) => f.rule)).toEqual(['yaml-syntax']);
    expect(readText('{}\n'.repeat(100_000), 'a.json').findings).toHaveLength(1001);
  });

  test('reads CRLF, a byte order mark and a file without a last line feed', () => {
    const text = `\uFEFF${service('a')}---\n${service('b')}`.replaceAll('\n', '\r\n').trimEnd();
    expect(told(readText(text))).toEqual(['shop.yaml:1 /Service//a', 'shop.yaml:5 /Service//b']);
  });

  test('gives objects of one identity once, and says where both are', () => {
    const reading = readManifests([textFile('a.yaml', service('a')), textFile('b.yaml', `# twice\n${service('a')}`)]);
    expect(told(reading)).toEqual([
      'a.yaml:1 /Service//a',
      'b.yaml:2 error duplicate-object /Service//a: got a second /Service//a, beside that of a.yaml:1; wanted one object of each group, kind, namespace and name. Fix: rename or remove one of the two.',
    ]);
  });

  test('says what is no manifest', () => {
    const text = '- a\n---\ntext\n---\n42\n---\nnull\n---\nkind: Pod\n---\napiVersion: 1\nkind: Pod\n---\na: 1\n';
    const wanted = 'wanted a map with apiVersion and kind, both texts. Fix: complete the object, or keep what is no manifest elsewhere.';
    expect(told(readText(text))).toEqual([
      `shop.yaml:1 error not-a-manifest : got a list; ${wanted}`,
      `shop.yaml:3 error not-a-manifest : got a text; ${wanted}`,
      `shop.yaml:5 error not-a-manifest : got a number; ${wanted}`,
      `shop.yaml:7 error not-a-manifest : got nothing; ${wanted}`,
      `shop.yaml:9 error not-a-manifest : got a map without apiVersion; ${wanted}`,
      `shop.yaml:11 error not-a-manifest : got a map without apiVersion; ${wanted}`,
      `shop.yaml:14 error not-a-manifest : got a map without apiVersion and kind; ${wanted}`,
    ]);
  });

  test('gives a file up after a thousand errors, and no other file', () => {
    const { manifests, findings } = readManifests([textFile('a.yaml', 'a: 1\n---\n'.repeat(5000)), textFile('b.yaml', service('b'))]);
    expect(findings.filter((f) => f.rule === 'not-a-manifest')).toHaveLength(1000);
    expect(findings).toHaveLength(1001);
    expect(told({ manifests, findings: findings.filter((f) => f.rule === 'file-given-up') })).toEqual([
      'b.yaml:1 /Service//b',
      'a.yaml:1999 error file-given-up : got 1000 errors up to here; wanted fewer than 1000 errors in the texts of one file. Fix: correct the first ones, or leave the file out.',
    ]);
    const notes = `${service('a')}spec: { y: 1 }\n---\n`;
    expect(readText(Array.from({ length: 1200 }, (_, i) => notes.replace('name: a', `name: a${i}`)).join('')).manifests.all).toHaveLength(
      1200,
    );
  });

  test('says what has no name', () => {
    expect(told(readText('apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: a- }\n'))).toEqual([
      'shop.yaml:1 error unnamed-object batch/Job//: got a Job without a name; wanted metadata.name, a text. Fix: give the object a name; generateName works with kubectl create alone.',
    ]);
  });

  test.each([
    ['base/kustomization.yml', 'resources: [storefront.yaml]\n', 'a Kustomization'],
    ['base/kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n', 'a Kustomization'],
    ['Chart.yaml', 'apiVersion: v2\nname: a\n', 'the description of a chart'],
    ['chart/values.yaml', 'a: 1\n', 'the values of a chart'],
    ['values-prod.yml', '{{', 'the values of a chart'],
    ['package.json', '{}', 'a file of a JavaScript project'],
    ['cdk8s.yaml', 'language: typescript\n', 'a file of another tool'],
  ])('skips %s with a word', (name, text, got) => {
    expect(told(readText(text, name))).toEqual([
      `${name}:1 note skipped-file : got ${got}; wanted manifests. Fix: check what the tool renders: kubectl kustomize or helm template, with - for the standard input.`,
    ]);
  });
});

describe('a text with a hazard', () => {
  test('is said with line and column, and hides no other document', () => {
    expect(told(readText(`${service('a')}---\nkind: [\n---\n${service('b')}`))).toEqual([
      'shop.yaml:1 /Service//a',
      'shop.yaml:7 /Service//b',
      'shop.yaml:6 error yaml-syntax : got unexpected end of the stream within a flow collection (line 6, column 1); wanted YAML 1.1 or JSON that kubectl reads. Fix: correct the text at that place; render a template before it is checked.',
    ]);
  });

  test.each([
    ['a template', `a: {{ .Values.x }}\n`, 'a map that stands as a key, as the braces of a template do'],
    ['a tab that indents', 'a:\n\tb: 1\n', 'a tab that indents'],
    ['NaN', 'a: .nan\n', '.nan, a number that JSON does not have'],
    ['a tag nobody knows', 'a: !vault x\n', 'unknown tag !<!vault>'],
    ['a control character', 'a: \u0001\n', 'the stream contains non-printable characters'],
    ['a nul', 'a: b\u0000c\n', 'null byte is not allowed in input'],
    ['the end of a document inside of it', 'a: 1\n...\nb: 2\n', 'expected a single document in the stream, but found more'],
  ])('is refused: %s', (_, text, reason) => {
    const { manifests, findings } = readText(text);
    expect(manifests.all).toEqual([]);
    expect(findings.map((f) => [f.rule, f.got.replace(/ \(line \d+, column \d+\)$/, '')])).toEqual([['yaml-syntax', reason]]);
  });

  test('is said at its template where it has one', () => {
    expect(readText(`${service('a')}spec:\n  type: {{ .Values.type }}\n`).findings.map((f) => f.got)).toEqual([
      'a map that stands as a key, as the braces of a template do (line 5, column 9)',
    ]);
  });

  test('is said where something follows a separator', () => {
    expect(told(readText(`---\n${service('a')}--- b\n${service('c')}`))).toEqual([
      'shop.yaml:2 /Service//a',
      'shop.yaml:6 /Service//c',
      'shop.yaml:5 error yaml-syntax : got "--- b", a separator with something after it; wanted YAML 1.1 or JSON that kubectl reads. Fix: correct the text at that place; render a template before it is checked.',
    ]);
  });

  test('has the last of two values of one key, as kubectl has', () => {
    const reading = readText(`${service('a')}spec:\n  type: ClusterIP\n  type: LoadBalancer\n`);
    expect(reading.manifests.all[0]?.body.spec).toEqual({ type: 'LoadBalancer' });
    expect(told(reading)[1]).toBe(
      'shop.yaml:6 error yaml-duplicate-key : got a key that comes twice (line 6, column 3); wanted each key once. Fix: remove one of the two, or join them.',
    );
  });

  test('has its place at a key that comes twice before the end of a map', () => {
    const twice =
      'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec:\n  ports:\n    - port: 80\n  ports:\n    - port: 8080\n      name: http\n';
    expect(readText(twice).findings.map(({ got }) => got)).toEqual(['a key that comes twice (line 7, column 3)']);
  });

  test('is stopped where aliases would expand without measure', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      bomb.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const wanted = 'wanted aliases that add at most 100000 values. Fix: write out what the aliases stand for.';
    expect(told(readText(bomb.join('\n')))).toEqual([
      `shop.yaml:1 error yaml-aliases : got aliases that add more than 100000 values (line 1, column 1); ${wanted}`,
    ]);
    const merges = ['a0: &a0 { x: 1 }', ...Array.from({ length: 400 }, (_, i) => `a${i + 1}: &a${i + 1} { <<: *a${i}, k${i}: 1 }`)];
    expect(readText(`${merges.join('\n')}\nb: [${Array(400).fill('*a400').join(', ')}]`).findings.map((f) => f.rule)).toEqual([
      'yaml-aliases',
    ]);
    expect(told(readText('a: &a { b: *a }'))).toEqual([
      `shop.yaml:1 error yaml-aliases : got an anchor that contains itself (line 1, column 1); ${wanted}`,
    ]);
  });

  test('is read where its aliases are few', () => {
    const text = `${service('a')}spec:\n  ports: &p [{ port: 80 }]\n  other: *p\n  more: { <<: { x: 1 }, z: 2 }\n`;
    const { manifests, findings } = readText(text);
    expect(findings).toEqual([]);
    expect(manifests.all[0]?.body.spec).toEqual({ ports: [{ port: 80 }], other: [{ port: 80 }], more: { x: 1, z: 2 } });
  });

  test.each([
    ['lists', `a: ${'['.repeat(100_000)}`],
    ['maps', `a: ${'{a: '.repeat(100_000)}`],
    ['block lists', `a:\n${'- '.repeat(100_000)}x`],
    ['keys', '? '.repeat(100_000)],
    ['JSON after JSON', `{}{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['aliases', Array.from({ length: 500 }, (_, i) => `a${i}: &a${i} [${i ? `*a${i - 1}` : ''}]`).join('\n')],
  ])('is stopped where it is deep: %s', (_, text) => {
    const found = readText(text).findings.filter((f) => f.rule !== 'not-a-manifest');
    expect(found.map((f) => [f.rule, f.got.replace(/ \(line.*/, ''), f.wanted])).toEqual([
      ['yaml-nesting', 'more than 200 levels of maps and lists', YAML_RULES.find(({ id }) => id === 'yaml-nesting')?.wanted],
    ]);
  });

  test('changes no prototype, and says that it tries', () => {
    const polluting = `${service('a')}data:\n  __proto__: { polluted: yes-1 }\n  constructor: { prototype: { polluted: yes-2 } }\n`;
    const reading = readText(polluting);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(reading.manifests.all[0]?.body.data)).toBe(Object.prototype);
    expect(told(reading)[1]).toBe(
      'shop.yaml:1 warning yaml-prototype-key : got the key __proto__; wanted no key called __proto__, and none called constructor with a prototype in it. Fix: remove the key.',
    );
    const merged = readText(`${service('a')}data:\n  <<: { __proto__: { polluted: true } }\n  b: 1\n`);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(merged.findings.map((f) => f.got)).toEqual(['the key __proto__']);
    expect(readText(`${service('a')}data: { constructor: { prototype: 1 } }\n`).findings.map((f) => f.got)).toEqual([
      'the key constructor',
    ]);
    expect(readText(`${service('a')}data: { constructor: x }\n`).findings).toEqual([]);
  });

  test('is said where it is no UTF-8', () => {
    const latin = [...Buffer.from('a: 1\nb: caf'), 0xe9, 0x0a];
    expect(told(readManifests([bytesFile(latin)]))).toEqual([
      'shop.yaml:2 error yaml-encoding : got bytes that are no UTF-8; wanted UTF-8 throughout. Fix: save the file as UTF-8; put binary data under binaryData, in base64.',
    ]);
    expect(readManifests([bytesFile([0xff, 0xfe, 0x61, 0x00])]).findings.map((f) => f.rule)).toEqual(['yaml-encoding']);
  });

  test('is not even read where it is too large', () => {
    const huge: InputFile = {
      name: 'huge.yaml',
      size: MAX_FILE_BYTES + 1,
      read: () => {
        throw new Error('read');
      },
    };
    expect(told(readManifests([huge, textFile('a.yaml', service('a'))]))).toEqual([
      'a.yaml:1 /Service//a',
      'huge.yaml:1 error file-too-large : got 65 MiB; wanted at most 64 MiB in one file. Fix: split the file, or leave it out.',
    ]);
  });

  test('is said where kubectl reads a word as a boolean', () => {
    const reading = readText(`${service('a')}spec: { country: NO, y: on, z: "no", w: true }\n`);
    expect(reading.manifests.all[0]?.body.spec).toEqual({ country: false, true: true, z: 'no', w: true });
    expect(told(reading)[1]).toBe(
      'shop.yaml:1 note yaml-hidden-boolean : got the plain word NO, on, y; wanted true or false for a boolean, quotes around a text. Fix: write true or false, or put the word in quotes.',
    );
  });
});

describe('the rules of reading', () => {
  const rules = [...YAML_RULES, ...OBJECT_RULES].filter(({ id }) => id !== 'file-too-large' && id !== 'file-given-up');

  // A text of JavaScript cannot hold the bytes that this one is about.
  test.each(rules.filter(({ id }) => id !== 'yaml-encoding').map((rule) => [rule.id, rule] as const))(
    '%s: its wrong example breaks it, its right one nothing',
    (id, { wrong, right }) => {
      expect(readText(wrong).findings.map((f) => f.rule)).toContain(id);
      expect(readText(right).findings).toEqual([]);
    },
  );
});
