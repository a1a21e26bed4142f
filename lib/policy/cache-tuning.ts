import { mebibytes } from '../core/units';

/** What a cache holds decides what it may lose. */
export type CacheKind = 'cart' | 'session' | 'page';

/** Settings of a cache. */
export interface CachePlan {
  readonly persistent: boolean;
  /** Most that the data may take, whole MiB. */
  readonly maxmemoryBytes: number;
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Share of the memory limit that data may take. A cache of pages needs little beside it; with an append-only file the
 * fork that rewrites it copies pages that change meanwhile, and buffers stand outside of maxmemory.
 * @see https://github.com/valkey-io/valkey-doc/blob/main/topics/lru-cache.md
 */
const MAXMEMORY = { page: 0.75, durable: 0.55 };

/**
 * Pages can be computed again: evict what is used least lately, write nothing. Carts and sessions are somebody's work:
 * never evict, and append every write to a file that is synced each second, so that a crash loses at most a second.
 * @see https://github.com/valkey-io/valkey-doc/blob/main/topics/persistence.md
 */
export function planCache(kind: CacheKind, memoryBytes: number): CachePlan {
  const persistent = kind !== 'page';
  const share = persistent ? MAXMEMORY.durable : MAXMEMORY.page;
  const maxmemory = Math.floor((memoryBytes * share) / mebibytes(1));
  return {
    persistent,
    maxmemoryBytes: mebibytes(maxmemory),
    settings: {
      maxmemory: `${maxmemory}mb`,
      'maxmemory-policy': persistent ? 'noeviction' : 'allkeys-lru',
      appendonly: persistent ? 'yes' : 'no',
      ...(persistent && { appendfsync: 'everysec' }),
      // A snapshot each quarter of an hour beside the log: the guide advises both for data that matters.
      save: persistent ? '900 1' : '""',
      // Idle connections of crashed clients would otherwise stay for ever.
      'tcp-keepalive': '60',
    },
  };
}
