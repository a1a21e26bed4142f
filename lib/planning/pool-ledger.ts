import type { Fault } from '../core/shop-error';
import type { Component, ConnectionRecord } from '../model/component';

/** One client's share of a database's connections. */
export interface PoolEntry {
  readonly client: string;
  readonly pods: number;
  readonly poolPerReplica: number;
  readonly connections: number;
}

/** All that can be open on one database at once. */
export interface PoolLedger {
  readonly database: string;
  readonly limit: number;
  readonly reserved: number;
  readonly entries: readonly PoolEntry[];
  readonly connections: number;
}

/**
 * Connections that are not for clients: superuser_reserved_connections (3) and one session each for a migration or
 * psql, the backup and an exporter.
 * @see https://www.postgresql.org/docs/17/runtime-config-connection.html
 */
const RESERVED = 3 + 3;

/** The ledger of a database: pods at the worst moment (full scale, surge, old pods still ending) times their pools. */
export function poolLedger(database: Component, connections: readonly ConnectionRecord[]): PoolLedger {
  const entries = connections.flatMap((c) => {
    const poolPerReplica = c.options.poolPerReplica;
    const pods = c.from.footprint?.pods ?? 0;
    return poolPerReplica === undefined ? [] : [{ client: c.from.name, pods, poolPerReplica, connections: pods * poolPerReplica }];
  });
  return {
    database: database.name,
    limit: database.connectionLimit ?? 0,
    reserved: RESERVED,
    entries,
    connections: entries.reduce((total, e) => total + e.connections, 0),
  };
}

/** What is wrong with a ledger: more pools than the server has connections. */
export function ledgerFaults(ledger: PoolLedger, path: string): Fault[] {
  const room = ledger.limit - ledger.reserved;
  if (ledger.limit === 0 || ledger.connections <= room) return [];
  const sum = ledger.entries.map((e) => `${e.client} ${e.pods} pods × ${e.poolPerReplica}`).join(' + ');
  return [
    {
      code: 'SHOP-P001',
      path,
      got: `${ledger.connections} connections at full scale during a rollout (${sum})`,
      wanted: `at most ${room} (maxConnections ${ledger.limit} less ${ledger.reserved} reserved)`,
      fix: "raise maxConnections and memory, lower poolPerReplica or the clients' scale.max, or put a pooler between",
    },
  ];
}
