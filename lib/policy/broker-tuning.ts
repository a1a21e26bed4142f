import { mebibytes } from '../core/units';

/** What the settings are computed from. */
export interface BrokerSize {
  readonly memoryBytes: number;
  readonly storageBytes: number;
}

/** Publishers are held back above this share of the memory limit; 0.4 to 0.7 is recommended, 0.6 is the server's default. */
const MEMORY_WATERMARK = 0.6;

/** Free disk below which publishers are held back, as a share of the volume: room for the quorum log to be compacted. */
const FREE_DISK_SHARE = 0.1;

/**
 * Settings of a RabbitMQ node. Absolute numbers, because a node cannot see its cgroup's limits reliably.
 * @see https://www.rabbitmq.com/docs/memory
 * @see https://www.rabbitmq.com/docs/quorum-queues
 */
export function tuneBroker({ memoryBytes, storageBytes }: BrokerSize): Record<string, string> {
  return {
    'vm_memory_high_watermark.absolute': `${Math.floor((memoryBytes * MEMORY_WATERMARK) / mebibytes(1))}MiB`,
    'disk_free_limit.absolute': `${Math.floor((storageBytes * FREE_DISK_SHARE) / mebibytes(1))}MiB`,
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
