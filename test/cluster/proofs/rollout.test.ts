import type { AnyManifest } from '../../support/synthesis';
import { demoShop, NAMESPACE } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { failed, type LoadReport, percentile, splitAt } from './harness/load';
import { Neighbour } from './harness/neighbour';
import { failures, lostOrders, ordersUnder } from './harness/orders-under';
import { type Plot, plotOf, record } from './harness/record';
import { withoutPreStop } from './harness/without-pre-stop';

const SPAN = { before: 6, total: 50 };
/** Long enough for the neighbour's rollout before the shop's own. */
const SPAN_WITH_NEIGHBOUR = { before: 12, total: 85 };
/** How often latencies may be measured: a machine can pause for reasons of its own. */
const MOST_ROLLOUTS = 3;
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
  const rollouts: Rollout[] = [];
  do rollouts.push(await rolledOut(rollouts.length));
  while (rollouts.length < MOST_ROLLOUTS && !isQuick(rollouts.at(-1)));
  const [last, ...earlier] = rollouts.reverse() as [Rollout, ...Rollout[]];

  shop.change((manifest) => withoutPreStop(release(manifest, 'old')));
  await shop.ready(120);
  const twin = await ordersUnder(NAMESPACE, 'bbbb000', SPAN, async () => {
    shop.change((manifest) => withoutPreStop(release(manifest, 'new')));
    await shop.ready(120);
  });
  record({
    promise: 'rollout of an image and a configuration under load: 0 failed requests, p99 at most 3 × the steady one',
    measured: [last, ...earlier].map(told).join('; before it '),
    twin: `preStop removed: ${failures(twin.during)}`,
    plots: [last.plot, plotOf('rollout without preStop', twin.since, twin.before, twin.during)],
  });
  expect(failed(twin.during).length).toBeGreaterThan(0);
  expect(rollouts.filter(isQuick)).not.toEqual([]);
});

/** A rollout of the shop, and 99th percentiles of latency in milliseconds. */
interface Rollout {
  readonly during: LoadReport;
  readonly rolling: number;
  /** While nothing happened. */
  readonly quiet: number;
  /** While pods of somebody else were replaced on the same nodes. */
  readonly beside: number;
  readonly plot: Plot;
}

/** Steady is a shop that is left alone, on nodes that are not: starting pods takes CPU and disk from all that is there. */
function isQuick(rollout?: Rollout): boolean {
  return rollout !== undefined && rollout.rolling <= 3 * Math.max(rollout.quiet, rollout.beside);
}

function told({ during, rolling, quiet, beside }: Rollout): string {
  return `${failures(during)}; p99 ${rolling} ms, steady ${quiet} ms, ${beside} ms while pods of somebody else are replaced`;
}

/** The neighbour's pods are replaced under load, and then those of the shop; no request may fail. */
async function rolledOut(count: number): Promise<Rollout> {
  let released = 0;
  const course = await ordersUnder(NAMESPACE, `aaaa00${count}`, SPAN_WITH_NEIGHBOUR, async () => {
    neighbour?.roll();
    released = Date.now();
    shop.change((manifest) => release(manifest, `${count}`));
    await shop.ready(120);
  });
  const [beside, during] = splitAt(course.during, released);
  expect(course.before.requests.length).toBeGreaterThan(800);
  expect(beside.requests.length).toBeGreaterThan(1500);
  expect(during.requests.length).toBeGreaterThan(4000);
  expect([course.before, beside, during].flatMap(failed)).toEqual([]);
  expect(course.accepted.length).toBeGreaterThan(2000);
  expect(await lostOrders(NAMESPACE, course.accepted, 60)).toEqual({ orders: [], fulfilments: [] });
  return {
    during,
    rolling: percentile(during, 0.99),
    quiet: percentile(course.before, 0.99),
    beside: percentile(beside, 0.99),
    plot: plotOf('rollout', released - course.during.began.getTime(), course.before, course.during),
  };
}

/** What a new image does to the pods of orders, by an annotation, and a new configuration to those of the storefront. */
function release(manifest: AnyManifest, version: string): AnyManifest {
  const { kind, metadata, spec } = manifest;
  if (kind === 'Deployment' && metadata.name === 'orders') spec.template.metadata.annotations['proof.shop/image'] = version;
  if (kind === 'Deployment' && metadata.name === 'storefront') spec.template.metadata.annotations['cdk8s-shop/config'] = version;
  if (kind === 'ConfigMap' && metadata.name === 'storefront-config')
    manifest.data['etc_nginx_conf.d_default.conf'] += `# release ${version}\n`;
  return manifest;
}
