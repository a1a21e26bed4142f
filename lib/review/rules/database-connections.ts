import { counted } from '../../core/counted';
import { capacityChanges, causeOf, changesByObject } from '../capacity/capacity-changes';
import type { DatabaseLoad } from '../capacity/database-loads';
import type { ObjectChange } from '../diff/object-diff';
import type { EffectRule, EffectText, Impact, ReviewTarget } from '../effect-rule';
import { listed } from '../wording';

const shop = (replicas: number) => `
apiVersion: v1
kind: Service
metadata: { name: orders-db, namespace: shop }
spec: { selector: { app: orders-db }, ports: [{ port: 5432 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec: { containers: [{ name: postgres, image: 'postgres:17.6', args: [-c, max_connections=100] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop }
spec:
  replicas: ${replicas}
  strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers:
        - name: app
          image: registry.example/orders:2.4.1
          env: [{ name: ORDERS_DB_HOST, value: orders-db }, { name: ORDERS_DB_POOL_SIZE, value: '10' }]
`;

const TEXT: EffectText = {
  id: 'database-connections',
  kind: 'capacity-changed',
  severity: 'error',
  reason: 'a server that has no connection left refuses the next one: new pods do not become ready, and requests fail in the busiest hour',
  recipe: [
    'raise max_connections and the memory of the server first, which restarts it',
    'or lower the pool of each pod or the most pods, or put a pooler between',
  ],
  before: shop(6),
  after: shop(12),
  see: ['https://www.postgresql.org/docs/17/runtime-config-connection.html'],
};

/** The connections that a database must carry at the worst moment change: every client at its most pods and in a rollout. */
export const DATABASE_CONNECTIONS: EffectRule = {
  ...TEXT,
  *find(target: ReviewTarget): Generator<Impact> {
    for (const row of capacityChanges(target).databases) {
      const { before, after } = row;
      if (!after) continue;
      const old = before ?? { connections: 0, limit: after.limit, clients: [] };
      if (old.connections === after.connections && old.limit === after.limit) continue;
      const change = causeFor(row.object, [old.clients, after.clients], target);
      const isOver = after.connections > after.limit;
      // A database that is new or whose limit grows, with room for all, is no news.
      if (!change || (!isOver && (!before || old.connections === after.connections))) continue;
      const sum = listed(after.clients.map(({ name, pods, pool }) => `${name} ${counted(pods, 'pod')} × ${pool}`));
      yield {
        change,
        severity: isOver ? 'error' : 'note',
        summary: `${after.name} must carry ${after.connections} connections instead of ${old.connections}, and takes ${after.limit}${old.limit === after.limit ? '' : ` instead of ${old.limit}`}: ${sum}`,
        ...(!isOver && { reason: 'every client opens its whole pool at full scale and in a rollout, and all of them fit', recipe: [] }),
      };
    }
  },
};

/** The change of the client whose share grows most; else that of the database. */
function causeFor(database: string, [before, after]: readonly [Clients, Clients], target: ReviewTarget): ObjectChange | undefined {
  const [old, now] = [shares(before), shares(after)];
  const grown = [...new Set([...old.keys(), ...now.keys()])].flatMap((client) => {
    const change = causeOf(client, target);
    const more = Math.abs((now.get(client) ?? 0) - (old.get(client) ?? 0));
    return change && more > 0 ? [{ change, more }] : [];
  });
  const most = grown.reduce<(typeof grown)[number] | undefined>((best, item) => (best && best.more >= item.more ? best : item), undefined);
  return most?.change ?? changesByObject(target).get(database);
}

type Clients = DatabaseLoad['clients'];

/** How many connections each client opens at the most. */
function shares(clients: Clients): ReadonlyMap<string, number> {
  return new Map(clients.map(({ object, pods, pool }) => [object, pods * pool]));
}
