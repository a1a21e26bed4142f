import type { AnyManifest } from '../../support/synthesis';
import { demoShop, NAMESPACE } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { failed, percentile } from './harness/load';
import { failures, lostOrders, ordersUnder } from './harness/orders-under';
import { plotOf, record } from './harness/record';
import { withoutPreStop } from './harness/without-pre-stop';

const SPAN = { before: 12, total: 60 };
let shop: DeployedShop;

beforeAll(async () => {
  shop = await demoShop();
});

afterAll(() => shop?.restore());

test('a new image and a new configuration go out without a failed request; without preStop some fail', async () => {
  const proper = await ordersUnder(NAMESPACE, 'aaaa000', SPAN, async () => {
    shop.change((manifest) => release(manifest, '2'));
    await shop.ready(120);
  });
  const [steady, rolling] = [percentile(proper.before, 0.99), percentile(proper.during, 0.99)];
  expect(proper.before.requests.length).toBeGreaterThan(800);
  expect(proper.during.requests.length).toBeGreaterThan(4000);
  expect([...failed(proper.before), ...failed(proper.during)]).toEqual([]);
  expect(proper.accepted.length).toBeGreaterThan(2000);
  expect(await lostOrders(NAMESPACE, proper.accepted, 60)).toEqual({ orders: [], fulfilments: [] });

  shop.change((manifest) => withoutPreStop(release(manifest, '3')));
  await shop.ready(120);
  const twin = await ordersUnder(NAMESPACE, 'bbbb000', SPAN, async () => {
    shop.change((manifest) => withoutPreStop(release(manifest, '4')));
    await shop.ready(120);
  });
  record({
    promise: 'rollout of an image and a configuration under load: 0 failed requests, p99 at most 3 × the steady one',
    measured: `${failures(proper.during)}; p99 ${rolling} ms, steady ${steady} ms`,
    twin: `preStop removed: ${failures(twin.during)}`,
    plots: [
      plotOf('rollout', proper.since, proper.before, proper.during),
      plotOf('rollout without preStop', twin.since, twin.before, twin.during),
    ],
  });
  expect(failed(twin.during).length).toBeGreaterThan(0);
  expect(rolling).toBeLessThanOrEqual(3 * steady);
});

/** What a new image does to the pods of orders, by an annotation, and a new configuration to those of the storefront. */
function release(manifest: AnyManifest, version: string): AnyManifest {
  const { kind, metadata, spec } = manifest;
  if (kind === 'Deployment' && metadata.name === 'orders') spec.template.metadata.annotations['proof.shop/image'] = version;
  if (kind === 'Deployment' && metadata.name === 'storefront') spec.template.metadata.annotations['cdk8s-shop/config'] = version;
  if (kind === 'ConfigMap' && metadata.name === 'storefront-config')
    manifest.data['etc_nginx_conf.d_default.conf'] += `# release ${version}\n`;
  return manifest;
}
