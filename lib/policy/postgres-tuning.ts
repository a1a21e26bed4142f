import { gibibytes, mebibytes } from '../core/units';

/** What the settings are computed from. */
export interface PostgresSize {
  readonly memoryBytes: number;
  /** A part of a CPU counts as none. */
  readonly cpus: number;
  readonly maxConnections: number;
}

const KIB = 1024;

/** PostgreSQL's own default, in KiB; less makes every larger sort go to disk. */
const WORK_MEM_FLOOR = 4096;

/** Parallel workers that PostgreSQL starts at most when fewer than four CPUs are there: its own default. */
const DEFAULT_WORKERS = 8;

/** More workers for one query have shown no clear gain. */
const MOST_WORKERS_A_QUERY = 4;

/** Memory of one vacuum worker: three of them may run beside each other, so their default, maintenance_work_mem, is too much. */
const MOST_VACUUM_MEM = gibibytes(2) / KIB;

/**
 * Settings for a web shop's load on solid-state disks, by PGTune's rules for the type `web`.
 * @see https://github.com/le0pard/pgtune
 */
export function tunePostgres({ memoryBytes, cpus: wished, maxConnections }: PostgresSize): Record<string, string> {
  const cpus = Math.floor(wished);
  const shared = Math.floor(memoryBytes / 4 / KIB);
  const workers = cpus >= 4 ? cpus : DEFAULT_WORKERS;
  const maintenance = Math.floor(Math.min(memoryBytes / 16, gibibytes(8)) / KIB);
  const work = Math.max(WORK_MEM_FLOOR, Math.floor((memoryBytes / KIB - shared) / ((maxConnections + workers) * 3)));
  return {
    max_connections: `${maxConnections}`,
    shared_buffers: `${shared}kB`,
    effective_cache_size: `${Math.floor((memoryBytes * 3) / 4 / KIB)}kB`,
    maintenance_work_mem: `${maintenance}kB`,
    ...(maintenance > MOST_VACUUM_MEM && { autovacuum_work_mem: `${MOST_VACUUM_MEM}kB` }),
    work_mem: `${work}kB`,
    wal_buffers: `${walBuffers(shared)}kB`,
    min_wal_size: '1GB',
    max_wal_size: '4GB',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    effective_io_concurrency: '200',
    // Needs pages reserved on the node, which a pod without a hugepages resource has not.
    huge_pages: 'off',
    // Compiling a short query takes longer than running it.
    jit: 'off',
    ...(cpus >= 4 && parallelWorkers(cpus)),
  };
}

function parallelWorkers(cpus: number): Record<string, string> {
  const each = Math.min(Math.ceil(cpus / 2), MOST_WORKERS_A_QUERY);
  return {
    max_worker_processes: `${cpus}`,
    max_parallel_workers: `${cpus}`,
    max_parallel_workers_per_gather: `${each}`,
    max_parallel_maintenance_workers: `${each}`,
  };
}

/** 3 % of shared_buffers, at most 16 MiB; close to it, 16 MiB. */
function walBuffers(sharedKib: number): number {
  const wanted = Math.floor((3 * sharedKib) / 100);
  const most = mebibytes(16) / KIB;
  return wanted > mebibytes(14) / KIB ? most : Math.max(32, wanted);
}

/**
 * /dev/shm holds the segments of parallel queries; the runtime's 64 MiB are too small for a larger work_mem. An eighth of
 * the memory: it is counted against the same limit, of which shared_buffers and the connections' work_mem take the rest.
 * @see https://www.postgresql.org/docs/17/runtime-config-resource.html#GUC-DYNAMIC-SHARED-MEMORY-TYPE
 */
export function sharedMemoryBytes(memoryBytes: number): number {
  return Math.max(mebibytes(64), Math.floor(memoryBytes / 8 / mebibytes(1)) * mebibytes(1));
}
