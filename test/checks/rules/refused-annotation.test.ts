import { REFUSED_ANNOTATION } from '../../../lib/checks/rules/refused-annotation';
import { messagesOf } from '../../support/checked';

const object = (annotations: string) =>
  `{ apiVersion: v1, kind: ConfigMap, metadata: { name: pages, namespace: shop, annotations: ${annotations} } }`;
const keyed = (key: string, value = 'x') => object(`{ ${JSON.stringify(key)}: ${JSON.stringify(value)} }`);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_ANNOTATION, REFUSED_ANNOTATION.wrong)).toEqual([
    '/ConfigMap/shop/pages metadata.annotations["shop.example/owner/web"]: got the key "shop.example/owner/web"; wanted a DNS name and / or nothing, then letters, digits, -, _ and ., at most 63 characters. Fix: rename the annotation.',
  ]);
  expect(messagesOf(REFUSED_ANNOTATION, REFUSED_ANNOTATION.right)).toEqual([]);
});

test.each(['owner', 'Owner', 'SHOP.example/Owner_1.a-b', 'x'.repeat(63), `shop.example/${'x'.repeat(63)}`, `${'x'.repeat(253)}/a`])(
  'the key %s is accepted',
  (key) => {
    expect(messagesOf(REFUSED_ANNOTATION, keyed(key))).toEqual([]);
  },
);

test.each(['', '/', 'a/', '/a', '-a', 'a-', 'a b', 'shop_example/a', 'x'.repeat(64), `${'x'.repeat(254)}/a`, 'größe'])(
  'the key %j is refused',
  (key) => {
    expect(messagesOf(REFUSED_ANNOTATION, keyed(key))).toHaveLength(1);
  },
);

test('keys and values together take 256 KiB at the most, counted in bytes', () => {
  expect(messagesOf(REFUSED_ANNOTATION, keyed('a', 'x'.repeat(262_143)))).toEqual([]);
  expect(messagesOf(REFUSED_ANNOTATION, keyed('a', 'x'.repeat(262_144)))).toEqual([
    '/ConfigMap/shop/pages metadata.annotations: got 262145 bytes; wanted at most 262144 bytes for all annotations together. Fix: keep what is long in a ConfigMap, or outside of the cluster.',
  ]);
  expect(messagesOf(REFUSED_ANNOTATION, keyed('a', 'ü'.repeat(131_072)))).toHaveLength(1);
  expect(messagesOf(REFUSED_ANNOTATION, object(`{ a: ${'x'.repeat(131_072)}, b: ${'x'.repeat(131_072)} }`))).toHaveLength(1);
});

test('those of a template are looked at, and counted apart', () => {
  const deployment = (annotations: string) =>
    `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a, annotations: { a: ${'x'.repeat(200_000)} } }, spec: { template: { metadata: { annotations: ${annotations} } } } }`;
  expect(messagesOf(REFUSED_ANNOTATION, deployment(`{ a: ${'x'.repeat(200_000)} }`))).toEqual([]);
  expect(messagesOf(REFUSED_ANNOTATION, deployment('{ a b: c }'))).toEqual([
    'apps/Deployment//a spec.template.metadata.annotations["a b"]: got the key "a b"; wanted a DNS name and / or nothing, then letters, digits, -, _ and ., at most 63 characters. Fix: rename the annotation.',
  ]);
});

test.each(['null', '7', '[]', '{ a: 7, b: null, c: {} }'])('annotations %s are told of by other rules', (annotations) => {
  expect(messagesOf(REFUSED_ANNOTATION, object(annotations))).toEqual([]);
});
