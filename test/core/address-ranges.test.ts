import fc from 'fast-check';
import { AddressRanges } from '../../lib/core/address-ranges';
import { cidrCovers } from '../../lib/core/addresses';

function covering(filed: readonly string[], cidr: string): string[] {
  const ranges = new AddressRanges<string>();
  for (const one of filed) ranges.add(one, one);
  return ranges.covering(cidr).sort();
}

test.each([
  ['203.0.113.0/24', '203.0.113.16/28', true],
  ['203.0.113.0/24', '203.0.113.0/24', true],
  ['203.0.113.99/24', '203.0.113.7/32', true],
  ['203.0.113.0/28', '203.0.113.0/24', false],
  ['203.0.112.0/24', '203.0.113.7/32', false],
  ['0.0.0.0/0', '203.0.113.0/24', true],
  ['0.0.0.0/0', '2001:db8::/32', false],
  ['::/0', '203.0.113.0/24', false],
  ['2001:db8::/32', '2001:db8:0:1::7/128', true],
  ['2001:db8:0:0:0:0:0:0/32', '2001:DB8::1/64', true],
  ['2001:db9::/32', '2001:db8::1/64', false],
  ['::/96', '::203.0.113.7/128', true],
  ['::ffff:203.0.113.0/120', '::ffff:203.0.113.7/128', true],
  ['1:2:3:4:5:6:7::/112', '1:2:3:4:5:6:7:8/128', true],
])('whether %s covers %s: %s', (outer, inner, covers) => {
  expect(covering([outer], inner)).toEqual(covers ? [outer] : []);
});

test('all that are filed under one range are found', () => {
  const ranges = new AddressRanges<number>();
  for (const item of [1, 2]) ranges.add('203.0.113.0/24', item);
  ranges.add('203.0.0.0/16', 3);
  expect(ranges.covering('203.0.113.7/32')).toEqual([1, 2, 3]);
});

test.each(['', '203.0.113.0', '203.0.113.0/33', 'text/8'])('%j is no range, and nothing covers it', (cidr) => {
  expect(covering(['0.0.0.0/0', '::/0'], cidr)).toEqual([]);
});

test('the same ranges cover another as when each is asked', () => {
  const near = fc.integer({ min: 0, max: 3 });
  const v4 = fc.tuple(near, near, fc.integer({ min: 0, max: 32 })).map(([a, b, bits]) => `10.${a}.0.${b}/${bits}`);
  const v6 = fc.tuple(near, near, fc.integer({ min: 0, max: 128 })).map(([a, b, bits]) => `fd00:${a}::${b}/${bits}`);
  const cidr = fc.oneof(v4, v6);
  fc.assert(
    fc.property(fc.array(cidr, { maxLength: 20 }), cidr, (filed, asked) => {
      expect(covering(filed, asked)).toEqual(filed.filter((outer) => cidrCovers(outer, asked)).sort());
    }),
    { seed: 5, numRuns: 500 },
  );
});
