import { walSizes } from '../../lib/policy/postgres-wal';

const MIB = 2 ** 20;

test.each([
  // A quarter of 16 GiB holds the 4 GB that the server is given anyway.
  [16_384, {}],
  [20_480, {}],
  // A quarter of 16380 MiB is 4095 MB; a quarter of that is 1023.
  [16_380, { min_wal_size: '1023MB', max_wal_size: '4095MB' }],
  [1024, { min_wal_size: '64MB', max_wal_size: '256MB' }],
  // A quarter of 100 MiB would be 25 MB, less than the server takes.
  [100, { min_wal_size: '32MB', max_wal_size: '64MB' }],
])('of a volume of %d MiB, the write-ahead log takes a quarter at most', (mib, sizes) => {
  expect(walSizes(mib * MIB)).toEqual(sizes);
});

test('the least is never above the most, and both are at least two segments of 16 MB', () => {
  for (let mib = 1; mib < 16_384; mib += 37) {
    const { min_wal_size: least = '', max_wal_size: most = '' } = walSizes(mib * MIB);
    expect(Number.parseInt(least, 10)).toBeGreaterThanOrEqual(32);
    expect(Number.parseInt(most, 10)).toBeGreaterThanOrEqual(Number.parseInt(least, 10));
  }
});
