import fc from 'fast-check';
import { ShopGraph } from '../../lib/model/shop-graph';
import { component, connection, endpoint } from '../support/graph';
import { faultsOf, messageOf } from '../support/synthesis';

const graphOf = (...components: ReturnType<typeof component>[]) => {
  const graph = new ShopGraph();
  for (const c of components) graph.join(c);
  return graph;
};

describe('join', () => {
  test('a name twice is refused, and both places are told', () => {
    const graph = graphOf(component('web', { path: 'shop/team-a/web' }));
    expect(messageOf(() => graph.join(component('web', { path: 'shop/team-b/web' })))).toBe(
      'SHOP-G001 at shop/team-b/web: got the name "web", which shop/team-a/web already has; wanted a name that is unique in the shop. Fix: give one of the two another id.',
    );
  });

  test('a Service name twice is refused, and both places are told', () => {
    const graph = graphOf(component('web', { services: ['web', 'www'] }));
    expect(messageOf(() => graph.join(component('admin', { services: ['admin', 'www'] })))).toBe(
      'SHOP-G002 at shop/admin: got the Service name "www", which shop/web already has; wanted a Service name that is unique in the shop. Fix: give one of the two another serviceName.',
    );
  });

  test('all that is taken is told at once, and nothing of it has joined', () => {
    const graph = graphOf(component('web', { services: ['web', 'www'] }));
    expect(faultsOf(() => graph.join(component('web', { services: ['new', 'www', 'web'] }))).map((f) => f.code)).toEqual([
      'SHOP-G001',
      'SHOP-G002',
      'SHOP-G002',
    ]);
    expect(() => graph.join(component('other', { services: ['new'] }))).not.toThrow();
  });

  test('components come by name, whatever order they joined in', () => {
    expect(graphOf(component('b'), component('c'), component('a')).components.map((c) => c.name)).toEqual(['a', 'b', 'c']);
  });

  test('a component is found by its name, another is not', () => {
    const graph = graphOf(component('web'));
    expect(graph.find('web')?.path).toBe('shop/web');
    expect(graph.find('toString')).toBeUndefined();
  });
});

describe('edges', () => {
  const [a, b, db] = [component('a'), component('b'), component('db')];

  test('are read at the end where they were entered', () => {
    const graph = graphOf(a, db);
    const edge = connection(a, db, endpoint(5432));
    graph.connect(edge);
    expect(graph.connectionsFrom('a')).toEqual([edge]);
    expect(graph.connectionsTo('db')).toEqual([]);
    graph.accept(edge);
    expect(graph.connectionsTo('db')).toEqual([edge]);
    expect(graph.connections).toEqual([edge]);
    expect(graph.connectionsFrom('db')).toEqual([]);
  });

  test('an edge from another namespace is seen at its target and not among the edges of this one', () => {
    const graph = graphOf(db);
    graph.accept(connection(component('reports', { namespace: 'office' }), db, endpoint(5432)));
    expect(graph.connectionsTo('db').map((c) => c.from.namespace)).toEqual(['office']);
    expect(graph.connections).toEqual([]);
  });

  test('come by client, target, port as a number, transport and intent, whatever order they were entered in', () => {
    const edges = [
      connection(a, b, endpoint(80)),
      connection(a, db, endpoint(900)),
      connection(a, db, endpoint(5432)),
      connection(a, db, endpoint(5432, { transport: 'UDP' })),
      { ...connection(a, db, endpoint(5432, { transport: 'UDP' })), intent: 'query' as const },
      connection(a, component('db', { namespace: 'zoo' }), endpoint(1)),
      connection(b, a, endpoint(80)),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(edges, { minLength: edges.length }), (shuffled) => {
        const graph = graphOf(a, b, db);
        for (const edge of shuffled) graph.connect(edge);
        expect(graph.connections).toEqual(edges);
      }),
    );
  });
});
