import fc from 'fast-check';
import { labelsOf, OWNED_LABEL_PREFIX, peerLabels, selectorOf } from '../../lib/policy/labels';

const OWNED = {
  'app.kubernetes.io/name': 'web',
  'app.kubernetes.io/instance': 'web',
  'app.kubernetes.io/component': 'web',
  'app.kubernetes.io/part-of': 'bookshop',
  'app.kubernetes.io/managed-by': 'cdk8s-shop',
};

test('every object carries the recommended labels', () => {
  expect(labelsOf({ name: 'web', role: 'web' }, 'bookshop')).toEqual(OWNED);
  expect(labelsOf({ name: 'orders-db', role: 'database' }, 'bookshop')['app.kubernetes.io/component']).toBe('database');
});

test("a user's label stands beside them, and never wins over one of them", () => {
  const key = fc.oneof(fc.constantFrom(...Object.keys(OWNED)), fc.string());
  fc.assert(
    fc.property(fc.dictionary(key, fc.string()), (own) => {
      const labels = labelsOf({ name: 'web', role: 'web' }, 'bookshop', own);
      expect(labels).toEqual({ ...own, ...OWNED });
    }),
  );
});

test('what is in the payment zone says so, whatever a label of the user says', () => {
  const labels = labelsOf({ name: 'web', role: 'web', paymentZone: true }, 'bookshop', { 'cdk8s-shop/zone': 'none' });
  expect(labels).toEqual({ ...OWNED, 'cdk8s-shop/zone': 'payment' });
  expect(labelsOf({ name: 'web', role: 'web', paymentZone: false }, 'bookshop')).toEqual(OWNED);
});

test('all of the recommended labels are owned', () => {
  expect(Object.keys(OWNED).filter((key) => !key.startsWith(OWNED_LABEL_PREFIX))).toEqual([]);
});

test('a selector is made of name and instance alone, which never change', () => {
  expect(selectorOf('web')).toEqual({ 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'web' });
});

test('peers select by exactly one label, which every pod of the component carries', () => {
  expect(peerLabels('web')).toEqual({ 'app.kubernetes.io/instance': 'web' });
  expect(labelsOf({ name: 'web', role: 'web' }, 'bookshop')).toMatchObject(peerLabels('web'));
});
