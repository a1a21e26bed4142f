import fc from 'fast-check';
import type { Component, ConnectionRecord, Intent, Location, Role } from '../../lib/model/component';
import type { GraphView } from '../../lib/writers/diagram/graph-view';
import { component, endpoint } from './graph';

interface Node {
  readonly role: Role;
  readonly name: string;
  /** In the shop's own namespace, in one of two others, or outside. */
  readonly place: number;
  readonly paymentZone: boolean;
  readonly links: readonly Link[];
}

interface Link {
  readonly to: number;
  readonly way: number;
}

interface Way {
  readonly intent: Intent;
  readonly scheme: string;
  readonly port: number;
}

/** What can be asked of a component; what is not here is not called. */
const WAYS: Partial<Readonly<Record<Role, readonly Way[]>>> = {
  web: [
    { intent: 'call', scheme: 'http', port: 80 },
    { intent: 'call', scheme: 'grpc', port: 50_051 },
  ],
  database: [{ intent: 'query', scheme: 'postgresql', port: 5432 }],
  queue: [
    { intent: 'publish', scheme: 'amqp', port: 5672 },
    { intent: 'consume', scheme: 'amqp', port: 5672 },
  ],
  cache: [{ intent: 'readWrite', scheme: 'redis', port: 6379 }],
  store: [{ intent: 'call', scheme: 'http', port: 9200 }],
  service: [{ intent: 'call', scheme: 'https', port: 443 }],
};

const CLIENTS: ReadonlySet<Role> = new Set<Role>(['web', 'worker', 'job', 'edge']);

const role = fc.constantFrom<Role>('web', 'web', 'web', 'web', 'worker', 'job', 'database', 'queue', 'cache', 'store', 'service', 'edge');
const name = fc.constantFrom('db', 'orders', 'checkout', 'recommendationservice', 'a-name-that-is-as-long-as-names-may-be-40');
// The first three have many clients, as a database has.
const link: fc.Arbitrary<Link> = fc.record({ to: fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 2 })), way: fc.nat({ max: 1 }) });
const node: fc.Arbitrary<Node> = fc.record({
  role,
  name,
  place: fc.nat({ max: 19 }),
  paymentZone: fc.nat({ max: 7 }).map((n) => n === 7),
  links: fc.array(link, { minLength: 1, maxLength: 4, size: 'max' }),
});

/** Graphs of shops of up to `most` components in several zones; each calls some that came before it. */
export const randomGraphs = (most: number, least = 1): fc.Arbitrary<GraphView> =>
  fc.array(node, { minLength: least, maxLength: most, size: 'max' }).map((nodes) => view(nodes, false));

/** Graphs in which anything asks anything of anything, as no shop has them and two versions of one together might. */
export const circularGraphs = (most: number): fc.Arbitrary<GraphView> =>
  fc.array(node, { minLength: 2, maxLength: most, size: 'max' }).map((nodes) => view(nodes, true));

function view(nodes: readonly Node[], anything: boolean): GraphView {
  const components = nodes.map(componentOf);
  const connections = nodes.flatMap(({ links }, i) =>
    links.flatMap(({ to: place, way }): ConnectionRecord[] => {
      const from = components[i];
      const targets = anything ? components : components.slice(0, i).filter((c) => WAYS[c.role]);
      const to = targets[place % Math.max(1, targets.length)];
      if (!from || !to || from === to || (!anything && !CLIENTS.has(from.role))) return [];
      const ways = WAYS[to.role] ?? WAYS.web ?? [];
      return ways.slice(way % ways.length, (way % ways.length) + 1).map(({ intent, scheme, port }) => ({
        from,
        to,
        endpoint: endpoint(port, { scheme }),
        intent,
        options: {},
      }));
    }),
  );
  return { name: 'shop', namespace: 'shop', monitoringNamespace: 'monitoring', components, connections };
}

/** Most components are the shop's own; services are outside, and a few others too or in two other namespaces. */
function componentOf({ role: own, name: stem, place, paymentZone }: Node, index: number): Component {
  const namespace = place === 17 ? 'other' : place === 16 ? 'a-namespace-with-a-longer-name' : 'shop';
  const addresses: Location = { kind: 'addresses', cidrs: ['203.0.113.0/24'], except: [], hostNames: ['api.somewhere.example'] };
  const outside = own === 'service' || (place > 17 && !CLIENTS.has(own));
  return component(`${stem.slice(0, 38)}${index}`, {
    role: own,
    namespace,
    paymentZone,
    ...(outside && { namespace: 'shop', location: addresses, host: 'api.somewhere.example', paymentZone: false }),
  });
}
