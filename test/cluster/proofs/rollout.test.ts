import { DeployedShop } from './harness/deployed-shop';
import { failed, Load, percentile } from './harness/load';

const NAMESPACE = 'proof-rollout';
const ORDERS = `http://storefront.${NAMESPACE}/api/orders`;
let shop: DeployedShop;

beforeAll(async () => {
  shop = await DeployedShop.deploy({ main: 'main.ts', namespace: NAMESPACE });
});

afterAll(async () => {
  await shop.remove();
});

test('at a steady load no order is refused', async () => {
  const load = await Load.start(['-url', ORDERS, '-orders', 'aaaa0001', '-rate', '40', '-duration', '15s']);
  const report = await load.end(60);
  expect(report.requests).toHaveLength(600);
  expect(failed(report)).toEqual([]);
  console.log(percentile(report, 0.99));
});
