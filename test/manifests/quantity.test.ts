import { quantityOf } from '../../lib/manifests/quantity';

test.each([
  ['250m', 0.25],
  ['1', 1],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['1Ki', 1024],
  ['2Gi', 2 * 2 ** 30],
  ['1G', 1e9],
  ['1e3', 1000],
  ['1E3', 1000],
  ['2E', 2e18],
  ['-1', -1],
])('"%s" is %d', (text, number) => {
  expect(quantityOf(text)).toBeCloseTo(number, 12);
});

test('a number is itself', () => {
  expect(quantityOf(0.5)).toBe(0.5);
});

test.each(['', 'lots', '1 Gi', '1gi', '1K', '1GiB', 'm', '1e', null, true, undefined])('%p is none', (value) => {
  expect(quantityOf(value)).toBeUndefined();
});
