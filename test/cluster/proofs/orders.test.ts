import { NAMESPACE } from './harness/demo-shop';
import { entered } from './harness/ledger';
import { lostOrders, notOnce, query } from './harness/orders-under';
import { record } from './harness/record';

test('every order that was accepted through all of the proofs is there at the end, exactly once, and fulfilled once', async () => {
  const orders = entered();
  expect(orders.length).toBeGreaterThan(1000);
  expect(await lostOrders(NAMESPACE, orders, 120)).toEqual({ orders: [], fulfilments: [] });
  const [last] = orders.slice(-1);
  const twin = removedAndCounted(last, orders);
  expect(twin).toEqual([last]);
  record({
    promise: 'every accepted order is there at the end exactly once, through rollouts, drains, kills and scaling',
    measured: `0 of ${orders.length} missing or twice, in orders and in fulfilments`,
    twin: `one order deleted by hand: ${twin.length} missing`,
  });
});

/** The count would see a single order that is missing. */
function removedAndCounted(id: string, orders: readonly string[]): string[] {
  query(NAMESPACE, `delete from fulfilments where order_id = '${id}'`);
  return notOnce(NAMESPACE, 'fulfilments', orders);
}
