import { planCache } from '../../lib/policy/cache-tuning';

const MIB = 2 ** 20;

test.each(['cart', 'session'] as const)('a %s is never evicted and written within a second', (kind) => {
  expect(planCache(kind, 256 * MIB)).toEqual({
    persistent: true,
    maxmemoryBytes: 140 * MIB,
    settings: {
      // 55 % of 256 MiB is 140.8: half stays for the fork that rewrites the file.
      maxmemory: '140mb',
      'maxmemory-policy': 'noeviction',
      appendonly: 'yes',
      appendfsync: 'everysec',
      save: '900 1',
      'tcp-keepalive': '60',
    },
  });
});

test('a page is evicted when it was used least lately, and never written', () => {
  expect(planCache('page', 256 * MIB)).toEqual({
    persistent: false,
    maxmemoryBytes: 192 * MIB,
    settings: {
      maxmemory: '192mb',
      'maxmemory-policy': 'allkeys-lru',
      appendonly: 'no',
      save: '""',
      'tcp-keepalive': '60',
    },
  });
});

test.each([
  ['cart', 0.5, 0.6],
  ['session', 0.5, 0.6],
  ['page', 0.75, 0.8],
] as const)('data of a %s takes %d to %d of the memory', (kind, least, most) => {
  for (const mib of [64, 256, 1000, 16_384]) {
    const share = Number.parseInt(planCache(kind, mib * MIB).settings.maxmemory ?? '', 10) / mib;
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  }
});
