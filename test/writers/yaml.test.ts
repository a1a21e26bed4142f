import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { renderYaml } from '../../lib/writers/yaml';

/** Strings that parsers read in more ways than one, beside random ones. */
const AWKWARD = [
  ...['', ' ', 'yes', 'No', 'on', 'OFF', 'y', 'N', 'true', 'False', 'null', '~', 'NULL', '.inf', '-.INF', '.nan', '<<', '=', '---', '...'],
  ...['1', '-1', '+1', '1.5', '1e3', 'e1', '-E12', '0x1f', '010', '0o17', '0b11', '1_000', '1:30', '190:20:30', '2001-01-01', '12:30:45.5'],
  ...['128Mi', '100m', '25%', '10.0.0.0/8', '1.2.3', 'v1', '1Gi', '30s', 'a1', 'sha256:00', '2.4.1'],
  ...[
    'a: b',
    'a:',
    ':a',
    'a :b',
    'a #b',
    'a#b',
    '# a',
    '- a',
    '-',
    '--',
    '-c',
    '--x=y',
    '-1x',
    '? a',
    '| a',
    '> a',
    '!a',
    '&a',
    '*a',
    '@a',
    '`a',
  ],
  ...[
    '%a',
    '{a',
    '}a',
    '[a',
    'a]',
    'a,b',
    ', a',
    '$(A)',
    'a$(B)c',
    "it's",
    '"a"',
    "'a'",
    'a\\b',
    'C:\\x',
    'http://a/b?c=d&e',
    'a  b',
    'a -b',
    'a - b',
  ],
  ...[
    'a\nb\n',
    'a\nb',
    'a\n\nb\n',
    '\na\n',
    ' a\n',
    'a \nb\n',
    'a\n\n',
    'a\n',
    '\n',
    '#a\nb\n',
    '- a\nb\n',
    'a\n  b\n',
    'a\n\tb\n',
    'a\n \nb\n',
  ],
  ...[
    'a\tb',
    '\ta\n',
    'a\r\nb\n',
    'a\rb',
    'é',
    'aé\nb\n',
    '😀',
    'a\u0085b',
    'a\u2028b',
    '\ufeffa',
    'a\u0000b',
    'a\u007fb',
    '\ud800',
    'a\ud800\nb\n',
    '\ufffe',
  ],
];

const string = fc.oneof(fc.constantFrom(...AWKWARD), fc.string(), fc.string({ unit: 'binary' }));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    string,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(string, tie('value'), { maxKeys: 4 }),
  ),
}));
const manifest = fc.dictionary(string, value, { minKeys: 1 });

function parse(text: string, version: '1.1' | '1.2'): unknown {
  const document = parseDocument(text, { version, merge: false });
  expect([...document.errors, ...document.warnings]).toEqual([]);
  return document.toJS();
}

describe.each(['1.1', '1.2'] as const)('read as YAML %s', (version) => {
  test('any manifest comes back as it was', () => {
    fc.assert(
      fc.property(manifest, (m) => {
        expect(parse(renderYaml(m), version)).toEqual(JSON.parse(JSON.stringify(m)));
      }),
      { numRuns: 3000 },
    );
  });

  test.each(AWKWARD.map((text) => [JSON.stringify(text), text]))('%s comes back as it was, as key, value and item', (_, text) => {
    const m = { [text]: text, list: [text, [text], { a: text }] };
    expect(parse(renderYaml(m), version)).toEqual(JSON.parse(JSON.stringify(m)));
  });
});

test('reads as a person would write it', () => {
  const m = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', labels: { 'app.kubernetes.io/name': 'a', on: 'true' }, annotations: {} },
    spec: {
      containers: [{ image: 'registry.example/a:1', args: ['-c', 'x=y', '*/5'], env: [], ports: [{ containerPort: 80 }], left: undefined }],
      matrix: [['a'], []],
      script: 'set -eu\n\necho "a: b"\n',
      memory: '128Mi',
      version: '1.10',
      nothing: null,
    },
  };
  expect(renderYaml(m)).toBe(`apiVersion: v1
kind: Pod
metadata:
  name: a
  labels:
    app.kubernetes.io/name: a
    "on": "true"
  annotations: {}
spec:
  containers:
    - image: registry.example/a:1
      args:
        - -c
        - x=y
        - "*/5"
      env: []
      ports:
        - containerPort: 80
  matrix:
    - - a
    - []
  script: |
    set -eu

    echo "a: b"
  memory: 128Mi
  version: "1.10"
  nothing: null
`);
});
