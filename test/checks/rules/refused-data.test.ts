import { REFUSED_DATA } from '../../../lib/checks/rules/refused-data';
import { messagesOf } from '../../support/checked';

const object = (kind: string, fields: string) => `{ apiVersion: v1, kind: ${kind}, metadata: { name: pages, namespace: shop }, ${fields} }`;

/** What is told, without what is wanted. */
const told = (kind: string, fields: string) => messagesOf(REFUSED_DATA, object(kind, fields)).map((text) => text.split(';')[0]);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_DATA, REFUSED_DATA.wrong)).toEqual([
    '/ConfigMap/shop/pages data["pages/index.html"]: got "pages/index.html"; wanted a file name of letters, digits, -, _ and ., at most 253 characters. Fix: rename the key.',
  ]);
  expect(messagesOf(REFUSED_DATA, REFUSED_DATA.right)).toEqual([]);
});

test.each(['a', 'A_b-c.1', '.hidden', '-a', 'a..b', 'x'.repeat(253)])('the key %s is accepted', (key) => {
  expect(told('ConfigMap', `data: { ${JSON.stringify(key)}: x }`)).toEqual([]);
});

test.each(['', '.', '..', '..a', 'a b', 'a/b', 'ä', 'x'.repeat(254)])('the key %j is refused', (key) => {
  expect(told('ConfigMap', `data: { ${JSON.stringify(key)}: x }`)).toHaveLength(1);
});

test('each field that holds keys is looked at, and those of other kinds are not', () => {
  expect(told('ConfigMap', 'binaryData: { a b: eA== }')).toEqual(['/ConfigMap/shop/pages binaryData["a b"]: got "a b"']);
  expect(told('Secret', 'data: { a b: eA== }')).toEqual(['/Secret/shop/pages data["a b"]: got "a b"']);
  expect(told('Secret', 'stringData: { a b: x }')).toEqual(['/Secret/shop/pages stringData["a b"]: got "a b"']);
  expect(told('Pages', 'data: { a b: x }')).toEqual([]);
  expect(messagesOf(REFUSED_DATA, '{ apiVersion: shop.example/v1, kind: ConfigMap, metadata: { name: a }, data: { a b: x } }')).toEqual([]);
});

test('a ConfigMap has each key once; what a Secret says in plain text takes the place of the rest', () => {
  expect(messagesOf(REFUSED_DATA, object('ConfigMap', 'data: { a: x }, binaryData: { a: eA==, b: eA== }'))).toEqual([
    '/ConfigMap/shop/pages binaryData.a: got "a", which data has too; wanted each key once. Fix: rename or remove one of the two.',
  ]);
  expect(told('Secret', 'stringData: { a: x }, data: { a: eA== }')).toEqual([]);
});

const MIB = 1_048_576;

test('values take 1 MiB together at the most, counted in bytes', () => {
  expect(told('ConfigMap', `data: { a: ${'x'.repeat(MIB)} }`)).toEqual([]);
  expect(messagesOf(REFUSED_DATA, object('ConfigMap', `data: { a: ${'x'.repeat(MIB)}, b: x }`))).toEqual([
    '/ConfigMap/shop/pages : got 1048577 bytes of values; wanted at most 1048576. Fix: keep what is large in the image, a volume or a bucket.',
  ]);
  expect(told('ConfigMap', `data: { a: ${'ü'.repeat(MIB / 2)}, b: x }`)).toHaveLength(1);
});

test('base64 counts as the bytes that it stands for', () => {
  const bytes = (count: number) => Buffer.alloc(count).toString('base64');
  expect(told('Secret', `data: { a: "${bytes(MIB)}" }`)).toEqual([]);
  expect(told('Secret', `data: { a: "${bytes(MIB + 1)}" }`)).toEqual(['/Secret/shop/pages : got 1048577 bytes of values']);
  expect(told('ConfigMap', `data: { a: ${'x'.repeat(MIB / 2)} }, binaryData: { b: "${bytes(MIB / 2 + 1)}" }`)).toEqual([
    '/ConfigMap/shop/pages : got 1048577 bytes of values',
  ]);
  expect(told('Secret', `stringData: { a: ${'x'.repeat(MIB)} }, data: { a: "${bytes(MIB)}" }`)).toEqual([
    expect.stringContaining('bytes as JSON'),
  ]);
});

test('an object of any kind takes 1.5 MiB as JSON at the most', () => {
  const shop = (length: number) => `{"apiVersion":"shop.example/v1","kind":"Shop","metadata":{"name":"a"},"spec":"${'x'.repeat(length)}"}`;
  const rest = 1_572_864 - shop(0).length;
  expect(messagesOf(REFUSED_DATA, shop(rest))).toEqual([]);
  expect(messagesOf(REFUSED_DATA, shop(rest + 1))).toEqual([
    'shop.example/Shop//a : got 1572865 bytes as JSON; wanted at most 1572864. Fix: keep what is large in the image, a volume or a bucket.',
  ]);
});

test.each(['data: 7', 'data: null', 'data: [x]', 'data: { a: 7, b: {} }'])('%s is told of by other rules', (fields) => {
  expect(told('ConfigMap', fields)).toEqual([]);
});
