import { SCHEMA } from '../../../lib/checks/packs/schema';
import { messagesOf } from '../../support/checked';

const INDENT = '          ';

/** What all rules of the pack say of a Shop with this spec (YAML) against this schema of its spec (YAML in one line). */
function told(schema: string, spec: string, rest = ''): string[] {
  const yaml = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: shops.shop.example }
spec:
  group: shop.example
  scope: Namespaced
  names: { kind: Shop, plural: shops }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
${INDENT}type: object
${INDENT}required: [spec]
${INDENT}properties: { spec: ${schema} }
---
apiVersion: shop.example/v1
kind: Shop
metadata: { name: it${rest} }
spec: ${spec}
`;
  return SCHEMA.rules.flatMap((rule) =>
    messagesOf(rule, yaml).map((text) => text.replace(/^shop\.example\/Shop\/\/it /, '').replace(/ Fix: .*/, '')),
  );
}

const object = (properties: string, rest = '') => `{ type: object, properties: { ${properties} }${rest} }`;

/** An address of a Gateway: its type is IPAddress where nothing is said, and decides what the value is. */
const ADDRESS = object(
  'type: { type: string, default: IPAddress }, value: { type: string }',
  `, oneOf: [{ properties: { type: { enum: [IPAddress] }, value: { anyOf: [{ format: ipv4 }, { format: ipv6 }] } } },
              { properties: { type: { not: { enum: [IPAddress] } } } }]`,
);

test.each([
  [
    'an unknown field',
    object('host: { type: string }'),
    '{ hots: a }',
    'spec.hots: got an unknown field; wanted a field of the CustomResourceDefinition.',
  ],
  [
    'a field of an object without any',
    '{ type: object }',
    '{ host: a }',
    'spec.host: got an unknown field; wanted a field of the CustomResourceDefinition.',
  ],
  ['a wrong type', object('port: { type: integer }'), '{ port: "80" }', 'spec.port: got text; wanted a whole number.'],
  [
    'a null in a list',
    object('hosts: { type: array, items: { type: string } }'),
    '{ hosts: [null] }',
    'spec.hosts[0]: got null; wanted text.',
  ],
  ['null', object('host: { type: string }'), '{ host: null }', 'spec.host: got null; wanted text.'],
  [
    'a value that fits no form but for a default',
    ADDRESS,
    '{ value: shop.example }',
    'spec: got an object that fits 0; wanted exactly one of the 2 forms of the definition.',
  ],
  ['no address', object('ip: { type: string, format: ipv4 }'), '{ ip: "::1" }', 'spec.ip: got "::1"; wanted an IPv4 address.'],
  [
    'no address of six',
    object('ip: { type: string, format: ipv6 }'),
    '{ ip: 10.0.0.1 }',
    'spec.ip: got "10.0.0.1"; wanted an IPv6 address.',
  ],
  [
    'no range of addresses',
    object('range: { type: string, format: cidr }'),
    '{ range: 10.0.0.1 }',
    'spec.range: got "10.0.0.1"; wanted a range of addresses such as 203.0.113.0/24.',
  ],
  [
    'a missing field',
    object('host: { type: string }', ', required: [host]'),
    '{}',
    'spec.host: got nothing; wanted text: the CustomResourceDefinition requires it.',
  ],
  ['a value not in the list', object('size: { type: string, enum: [S, M] }'), '{ size: L }', 'spec.size: got "L"; wanted one of S, M.'],
  [
    'a text against its pattern',
    object("host: { type: string, pattern: '^[a-z]+$' }"),
    '{ host: A }',
    'spec.host: got "A"; wanted text that matches ^[a-z]+$.',
  ],
  ['a short text', object('host: { type: string, minLength: 2 }'), '{ host: a }', 'spec.host: got 1; wanted at least 2 characters.'],
  ['a long text', object('host: { type: string, maxLength: 2 }'), '{ host: abc }', 'spec.host: got 3; wanted at most 2 characters.'],
  ['a low number', object('n: { type: integer, minimum: 1 }'), '{ n: 0 }', 'spec.n: got 0; wanted a number from 1.'],
  [
    'a number on an excluded bound',
    object('n: { type: integer, minimum: 1, exclusiveMinimum: true }'),
    '{ n: 1 }',
    'spec.n: got 1; wanted a number above 1.',
  ],
  ['a high number', object('n: { type: number, maximum: 1 }'), '{ n: 1.5 }', 'spec.n: got 1.5; wanted a number up to 1.'],
  [
    'a number on the upper bound',
    object('n: { type: number, maximum: 1, exclusiveMaximum: true }'),
    '{ n: 1 }',
    'spec.n: got 1; wanted a number below 1.',
  ],
  ['a number off its steps', object('n: { type: integer, multipleOf: 5 }'), '{ n: 7 }', 'spec.n: got 7; wanted a multiple of 5.'],
  [
    'a number of more bits',
    object('n: { type: integer, format: int32 }'),
    '{ n: 3000000000 }',
    'spec.n: got 3000000000; wanted a number of 32 bits.',
  ],
  [
    'no time',
    object('at: { type: string, format: date-time }'),
    '{ at: now }',
    'spec.at: got "now"; wanted a time such as 2027-01-31T08:00:00Z.',
  ],
  [
    'a short list',
    object('hosts: { type: array, minItems: 1, items: { type: string } }'),
    '{ hosts: [] }',
    'spec.hosts: got 0; wanted at least 1 items.',
  ],
  [
    'an item of a wrong type',
    object('hosts: { type: array, items: { type: string } }'),
    '{ hosts: [a, 1] }',
    'spec.hosts[1]: got a whole number; wanted text.',
  ],
  [
    'a value of a map',
    object('tags: { type: object, additionalProperties: { type: string } }'),
    '{ tags: { a: 1 } }',
    'spec.tags.a: got a whole number; wanted text.',
  ],
  [
    'many fields',
    object('tags: { type: object, maxProperties: 1, additionalProperties: { type: string } }'),
    '{ tags: { a: a, b: b } }',
    'spec.tags: got 2; wanted at most 1 fields.',
  ],
  [
    'neither number nor text',
    object('port: { x-kubernetes-int-or-string: true }'),
    '{ port: true }',
    'spec.port: got true or false; wanted a whole number or text.',
  ],
  [
    'none of any',
    object('a: { type: string }, b: { type: string }', ', anyOf: [{ required: [a] }, { required: [b] }]'),
    '{}',
    'spec: got an object; wanted what one of the 2 forms of the definition allows.',
  ],
  [
    'two of one',
    object('a: { type: string }, b: { type: string }', ', oneOf: [{ required: [a] }, { required: [b] }]'),
    '{ a: x, b: x }',
    'spec: got an object that fits 2; wanted exactly one of the 2 forms of the definition.',
  ],
  [
    'what is excluded',
    object('a: { type: string }', ', not: { required: [a] }'),
    '{ a: x }',
    'spec: got an object; wanted anything but what the definition excludes.',
  ],
  [
    'what all ask for',
    object('a: { type: string }', ', allOf: [{ properties: { a: { minLength: 2 } } }]'),
    '{ a: x }',
    'spec.a: got 1; wanted at least 2 characters.',
  ],
])('%s is told in full', (_, schema, spec, text) => {
  expect(told(schema, spec)).toEqual([text]);
});

const LIST =
  'lines: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [sku], items: { type: object, properties: { sku: { type: string }, count: { type: integer } } } }';
const RULE = ", x-kubernetes-validations: [{ rule: 'self.low <= self.high', message: low to high }]";
const NUMBERS = 'low: { type: integer }, high: { type: integer, default: 10 }';

test.each([
  [
    'a key twice in a list with keys',
    object(LIST),
    '{ lines: [{ sku: a }, { sku: b }, { sku: a, count: 2 }] }',
    'spec.lines[2]: got an item with the same key a second time; wanted each of them once.',
  ],
  [
    'an item twice in a set',
    object('tags: { type: array, x-kubernetes-list-type: set, items: { type: string } }'),
    '{ tags: [a, a] }',
    'spec.tags[1]: got the same item a second time; wanted each of them once.',
  ],
  ['values against a rule', object(NUMBERS, RULE), '{ low: 3, high: 2 }', 'spec: got values that do not fit together; wanted low to high.'],
  [
    'values against a rule that reads a default',
    object(NUMBERS, RULE),
    '{ low: 11 }',
    'spec: got values that do not fit together; wanted low to high.',
  ],
  [
    'what no rule is asked about, for it is wrong already',
    object(NUMBERS, RULE),
    '{ low: x }',
    'spec.low: got text; wanted a whole number.',
  ],
])('%s is told', (_, schema, spec, text) => {
  expect(told(schema, spec)).toEqual([text]);
});

test.each([
  ['a null that has a default', object('host: { type: string, default: a }', ', required: [host]'), '{ host: null }'],
  ['a required field that has a default', object('host: { type: string, default: a }', ', required: [host]'), '{}'],
  ['an item of a list that has a default', object(`at: { type: array, items: ${ADDRESS} }`), '{ at: [{ value: 10.0.0.1 }] }'],
  ['a null in a list that has a default', object('hosts: { type: array, items: { type: string, default: a } }'), '{ hosts: [null] }'],
  ['a form that a default chooses', ADDRESS, '{ value: "2001:db8:3c4d:15:0:d234:3eee::" }'],
  ['a form that the value chooses', ADDRESS, '{ type: Hostname, value: shop.example }'],
  ['an address with zeros before its numbers', object('ip: { type: string, format: ipv4 }'), '{ ip: 010.000.0.1 }'],
  ['a range of addresses', object('range: { type: string, format: cidr }'), '{ range: "2001:0db8::/032" }'],
  ['a nullable null', object('host: { type: string, nullable: true }'), '{ host: null }'],
  ['an unknown field that is kept', object('a: { type: string }', ', x-kubernetes-preserve-unknown-fields: true'), '{ b: 1 }'],
  ['any value of a free map', object('tags: { type: object, additionalProperties: true }'), '{ tags: { a: [1] } }'],
  ['a number or a text', object('a: { x-kubernetes-int-or-string: true }, b: { x-kubernetes-int-or-string: true }'), '{ a: 1, b: http }'],
  [
    'a field that only a form mentions not',
    object('a: { type: string }, b: { type: string }', ', anyOf: [{ properties: { a: { minLength: 1 } } }]'),
    '{ a: x, b: y }',
  ],
  ['one of one', object('a: { type: string }, b: { type: string }', ', oneOf: [{ required: [a] }, { required: [b] }]'), '{ b: x }'],
  [
    'an object in a list of values',
    object('a: { type: object, x-kubernetes-preserve-unknown-fields: true, enum: [{ b: [1] }] }'),
    '{ a: { b: [1] } }',
  ],
  ['a required field that has a default', object('a: { type: string, default: x }', ', required: [a]'), '{}'],
  ['null where there is a default', object('a: { type: string, default: x }'), '{ a: null }'],
  ['the same item twice in a list of its own', object('a: { type: array, items: { type: string } }'), '{ a: [x, x] }'],
  ['values that keep to a rule by a default', object(NUMBERS, RULE), '{ low: 9 }'],
  ['a rule about an old value', object('a: { type: string, x-kubernetes-validations: [{ rule: self == oldSelf }] }'), '{ a: x }'],
  ['a rule that is not read here', object("a: { type: string, x-kubernetes-validations: [{ rule: self.matches('b') }] }"), '{ a: x }'],
  ['a pattern that is not read here', object("a: { type: string, pattern: '(?i)b' }"), '{ a: c }'],
])('%s is accepted', (_, schema, spec) => {
  expect(told(schema, spec)).toEqual([]);
});

test('what is kept unknown is still looked into where it is known', () => {
  const schema = object('a: { type: object, properties: { b: { type: string } } }', ', x-kubernetes-preserve-unknown-fields: true');
  expect(told(schema, '{ a: { b: 1, c: 1 }, d: 1 }')).toEqual([
    'spec.a.c: got an unknown field; wanted a field of the CustomResourceDefinition.',
    'spec.a.b: got a whole number; wanted text.',
  ]);
});

test('an embedded object has a kind and metadata without a word of the schema', () => {
  const schema = object('pod: { type: object, x-kubernetes-embedded-resource: true, properties: { spec: { type: object } } }');
  const pod = (rest: string) => `{ pod: { apiVersion: v1, kind: Pod, metadata: { name: p${rest} }, spec: {} } }`;
  expect(told(schema, pod(''))).toEqual([]);
  expect(told(schema, pod(', lables: {}'))).toEqual([
    'spec.pod.metadata.lables: got an unknown field; wanted a field of ObjectMeta in Kubernetes 1.34.',
  ]);
});

test('metadata is checked as that of every object, and fields beside the spec are unknown', () => {
  expect(told(object(''), '{}', ', label: {}')).toEqual([
    'metadata.label: got an unknown field; wanted a field of ObjectMeta in Kubernetes 1.34.',
  ]);
  expect(told(object(''), '{}\nspecs: {}')).toEqual(['specs: got an unknown field; wanted a field of the CustomResourceDefinition.']);
});

test('a schema of any nesting ends, and is told', () => {
  const nested = `${'{ not: '.repeat(500)}{}${' }'.repeat(500)}`;
  const [deep, ...others] = told(object('a: { type: string }', `, not: ${nested}`), '{ a: x }');
  expect(deep).toMatch(
    /CustomResourceDefinition\/\/shops\.shop\.example spec\.versions\[0\]\.schema\..*\.not: got more than 200 levels of nesting; wanted fewer levels\.$/,
  );
  expect(others).toEqual([]);
});

test('a kind that is defined, in a version that its definition does not have, is unknown', () => {
  const other = '{}\n---\napiVersion: shop.example/v2\nkind: Shop\nmetadata: { name: other }\nspec: {}';
  expect(told(object(''), other)).toEqual([
    'shop.example/Shop//other kind: got Shop of shop.example/v2; wanted a version that the CustomResourceDefinition serves.',
  ]);
});
