import fc from 'fast-check';
import { describeFault } from '../../lib/core/shop-error';
import { ledgerFaults, poolLedger } from '../../lib/planning/pool-ledger';
import { component, connection, endpoint, footprint } from '../support/graph';

const PORT = endpoint(5432, { scheme: 'postgresql' });
const db = component('orders-db', { role: 'database', connectionLimit: 100 });
const client = (name: string, pods: number) => component(name, { footprint: footprint(pods) });
const query = (name: string, pods: number, poolPerReplica?: number) => connection(client(name, pods), db, PORT, { poolPerReplica });

describe('poolLedger', () => {
  test('multiplies the pool of each client by its pods at the worst moment, surge and ending pods among them', () => {
    const web = component('web', { footprint: footprint(8, { replicas: 4 }) });
    expect(poolLedger(db, [connection(web, db, PORT, { poolPerReplica: 10 }), query('worker', 3, 4)])).toEqual({
      database: 'orders-db',
      limit: 100,
      // superuser_reserved_connections, and one session each for a migration, the backup and an exporter.
      reserved: 6,
      entries: [
        { client: 'web', pods: 8, poolPerReplica: 10, connections: 80 },
        { client: 'worker', pods: 3, poolPerReplica: 4, connections: 12 },
      ],
      connections: 92,
    });
  });

  test('two pools of one client both count', () => {
    expect(poolLedger(db, [query('web', 2, 5), query('web', 2, 3)]).connections).toBe(16);
  });

  test('a connection that says no pool size is not counted, one of 0 is', () => {
    expect(poolLedger(db, [query('web', 2), query('worker', 3, 0)]).entries).toEqual([
      { client: 'worker', pods: 3, poolPerReplica: 0, connections: 0 },
    ]);
  });

  test('a client without pods here has none', () => {
    expect(poolLedger(db, [connection(component('legacy'), db, PORT, { poolPerReplica: 5 })]).connections).toBe(0);
  });

  test('a database that does not count its connections has no limit', () => {
    expect(poolLedger(component('legacy-db'), []).limit).toBe(0);
  });
});

describe('ledgerFaults', () => {
  const told = (connections: Parameters<typeof poolLedger>[1], database = db) =>
    ledgerFaults(poolLedger(database, connections), database.path).map(describeFault);

  test('more pools than the server has connections are refused, with the whole sum', () => {
    expect(told([query('web', 8, 10), query('worker', 3, 5)])).toEqual([
      'SHOP-P001 at shop/orders-db: got 95 connections at full scale during a rollout (web 8 pods × 10 + worker 3 pods × 5); ' +
        'wanted at most 94 (maxConnections 100 less 6 reserved). ' +
        "Fix: raise maxConnections and memory, lower poolPerReplica or the clients' scale.max, or put a pooler between.",
    ]);
  });

  test('as many as there is room for are accepted', () => {
    expect(told([query('web', 47, 2)])).toEqual([]);
  });

  test('a database that does not count its connections accepts any', () => {
    expect(told([query('web', 1000, 1000)], component('legacy-db'))).toEqual([]);
  });

  test('what is accepted never opens more than the limit less what is reserved, what is refused does', () => {
    const pools = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 })), { maxLength: 6 });
    fc.assert(
      fc.property(pools, fc.integer({ min: 10, max: 1000 }), (list, limit) => {
        const database = component('orders-db', { connectionLimit: limit });
        const edges = list.map(([pods, pool], i) => query(`client-${i}`, pods, pool));
        const open = list.reduce((sum, [pods, pool]) => sum + pods * pool, 0);
        expect(told(edges, database)).toHaveLength(open > limit - 6 ? 1 : 0);
      }),
    );
  });
});
