import { eventually, kubectl } from '../kubectl';
import { type AcknowledgedCart, acknowledgedCarts, lostCarts, startCarts } from './harness/carts';
import { DATA_SERVICES, demoShop, NAMESPACE, nodes } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { drain, open } from './harness/drained';
import { enter } from './harness/ledger';
import { Load } from './harness/load';
import { killContainer, removeHands, shell, startHands } from './harness/node-hands';
import { lostOrders, notOnce, query, seconds } from './harness/orders-under';
import { record } from './harness/record';
import { migrated, recreated, withoutAppendOnly, withoutClaim } from './harness/volatile-data';

const PROMISE = 'database and queue killed -9 mid-write, rolled and their node drained: no accepted order is lost';
const SHOP = `http://storefront.${NAMESPACE}`;
const CARTS = `${SHOP}/api/carts`;
/** What appendfsync everysec may lose, in seconds. */
const CART_LOSS_WINDOW = 1;
const [HOME] = nodes();
let shop: DeployedShop;
let runs = 0;

beforeAll(async () => {
  startHands();
  shop = await demoShop();
});

afterAll(async () => {
  open(HOME);
  removeHands();
  workers(2);
  await shop?.restore();
});

describe('all data services killed mid-write, rolled, and their node drained', () => {
  let accepted: string[];
  let carts: AcknowledgedCart[];
  let cartsKilled: number;

  beforeAll(async () => {
    // Without a worker the events stay in the queue through all of it.
    workers(0);
    startCarts(CARTS, 100);
    accepted = await ordersWhile(100, async () => {
      for (const name of DATA_SERVICES) {
        const killed = killContainer(shop.pods(name)[0]);
        if (name === 'carts') cartsKilled = killed;
        await seconds(4);
      }
      await dataReady();
      for (const name of DATA_SERVICES) kubectl(['rollout', 'restart', `statefulset/${name}`, '-n', NAMESPACE]);
      await dataReady();
      expect(drain(HOME, `app.kubernetes.io/instance in (${DATA_SERVICES})`, 180)).toBe(true);
      open(HOME);
      await dataReady();
    });
    carts = await acknowledgedCarts(30);
    workers(2);
    await shop.ready(180);
  });

  test('no accepted order is lost, and each is fulfilled once', async () => {
    enter(accepted);
    expect(await lostOrders(NAMESPACE, accepted, 180)).toEqual({ orders: [], fulfilments: [] });
    measuredOrders = `0 of ${accepted.length} lost, each fulfilled once`;
  });

  test('no cart is lost that was acknowledged more than a second before the kill, or after it', () => {
    const inWindow = carts.filter(({ at }) => at > cartsKilled - CART_LOSS_WINDOW && at < cartsKilled);
    const old = carts.filter((cart) => !inWindow.includes(cart));
    expect(old.filter(({ at }) => at < cartsKilled).length).toBeGreaterThan(0);
    expect(old.filter(({ at }) => at > cartsKilled).length).toBeGreaterThan(0);
    expect(lostCarts(CARTS, old)).toEqual([]);
    measuredCarts = `0 of ${old.length} lost; inside the window of a second ${lostCarts(CARTS, inWindow).length} of ${inWindow.length}`;
  });
});

/** What the report says of them; only a test that has passed says anything. */
let measuredOrders = 'not shown';
let measuredCarts = 'not shown';

describe('without its protection', () => {
  afterEach(() => shop.restore());

  test('a database with no claim loses accepted orders when it is rolled', async () => {
    const [accepted, lost] = await withoutClaimOf('orders-db', async () => {
      const ids = await ordersWhile(15, () => seconds(10));
      await roll('orders-db');
      await migrated(shop, withoutClaim('orders-db'));
      return [ids, notOnce(NAMESPACE, 'orders', ids)];
    });
    enter(accepted, 'unprotected');
    record({
      promise: PROMISE,
      measured: measuredOrders,
      twin: `database with an emptyDir: ${lost.length} of ${accepted.length} lost`,
    });
    expect(lost.length).toBeGreaterThan(0);
  });

  test('a queue with no claim loses the events that wait in it', async () => {
    workers(0);
    const accepted = await withoutClaimOf('order-events', async () => {
      const ids = await ordersWhile(15, () => seconds(10));
      await eventually(() => query(NAMESPACE, 'select count(*) from outbox where sent_at is null').trim() === '0', 60);
      await roll('order-events');
      return ids;
    });
    enter(accepted, 'unprotected');
    workers(2);
    await shop.ready(180);
    await seconds(15);
    const lost = notOnce(NAMESPACE, 'fulfilments', accepted).length;
    record({
      promise: PROMISE,
      measured: measuredOrders,
      twin: `queue with an emptyDir: ${lost} of ${accepted.length} not fulfilled`,
    });
    expect(lost).toBeGreaterThan(0);
  });

  test('a cart cache without its log loses carts when it is killed', async () => {
    shop.change(withoutAppendOnly);
    await shop.ready(120);
    startCarts(CARTS, 8);
    await seconds(5);
    const killed = killContainer(shop.pods('carts')[0]);
    const carts = (await acknowledgedCarts(30)).filter(({ at }) => at < killed - CART_LOSS_WINDOW);
    await shop.ready(120);
    const lost = lostCarts(CARTS, carts).length;
    record({
      promise: 'cart cache killed -9 mid-write, rolled and its node drained: no cart older than its window of 1 s is lost',
      measured: measuredCarts,
      twin: `appendonly no: ${lost} of ${carts.length} lost`,
    });
    expect(lost).toBeGreaterThan(0);
  });
});

/** What comes of something while a data service has no claim; it gets its own again, with all that was on it. */
async function withoutClaimOf<T>(name: string, happens: () => Promise<T>): Promise<T> {
  await recreated(shop, name, withoutClaim(name));
  try {
    return await happens();
  } finally {
    await recreated(shop, name, (manifest) => manifest);
  }
}

function workers(count: number): void {
  kubectl(['scale', 'deployment/fulfilment', '-n', NAMESPACE, `--replicas=${count}`]);
}

async function dataReady(): Promise<void> {
  for (const name of DATA_SERVICES) kubectl(['rollout', 'status', `statefulset/${name}`, '-n', NAMESPACE, '--timeout=180s']);
}

async function roll(name: string): Promise<void> {
  kubectl(['rollout', 'restart', `statefulset/${name}`, '-n', NAMESPACE]);
  await shop.ready(180);
}

/** A client that knows the address of a pod that is gone finds the next one when the name's time to live is over. */
function databaseAnswers(): boolean {
  return shell(`curl -s -m 5 -o /dev/null -w '%{http_code}' ${SHOP}/api/orders/00000000-0000-4000-8000-000000000000; true`) === '404';
}

/** Ids of the orders that are accepted while something happens; many are refused, which is no loss. */
async function ordersWhile(duration: number, happens: () => Promise<void>): Promise<string[]> {
  expect(await eventually(databaseAnswers, 90)).toBe(true);
  const prefix = `dada${String(++runs).padStart(4, '0')}`;
  const load = await Load.start(['-url', `${SHOP}/api/orders`, '-orders', prefix, '-rate', '20', '-duration', `${duration}s`]);
  await seconds(3);
  await happens();
  const { requests } = await load.end(duration + 60);
  const ids = requests.flatMap(({ code, id }) => (code === 201 && id !== undefined ? [id] : []));
  if (ids.length === 0) throw new Error(`no order was accepted: ${[...new Set(requests.map((r) => `${r.code} ${r.error}`))].join(', ')}`);
  return ids;
}
