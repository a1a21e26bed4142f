import type { AnyManifest } from '../../support/synthesis';
import { eventually, kubectl } from '../kubectl';
import { demoShop, NAMESPACE } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { failed } from './harness/load';
import { killContainer, removeHands, startHands } from './harness/node-hands';
import { type Course, failures, lostOrders, ordersUnder, seconds } from './harness/orders-under';
import { plotOf, record } from './harness/record';

const SPAN = { before: 6, total: 20 };
let shop: DeployedShop;

beforeAll(async () => {
  startHands();
  shop = await demoShop();
});

afterAll(async () => {
  removeHands();
  await shop?.restore();
});

test('a killed pod of orders fails at most what it had in hand; of one pod alone, new requests fail as well', async () => {
  const kill = await killed('cccc000');
  expect(kill.course.accepted.length).toBeGreaterThan(400);
  expect(sentAfter(kill)).toBe(0);
  expect(await lostOrders(NAMESPACE, kill.course.accepted, 60)).toEqual({ orders: [], fulfilments: [] });

  shop.change(withoutScaling);
  kubectl(['scale', 'deployment/orders', '--replicas=1', '-n', NAMESPACE]);
  await eventually(() => shop.pods('orders').length === 1, 60);
  await shop.ready(60);
  const twin = await killed('dddd000');
  record({
    promise: 'a pod of orders killed -9 under load: only requests in flight in it fail',
    measured: `${failures(kill.course.during)}, ${sentAfter(kill)} of them sent after the kill`,
    twin: `one replica: ${failures(twin.course.during)}, ${sentAfter(twin)} of them sent after the kill`,
    plots: [
      plotOf('kill -9', kill.course.since, kill.course.before, kill.course.during),
      plotOf('kill -9 of the only pod', twin.course.since, twin.course.before, twin.course.during),
    ],
  });
  expect(sentAfter(twin)).toBeGreaterThan(0);
});

interface Kill {
  readonly course: Course;
  /** When its last process was killed, in milliseconds. */
  readonly at: number;
}

async function killed(prefix: string): Promise<Kill> {
  let at = 0;
  const course = await ordersUnder(NAMESPACE, prefix, SPAN, async () => {
    at = killContainer(shop.pods('orders')[0]) * 1000;
    await seconds(1);
  });
  return { course, at };
}

function sentAfter({ course, at }: Kill): number {
  return failed(course.during).filter((request) => course.during.began.getTime() + request.at > at).length;
}

/** An autoscaler would bring the second pod back. */
function withoutScaling(manifest: AnyManifest): AnyManifest | undefined {
  return manifest.kind === 'HorizontalPodAutoscaler' && manifest.metadata.name === 'orders' ? undefined : manifest;
}
