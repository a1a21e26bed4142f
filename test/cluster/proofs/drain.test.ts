import type { AnyManifest } from '../../support/synthesis';
import { kubectl } from '../kubectl';
import { demoShop, NAMESPACE, nodes } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { drain, open } from './harness/drained';
import { failed } from './harness/load';
import { type Course, failures, ordersUnder } from './harness/orders-under';
import { plotOf, record } from './harness/record';
import { withoutPreStop } from './harness/without-pre-stop';

const PROMISE = 'one of two nodes is drained under load: 0 failed requests, and the drain ends';
const SPAN = { before: 6, total: 45 };
/** Everything of the shop that can move. */
const MOVABLE = 'app.kubernetes.io/instance in (orders,storefront,fulfilment)';
const [HOME, OTHER] = nodes();
let shop: DeployedShop;

beforeAll(async () => {
  expect(OTHER).toBeDefined();
  shop = await demoShop();
});

afterAll(async () => {
  for (const node of [HOME, OTHER]) open(node);
  await shop?.restore();
});

test('a node is drained under load to the end and without a failed request', async () => {
  await allMovedTo(OTHER);
  const proper = await drained('eeee000');
  expect(proper.accepted.length).toBeGreaterThan(1000);
  expect([...failed(proper.before), ...failed(proper.during)]).toEqual([]);

  shop.change(withoutPreStop);
  await shop.ready(120);
  await allMovedTo(OTHER);
  const twin = await drained('ffff000');
  record({
    promise: PROMISE,
    measured: failures(proper.during),
    twin: `preStop removed: ${failures(twin.during)}`,
    plots: [
      plotOf('drain', proper.since, proper.before, proper.during),
      plotOf('drain without preStop', twin.since, twin.before, twin.during),
    ],
  });
  expect(failed(twin.during).length).toBeGreaterThan(0);
});

test('with a budget that allows no pod to go, the drain does not end', async () => {
  // The pods have gone to the other node by now, without preStop; nothing but the budgets changes.
  shop.change((manifest) => withNoDisruption(withoutPreStop(manifest)));
  expect(drain(HOME, MOVABLE, 30)).toBe(false);
  record({
    promise: PROMISE,
    measured: 'the drain ends',
    twin: 'disruption budgets of 0: the drain does not end',
  });
});

/** Drains the node that has every movable pod, and opens it again. */
async function drained(prefix: string): Promise<Course> {
  try {
    return await ordersUnder(NAMESPACE, prefix, SPAN, async () => {
      expect(drain(OTHER, MOVABLE, 120)).toBe(true);
      await shop.ready(120);
    });
  } finally {
    open(OTHER);
  }
}

/** The worst case of a drain: both pods of each component are on the node. */
async function allMovedTo(node: string): Promise<void> {
  const others = nodes().filter((other) => other !== node);
  for (const other of others) kubectl(['cordon', other]);
  kubectl(['delete', 'pods', '-n', NAMESPACE, '-l', MOVABLE, '--grace-period=1', '--wait']);
  await shop.ready(180);
  for (const other of others) open(other);
  const pods = ['orders', 'storefront'].flatMap((component) => shop.pods(component));
  expect(new Set(pods.map((pod: AnyManifest) => pod.spec.nodeName))).toEqual(new Set([node]));
}

function withNoDisruption(manifest: AnyManifest): AnyManifest {
  if (manifest.kind === 'PodDisruptionBudget') manifest.spec = { selector: manifest.spec.selector, maxUnavailable: 0 };
  return manifest;
}
