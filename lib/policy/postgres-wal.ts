import { mebibytes } from '../core/units';

/** Share of a volume that the write-ahead log may take between two checkpoints. */
const WAL_SHARE = 1 / 4;

/**
 * Sizes of the write-ahead log on a small volume; none where the usual ones fit. The server lets its log grow to
 * max_wal_size under load, and stops when the volume is full.
 * @see https://www.postgresql.org/docs/17/wal-configuration.html
 */
export function walSizes(storageBytes: number): Record<string, string> {
  const most = Math.floor((storageBytes * WAL_SHARE) / mebibytes(1));
  if (most >= 4096) return {};
  // Two segments of 16 MiB are the fewest that the server takes.
  return { min_wal_size: `${Math.max(32, Math.floor(most / 4))}MB`, max_wal_size: `${Math.max(64, most)}MB` };
}
