import { describeFault, type Rule, refuse, ShopError } from '../../lib/core/shop-error';
import { faultsOf, messageOf } from '../support/synthesis';

interface Props {
  readonly numbers: readonly number[];
}

const NEGATIVE: Rule<Props> = {
  code: 'SHOP-T001',
  broken: ({ numbers }) => numbers.filter((n) => n < 0).map((n) => `the number ${n}`),
  wanted: 'a number from 0',
  fix: 'remove the sign',
};
const FRACTION: Rule<Props> = {
  code: 'SHOP-T002',
  broken: ({ numbers }) => numbers.filter((n) => !Number.isInteger(n)).map((n) => `the number ${n}`),
  wanted: 'a whole number',
  fix: 'round it',
};

test('a fault tells code, path, what was got, what is wanted and how to mend it', () => {
  const fault = { code: 'SHOP-T001', path: 'shop/web', got: 'the number -1', wanted: 'a number from 0', fix: 'remove the sign' };
  expect(describeFault(fault)).toBe('SHOP-T001 at shop/web: got the number -1; wanted a number from 0. Fix: remove the sign.');
});

test('all faults of all tables come in one error, one a line, in the order of the rules', () => {
  expect(messageOf(() => refuse('shop/web', { numbers: [-1, 2, -1.5] }, [NEGATIVE], [FRACTION]))).toBe(
    [
      'SHOP-T001 at shop/web: got the number -1; wanted a number from 0. Fix: remove the sign.',
      'SHOP-T001 at shop/web: got the number -1.5; wanted a number from 0. Fix: remove the sign.',
      'SHOP-T002 at shop/web: got the number -1.5; wanted a whole number. Fix: round it.',
    ].join('\n'),
  );
});

test('the error carries the faults as data', () => {
  expect(faultsOf(() => refuse('shop/web', { numbers: [-1] }, [NEGATIVE, FRACTION]))).toEqual([
    { code: 'SHOP-T001', path: 'shop/web', got: 'the number -1', wanted: 'a number from 0', fix: 'remove the sign' },
  ]);
});

test('it is an Error by the name of ShopError', () => {
  const error = new ShopError([]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('ShopError');
});

test('props that keep every rule pass, and so do props without rules', () => {
  expect(() => refuse('shop/web', { numbers: [0, 1] }, [NEGATIVE, FRACTION])).not.toThrow();
  expect(() => refuse('shop/web', { numbers: [-1] })).not.toThrow();
});
