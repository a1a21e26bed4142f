import { DUPLICATE_ENV } from '../../../lib/checks/rules/duplicate-env';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DUPLICATE_ENV, DUPLICATE_ENV.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].env[1].name: got "CURRENCY" a second time, after env[0]; wanted each name once. Fix: remove the one that is not meant.',
  ]);
  expect(messagesOf(DUPLICATE_ENV, DUPLICATE_ENV.right)).toEqual([]);
});

test('every repetition is told', () => {
  const thrice = edited(DUPLICATE_ENV.wrong, '{ name: CURRENCY, value: USD }', '{ name: CURRENCY, value: USD }, { name: CURRENCY }');
  expect(messagesOf(DUPLICATE_ENV, thrice)).toHaveLength(2);
});

test('names differ by case, and two containers may have the same', () => {
  expect(messagesOf(DUPLICATE_ENV, edited(DUPLICATE_ENV.wrong, 'name: CURRENCY, value: USD', 'name: currency'))).toEqual([]);
  const other = "  initContainers: [{ name: i, image: 'i:1', env: [{ name: CURRENCY }] }]\n  containers:";
  expect(messagesOf(DUPLICATE_ENV, edited(DUPLICATE_ENV.right, '  containers:', other))).toEqual([]);
});

test.each(['initContainers', 'ephemeralContainers'])('%s are looked at too', (list) => {
  expect(messagesOf(DUPLICATE_ENV, edited(DUPLICATE_ENV.wrong, '  containers:', `  ${list}:`))[0]).toContain(`spec.${list}[0].env[1].name`);
});

test('an entry without a name repeats nothing', () => {
  expect(
    messagesOf(
      DUPLICATE_ENV,
      edited(DUPLICATE_ENV.wrong, '{ name: CURRENCY, value: EUR }, { name: CURRENCY, value: USD }', '{ value: a }, { value: b }, null'),
    ),
  ).toEqual([]);
});
