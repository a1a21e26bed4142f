import fc from 'fast-check';
import { bytesQuantity, cpuQuantity, gibibytes, mebibytes } from '../../lib/core/units';

/** Kubernetes' own reading of a quantity, for the suffixes that are written here. */
function parse(quantity: string): number {
  const [, digits = '', suffix = ''] = /^(\d+)(Ki|Mi|Gi|Ti|m)?$/.exec(quantity) ?? [];
  expect(digits).not.toBe('');
  const scale: Record<string, number> = { '': 1, m: 1 / 1000, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
  return Number(digits) * (scale[suffix] ?? Number.NaN);
}

test.each([
  [0, '0'],
  [1, '1'],
  [1023, '1023'],
  [1024, '1Ki'],
  [1025, '1025'],
  [1536 * 2 ** 20, '1536Mi'],
  [2 ** 30, '1Gi'],
  [2 ** 30 + 2 ** 10, '1048577Ki'],
  [2 ** 40, '1Ti'],
  [2 ** 50, '1024Ti'],
])('%d bytes are %s', (bytes, quantity) => {
  expect(bytesQuantity(bytes)).toBe(quantity);
});

test.each([
  [0, '0'],
  [1, '1m'],
  [250, '250m'],
  [999, '999m'],
  [1000, '1'],
  [1500, '1500m'],
  [64_000, '64'],
])('%d millicores are %s', (millis, quantity) => {
  expect(cpuQuantity(millis)).toBe(quantity);
});

test('a quantity of bytes reads back as exactly what it was made of, in the largest unit that is exact', () => {
  const bytes = fc.tuple(fc.nat({ max: 2 ** 12 }), fc.constantFrom(1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40)).map(([n, unit]) => n * unit);
  fc.assert(
    fc.property(bytes, (n) => {
      const quantity = bytesQuantity(n);
      expect(parse(quantity)).toBe(n);
      if (quantity.endsWith('Ti')) return;
      const larger = { '': 2 ** 10, Ki: 2 ** 20, Mi: 2 ** 30, Gi: 2 ** 40 }[quantity.replace(/\d+/, '')] ?? Number.NaN;
      expect(n === 0 || n % larger !== 0).toBe(true);
    }),
  );
});

test('a quantity of CPU reads back as exactly what it was made of', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), (millis) => {
      expect(Math.round(parse(cpuQuantity(millis)) * 1000)).toBe(millis);
    }),
  );
});

test('mebibytes and gibibytes are binary', () => {
  expect(mebibytes(3)).toBe(3 * 1024 * 1024);
  expect(gibibytes(2)).toBe(2 * 1024 * 1024 * 1024);
});
