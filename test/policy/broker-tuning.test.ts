import fc from 'fast-check';
import { tuneBroker } from '../../lib/policy/broker-tuning';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Bytes that a setting names. */
function bytes(setting: string | undefined): number {
  const [, digits, unit] = /^(\d+)(MiB)?$/.exec(setting ?? '') ?? [];
  return Number(digits) * (unit ? MIB : 1);
}

test.each([
  // 60 % of 512 MiB is 307.2; a quarter is 128 MiB; of 10 GiB a tenth is less than the least of 2 GiB.
  [512 * MIB, 10 * GIB, { memory: '307MiB', disk: '2048MiB', log: 128 * MIB }],
  // 60 % of 1 GiB is 614.4; of 50 GiB a tenth is 5 GiB.
  [GIB, 50 * GIB, { memory: '614MiB', disk: '5120MiB', log: 256 * MIB }],
  // 60 % of 8 GiB is 4915.2; a quarter of it is 2 GiB, but the log never needs more than its default.
  [8 * GIB, 20 * GIB, { memory: '4915MiB', disk: '2048MiB', log: 512 * MIB }],
  // Half of 1 GiB: at 2 GiB free the broker would hold back its publishers for ever.
  [256 * MIB, GIB, { memory: '153MiB', disk: '512MiB', log: 64 * MIB }],
])('%d bytes of memory and %d of storage', (memoryBytes, storageBytes, expected) => {
  expect(tuneBroker({ memoryBytes, storageBytes })).toMatchObject({
    'vm_memory_high_watermark.absolute': expected.memory,
    'disk_free_limit.absolute': expected.disk,
    'raft.wal_max_size_bytes': `${expected.log}`,
  });
});

test('at any size: the watermark is within what is recommended, the log is a third of the memory at most, the disk has room', () => {
  const memory = fc.integer({ min: 128, max: 65_536 });
  const storage = fc.integer({ min: 64, max: 2 ** 21 });
  fc.assert(
    fc.property(memory, storage, (memoryMib, storageMib) => {
      const size = { memoryBytes: memoryMib * MIB, storageBytes: storageMib * MIB };
      const settings = tuneBroker(size);
      const watermark = bytes(settings['vm_memory_high_watermark.absolute']) / size.memoryBytes;
      expect(watermark).toBeGreaterThanOrEqual(0.4);
      expect(watermark).toBeLessThanOrEqual(0.7);
      expect(3 * bytes(settings['raft.wal_max_size_bytes'])).toBeLessThanOrEqual(size.memoryBytes);
      const free = bytes(settings['disk_free_limit.absolute']);
      expect(free).toBeLessThanOrEqual(size.storageBytes / 2);
      if (size.storageBytes >= 4 * GIB) expect(free).toBeGreaterThanOrEqual(2 * GIB);
    }),
  );
});

test('queues are replicated, a minority waits, logs go to the console, and guest stays at home', () => {
  expect(tuneBroker({ memoryBytes: GIB, storageBytes: GIB })).toMatchObject({
    default_queue_type: 'quorum',
    cluster_partition_handling: 'pause_minority',
    'log.console': 'true',
    'log.file': 'false',
    'loopback_users.guest': 'true',
  });
});
