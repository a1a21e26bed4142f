import { eventually, kubectl } from '../kubectl';
import { demoShop, NAMESPACE } from './harness/demo-shop';
import type { Change, DeployedShop } from './harness/deployed-shop';
import { removeEdge, startEdge } from './harness/edge';
import { failed } from './harness/load';
import { killContainer, removeHands, startHands } from './harness/node-hands';
import { type Course, failures, lostOrders, ordersUnder, seconds, storefrontOf } from './harness/orders-under';
import { plotOf, record } from './harness/record';

const SPAN = { before: 6, total: 20 };
let shop: DeployedShop;

beforeAll(async () => {
  startHands();
  shop = await demoShop();
});

afterEach(async () => {
  removeEdge();
  await shop.restore();
});

afterAll(() => {
  removeHands();
});

test('a killed pod of orders fails at most what it had in hand; of one pod alone, new requests fail as well', async () => {
  // Its storefront tries another pod itself.
  await provenFor('orders', 'cccc', () => storefrontOf(NAMESPACE));
});

test('a killed pod of the storefront fails at most what it had in hand, behind a proxy that tries another pod', async () => {
  await provenFor('storefront', 'dddd', () => startEdge(shop.pods('storefront').map((pod) => pod.status.podIP)));
});

/** Kills one pod of several, and then one that is alone. */
async function provenFor(component: string, prefix: string, entry: () => string): Promise<void> {
  const kill = await killed(component, `${prefix}000`, entry());
  expect(kill.course.accepted.length).toBeGreaterThan(400);
  expect(sentAfter(kill)).toBe(0);
  expect(await lostOrders(NAMESPACE, kill.course.accepted, 60)).toEqual({ orders: [], fulfilments: [] });

  shop.change(withoutScalingOf(component));
  kubectl(['scale', `deployment/${component}`, '--replicas=1', '-n', NAMESPACE]);
  await eventually(() => shop.pods(component).length === 1, 60);
  await shop.ready(60);
  const twin = await killed(component, `${prefix}001`, entry());
  record({
    promise: `a pod of ${component} killed -9 under load: only requests in flight in it fail`,
    measured: `${failures(kill.course.during)}, ${sentAfter(kill)} of them sent after the kill`,
    twin: `one replica: ${failures(twin.course.during)}, ${sentAfter(twin)} of them sent after the kill`,
    plots: [
      plotOf(`kill -9 of a pod of ${component}`, kill.course.since, kill.course.before, kill.course.during),
      plotOf(`kill -9 of the only pod of ${component}`, twin.course.since, twin.course.before, twin.course.during),
    ],
  });
  expect(sentAfter(twin)).toBeGreaterThan(0);
}

interface Kill {
  readonly course: Course;
  /** When its last process was killed, in milliseconds. */
  readonly at: number;
}

async function killed(component: string, prefix: string, entry: string): Promise<Kill> {
  let at = 0;
  const kill = async () => {
    at = killContainer(shop.pods(component)[0]) * 1000;
    await seconds(1);
  };
  return { course: await ordersUnder(NAMESPACE, prefix, SPAN, kill, entry), at };
}

function sentAfter({ course, at }: Kill): number {
  return failed(course.during).filter((request) => course.during.began.getTime() + request.at > at).length;
}

/** An autoscaler would bring the second pod back. */
function withoutScalingOf(component: string): Change {
  return (manifest) => (manifest.kind === 'HorizontalPodAutoscaler' && manifest.metadata.name === component ? undefined : manifest);
}
