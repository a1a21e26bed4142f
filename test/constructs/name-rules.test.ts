import { NAME_RULES, type NamedInput, serviceNameRule } from '../../lib/constructs/name-rules';
import { refuse } from '../../lib/core/shop-error';
import { messageOf } from '../support/synthesis';

const accepts = (input: NamedInput) => refuse('shop/x', input, NAME_RULES);
const refusal = (input: NamedInput) => messageOf(() => accepts(input));
const KEY_OR_VALUE =
  'wanted a key of an optional DNS prefix and a name, and a value of at most 63 letters, digits, "-", "_", ".", beginning and ending with a letter or digit. Fix: change the label, or make it an annotation.';

describe('a name', () => {
  test.each(['a', 'orders-db', 'v2', 'a'.repeat(40)])('may be %p', (id) => {
    expect(() => accepts({ id })).not.toThrow();
  });

  test.each(['', '2nd', 'Orders', 'orders_db', 'orders-', '-orders', 'a.b', 'a'.repeat(41)])('may not be %p', (id) => {
    expect(refusal({ id })).toBe(
      `SHOP-N001 at shop/x: got the name "${id}" (${id.length} characters); wanted 1 to 40 characters: a lower-case letter first, then lower-case letters, digits and hyphens, no hyphen last. Fix: rename the component.`,
    );
  });
});

describe('a label', () => {
  test('may have a prefix, an empty value, and both at their longest', () => {
    const key = `${'a'.repeat(63)}.${'b'.repeat(63)}/${'k'.repeat(63)}`;
    expect(() => accepts({ id: 'x', labels: { team: '', 'shop.example/tier': 'gold_1.2-x', [key]: 'v'.repeat(63) } })).not.toThrow();
  });

  test.each([
    ['k'.repeat(64), 'v'],
    ['Shop.Example/tier', 'v'],
    ['/tier', 'v'],
    ['tier', 'v'.repeat(64)],
    ['tier', '-v'],
    ['tier', 'on call'],
  ])('%p with the value %p is refused', (key, value) => {
    expect(refusal({ id: 'x', labels: { [key]: value } })).toBe(`SHOP-N002 at shop/x: got the label "${key}: ${value}"; ${KEY_OR_VALUE}`);
  });

  test('of the recommended set is the library’s', () => {
    expect(refusal({ id: 'x', labels: { 'app.kubernetes.io/version': '1' } })).toBe(
      'SHOP-N003 at shop/x: got the label "app.kubernetes.io/version"; wanted labels outside of app.kubernetes.io/, which the library sets and selectors depend on. Fix: use a key of your own.',
    );
  });
});

describe('an annotation', () => {
  test('may hold any text under a key that Kubernetes takes', () => {
    expect(() => accepts({ id: 'x', annotations: { 'example.com/about': 'a b\n{}' } })).not.toThrow();
  });

  test('under another key is refused', () => {
    expect(refusal({ id: 'x', annotations: { 'a/b/c': '' } })).toBe(
      'SHOP-N007 at shop/x: got the annotation key "a/b/c"; wanted an optional DNS prefix, a slash, and a name of at most 63 characters. Fix: correct the key.',
    );
  });
});

test('everything that is wrong is said at once, in the order of the codes', () => {
  const bad = { id: 'X', labels: { 'a b': '', 'app.kubernetes.io/name': 'x' }, annotations: { '': '' } };
  expect(
    refusal(bad)
      .split('\n')
      .map((line) => line.slice(0, 9)),
  ).toEqual(['SHOP-N001', 'SHOP-N002', 'SHOP-N003', 'SHOP-N007']);
});

test('the name of a Service is a DNS label of up to 63 characters that begins with a letter', () => {
  const check = (name?: string) => refuse('shop/x', { name }, [serviceNameRule((p) => p.name)]);
  for (const name of [undefined, 'web', 'w'.repeat(63)]) expect(() => check(name)).not.toThrow();
  for (const name of ['', '1web', 'Web', 'web.shop', 'w'.repeat(64)])
    expect(messageOf(() => check(name))).toBe(
      `SHOP-N004 at shop/x: got the Service name "${name}"; wanted a DNS label of at most 63 characters that begins with a letter. Fix: correct the name.`,
    );
});
