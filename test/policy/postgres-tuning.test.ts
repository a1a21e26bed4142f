import fc from 'fast-check';
import { sharedMemoryBytes, tunePostgres } from '../../lib/policy/postgres-tuning';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** What PGTune gives for the type `web` on Linux and solid-state disks at every size. */
const ALWAYS = {
  min_wal_size: '1GB',
  max_wal_size: '4GB',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  effective_io_concurrency: '200',
  jit: 'off',
  huge_pages: 'off',
};

describe("PGTune's numbers, worked out by hand; M is the memory in kB", () => {
  test('1 GiB, half a CPU, 100 connections: M = 1048576', () => {
    expect(tunePostgres({ memoryBytes: GIB, cpus: 0.5, maxConnections: 100 })).toEqual({
      ...ALWAYS,
      max_connections: '100',
      // M / 4
      shared_buffers: '262144kB',
      // 3 M / 4
      effective_cache_size: '786432kB',
      // M / 16
      maintenance_work_mem: '65536kB',
      // (M - 262144) / ((100 + 8) × 3) = 786432 / 324 = 2427, below the floor of 4 MB
      work_mem: '4096kB',
      // 3 % of 262144 = 7864.3
      wal_buffers: '7864kB',
    });
  });

  test('512 MiB, one CPU, 10 connections: M = 524288', () => {
    expect(tunePostgres({ memoryBytes: 512 * MIB, cpus: 1, maxConnections: 10 })).toEqual({
      ...ALWAYS,
      max_connections: '10',
      shared_buffers: '131072kB',
      effective_cache_size: '393216kB',
      maintenance_work_mem: '32768kB',
      // (524288 - 131072) / ((10 + 8) × 3) = 393216 / 54 = 7281.8
      work_mem: '7281kB',
      // 3 % of 131072 = 3932.2
      wal_buffers: '3932kB',
    });
  });

  test('8 GiB, 4 CPUs, 200 connections: M = 8388608', () => {
    expect(tunePostgres({ memoryBytes: 8 * GIB, cpus: 4, maxConnections: 200 })).toEqual({
      ...ALWAYS,
      max_connections: '200',
      shared_buffers: '2097152kB',
      effective_cache_size: '6291456kB',
      maintenance_work_mem: '524288kB',
      // (8388608 - 2097152) / ((200 + 4) × 3) = 6291456 / 612 = 10280.2
      work_mem: '10280kB',
      // 3 % of 2097152 = 62914, above 16 MB
      wal_buffers: '16384kB',
      max_worker_processes: '4',
      max_parallel_workers: '4',
      // ceil(4 / 2)
      max_parallel_workers_per_gather: '2',
      max_parallel_maintenance_workers: '2',
    });
  });

  test('64 GiB, 16 CPUs, 300 connections: M = 67108864', () => {
    expect(tunePostgres({ memoryBytes: 64 * GIB, cpus: 16, maxConnections: 300 })).toEqual({
      ...ALWAYS,
      max_connections: '300',
      shared_buffers: '16777216kB',
      effective_cache_size: '50331648kB',
      maintenance_work_mem: '4194304kB',
      // Above 2 GB for each vacuum worker.
      autovacuum_work_mem: '2097152kB',
      // (67108864 - 16777216) / ((300 + 16) × 3) = 50331648 / 948 = 53092.5
      work_mem: '53092kB',
      wal_buffers: '16384kB',
      max_worker_processes: '16',
      max_parallel_workers: '16',
      // min(ceil(16 / 2), 4)
      max_parallel_workers_per_gather: '4',
      max_parallel_maintenance_workers: '4',
    });
  });

  test('256 GiB, 7.5 CPUs, 500 connections: M = 268435456, and half a CPU is none', () => {
    expect(tunePostgres({ memoryBytes: 256 * GIB, cpus: 7.5, maxConnections: 500 })).toEqual({
      ...ALWAYS,
      max_connections: '500',
      shared_buffers: '67108864kB',
      effective_cache_size: '201326592kB',
      // M / 16 is 16 GB, of which 8 are the most.
      maintenance_work_mem: '8388608kB',
      autovacuum_work_mem: '2097152kB',
      // (268435456 - 67108864) / ((500 + 7) × 3) = 201326592 / 1521 = 132364.6
      work_mem: '132364kB',
      wal_buffers: '16384kB',
      max_worker_processes: '7',
      max_parallel_workers: '7',
      // ceil(7 / 2)
      max_parallel_workers_per_gather: '4',
      max_parallel_maintenance_workers: '4',
    });
  });

  test.each([
    // shared_buffers 256 kB, 3 % of it 7: the least is 32 kB.
    [1, '32kB'],
    // shared_buffers 458752 kB, 3 % of it 13762, below 14 MB.
    [1792, '13762kB'],
    // shared_buffers 491520 kB, 3 % of it 14745, so close to 16 MB that it becomes that.
    [1920, '16384kB'],
  ])('wal_buffers of %d MiB of memory', (mib, expected) => {
    expect(tunePostgres({ memoryBytes: mib * MIB, cpus: 1, maxConnections: 100 }).wal_buffers).toBe(expected);
  });

  test.each([
    [3.9, undefined],
    [4, '4'],
    [4.9, '4'],
  ])('with %d CPUs there are %s parallel workers', (cpus, workers) => {
    expect(tunePostgres({ memoryBytes: GIB, cpus, maxConnections: 100 }).max_parallel_workers).toBe(workers);
  });

  test('maintenance_work_mem of exactly 2 GB needs no smaller one for vacuum', () => {
    expect(tunePostgres({ memoryBytes: 32 * GIB, cpus: 8, maxConnections: 100 })).not.toHaveProperty('autovacuum_work_mem');
  });
});

test('every memory setting is a whole number of kB that the server takes, at any size', () => {
  const size = fc.record({
    memoryBytes: fc.integer({ min: 64 * 1024, max: 2 ** 28 }).map((kib) => kib * 1024),
    cpus: fc.double({ min: 0.05, max: 64, noNaN: true }),
    maxConnections: fc.integer({ min: 10, max: 10_000 }),
  });
  fc.assert(
    fc.property(size, (s) => {
      const settings = tunePostgres(s);
      const memory = Object.entries(settings).filter(([key]) => /_mem$|_buffers$|cache_size$/.test(key));
      expect(memory.length).toBeGreaterThanOrEqual(5);
      // The server's least: 64 kB for work_mem, 128 kB for shared_buffers, 1 MB for maintenance_work_mem.
      for (const [, value] of memory) expect(value).toMatch(/^[1-9]\d*kB$/);
      expect(Number.parseInt(settings.work_mem ?? '', 10)).toBeGreaterThanOrEqual(4096);
      expect(Number.parseInt(settings.maintenance_work_mem ?? '', 10)).toBeGreaterThanOrEqual(1024);
      const counts = Object.entries(settings).filter(([key]) => /workers|processes|connections/.test(key));
      for (const [, value] of counts) expect(value).toMatch(/^[1-9]\d*$/);
    }),
  );
});

test.each([
  [256 * MIB, 64 * MIB],
  [512 * MIB, 64 * MIB],
  [GIB, 128 * MIB],
  [1000 * MIB, 125 * MIB],
  [1001 * MIB, 125 * MIB],
  [16 * GIB, 2 * GIB],
])('of %d bytes of memory, %d are for /dev/shm: an eighth in whole MiB, at least the 64 MiB of the runtime', (memory, shm) => {
  expect(sharedMemoryBytes(memory)).toBe(shm);
});
