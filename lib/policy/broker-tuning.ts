import { gibibytes, mebibytes } from '../core/units';

/** What the settings are computed from. */
export interface BrokerSize {
  readonly memoryBytes: number;
  readonly storageBytes: number;
}

/** Publishers are held back above this share of the memory limit; 0.4 to 0.7 is recommended, 0.6 is the server's default. */
const MEMORY_WATERMARK = 0.6;

/**
 * Free disk below which publishers are held back: a tenth of the volume, as room for the quorum log to be compacted, and
 * the 2 GB that the production checklist asks for at least; but of a volume too small for that, half is for messages.
 * @see https://www.rabbitmq.com/docs/production-checklist
 */
const FREE_DISK = { share: 0.1, least: gibibytes(2), mostShare: 0.5 };

/**
 * Size at which the log that all quorum queues share is moved from memory to disk: the server's default of 512 MiB, but
 * at most a quarter of the node's memory, of which three times the log's size is the least that is recommended.
 * @see https://www.rabbitmq.com/docs/quorum-queues#resource-use
 */
const QUORUM_LOG = { most: mebibytes(512), memoryShare: 0.25 };

/**
 * Settings of a RabbitMQ node. Absolute numbers, because a node cannot see its cgroup's limits reliably.
 * @see https://www.rabbitmq.com/docs/memory
 * @see https://www.rabbitmq.com/docs/quorum-queues
 */
export function tuneBroker({ memoryBytes, storageBytes }: BrokerSize): Record<string, string> {
  return {
    'vm_memory_high_watermark.absolute': `${Math.floor((memoryBytes * MEMORY_WATERMARK) / mebibytes(1))}MiB`,
    'disk_free_limit.absolute': `${Math.floor(freeDisk(storageBytes) / mebibytes(1))}MiB`,
    'raft.wal_max_size_bytes': `${Math.floor(Math.min(QUORUM_LOG.most, memoryBytes * QUORUM_LOG.memoryShare))}`,
    // Replicated, and safe when a node is killed: an acknowledged message is on a majority of nodes.
    default_queue_type: 'quorum',
    'log.console': 'true',
    'log.file': 'false',
    // A partition leaves the minority waiting instead of two brokers that both accept orders.
    cluster_partition_handling: 'pause_minority',
    // `default_user` may log in from other pods; `guest` does not exist.
    'loopback_users.guest': 'true',
  };
}

function freeDisk(storageBytes: number): number {
  return Math.min(Math.max(storageBytes * FREE_DISK.share, FREE_DISK.least), storageBytes * FREE_DISK.mostShare);
}
