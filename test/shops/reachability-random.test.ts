import fc from 'fast-check';
import { buildShop } from '../support/described-shop';
import { edgesOf, graphOf, worldOf } from '../support/edge-list';
import { randomShop } from '../support/random-shop';
import { differences, NO_DIFFERENCES, policed, reachableBy, reachableIn } from '../support/reachable';

/** One seed, so that every run is the same; fast-check prints it with a failure, and the path to the smallest one. */
const RUNS = { seed: 20_260_101, numRuns: 200 };

test('the policies of 200 random shops permit their edge list and nothing else, and so does each end alone', () => {
  fc.assert(
    fc.property(randomShop, (description) => {
      const world = worldOf(description);
      const found = reachableIn(policed(buildShop(description)), world);
      expect(differences(found, reachableBy(edgesOf(description), world))).toEqual(NO_DIFFERENCES);
    }),
    RUNS,
  );
}, 120_000);

test('the graph of a random shop has the connections that its description lists', () => {
  fc.assert(
    fc.property(randomShop, (description) => {
      const { connections } = buildShop(description)._graph;
      const lines = connections.map(({ from, to, endpoint }) => `${from.name} > ${to.name}:${endpoint.port}:${endpoint.targetPort}`);
      expect([...new Set(lines)].sort()).toEqual([...graphOf(description)].sort());
    }),
    { ...RUNS, numRuns: 50 },
  );
}, 30_000);
