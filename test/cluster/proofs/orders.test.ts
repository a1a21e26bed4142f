import { NAMESPACE } from './harness/demo-shop';
import { entered } from './harness/ledger';
import { lostOrders, notOnce } from './harness/orders-under';
import { record } from './harness/record';

test('every order that was accepted through all of the proofs is there at the end, exactly once, and fulfilled once', async () => {
  const orders = entered();
  expect(orders.length).toBeGreaterThan(1000);
  expect(await lostOrders(NAMESPACE, orders, 120)).toEqual({ orders: [], fulfilments: [] });

  const unprotected = entered('unprotected');
  const [lost, unfulfilled] = [notOnce(NAMESPACE, 'orders', unprotected), notOnce(NAMESPACE, 'fulfilments', unprotected)];
  record({
    promise: 'every accepted order is there at the end exactly once, through rollouts, drains, kills and scaling',
    measured: `0 of ${orders.length} missing or twice, in orders and in fulfilments`,
    twin: `accepted while the database, then the queue had no claim: ${lost.length} of ${unprotected.length} missing, ${unfulfilled.length} not fulfilled`,
  });
  expect(lost.length).toBeGreaterThan(0);
  expect(unfulfilled.length).toBeGreaterThan(lost.length);
});
