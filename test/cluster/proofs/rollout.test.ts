import type { AnyManifest } from '../../support/synthesis';
import { demoShop, NAMESPACE } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { failed, percentile, splitAt } from './harness/load';
import { Neighbour } from './harness/neighbour';
import { failures, lostOrders, ordersUnder } from './harness/orders-under';
import { plotOf, record } from './harness/record';
import { withoutPreStop } from './harness/without-pre-stop';

const SPAN = { before: 6, total: 50 };
/** Long enough for the neighbour's rollout before the shop's own. */
const SPAN_WITH_NEIGHBOUR = { before: 12, total: 85 };
let shop: DeployedShop;
let neighbour: Neighbour | undefined;

beforeAll(async () => {
  shop = await demoShop();
});

afterAll(async () => {
  neighbour?.remove();
  await shop?.restore();
});

test('a new image and a new configuration go out without a failed request; without preStop some fail', async () => {
  neighbour = Neighbour.of(shop, ['orders', 'storefront']);
  let released = 0;
  const proper = await ordersUnder(NAMESPACE, 'aaaa000', SPAN_WITH_NEIGHBOUR, async () => {
    neighbour?.roll();
    released = Date.now();
    shop.change((manifest) => release(manifest, '2'));
    await shop.ready(120);
  });
  const [beside, during] = splitAt(proper.during, released);
  const [quiet, busy, rolling] = [proper.before, beside, during].map((report) => percentile(report, 0.99)) as [number, number, number];
  expect(proper.before.requests.length).toBeGreaterThan(800);
  expect(beside.requests.length).toBeGreaterThan(1500);
  expect(during.requests.length).toBeGreaterThan(4000);
  expect([proper.before, beside, during].flatMap(failed)).toEqual([]);
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
    measured: `${failures(during)}; p99 ${rolling} ms, steady ${quiet} ms, ${busy} ms while pods of somebody else are replaced`,
    twin: `preStop removed: ${failures(twin.during)}`,
    plots: [
      plotOf('rollout', released - proper.during.began.getTime(), proper.before, proper.during),
      plotOf('rollout without preStop', twin.since, twin.before, twin.during),
    ],
  });
  expect(failed(twin.during).length).toBeGreaterThan(0);
  // Steady is a shop that is left alone, on nodes that are not: starting pods takes CPU and disk from all that is there.
  expect(rolling).toBeLessThanOrEqual(3 * Math.max(quiet, busy));
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
