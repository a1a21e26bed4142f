import type { AnyManifest } from '../../support/synthesis';
import { eventually, kubectl, kubectlJson } from '../kubectl';
import { demoShop, NAMESPACE } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { failed, Load, percentile } from './harness/load';
import { plotOf, record } from './harness/record';

const WORK = `http://storefront.${NAMESPACE}/api/work?ms=3`;
const MAX = 5;
/** From 2 to 50 requests a second in 50 s. */
const HALF_A_RAMP = 1300;
let shop: DeployedShop;

beforeAll(async () => {
  shop = await demoShop();
  shop.change(smallAndQuick);
});

afterAll(() => shop?.restore());

test('a ramp to the maximum and back fails no request, and the quota admits it all with a rollout on top', async () => {
  const min: number = shop.manifest('HorizontalPodAutoscaler', 'orders').spec.minReplicas;
  const load = await Load.start(['-url', WORK, '-rate', '2', '-peak', '50', '-duration', '100s']);
  expect(await eventually(() => replicas() === MAX, 80)).toBe(true);
  kubectl(['rollout', 'restart', 'deployment/orders', '-n', NAMESPACE]);
  const report = await load.end(150);
  await shop.ready(180);
  expect(report.requests.length).toBeGreaterThanOrEqual(HALF_A_RAMP * 2);
  expect(failed(report)).toEqual([]);
  expect(refusedPods()).toEqual([]);
  expect(await eventually(() => replicas() === min, 180)).toBe(true);

  const running = podsThatStay();
  shop.change((manifest) => withPodsCappedAt(smallAndQuick(manifest), running));
  const twin = await Load.start(['-url', WORK, '-rate', '40', '-duration', '40s']);
  expect(await eventually(() => refusedPods().length > 0, 60)).toBe(true);
  await twin.end(90);
  record({
    promise: `a load ramp scales orders from ${min} to ${MAX} and back, a rollout on top, without a failed request or a refused pod`,
    measured: `0 of ${report.requests.length} failed, p99 ${percentile(report, 0.99)} ms, 0 FailedCreate`,
    plots: [plotOf('ramp', 0, report)],
    twin: `quota of the ${running} pods that run at minimum: ${refusedPods().length} FailedCreate`,
  });
});

function replicas(): number {
  return kubectlJson('get', 'deployment', 'orders', '-n', NAMESPACE).status.readyReplicas ?? 0;
}

/** Without those that the way down has left to end. */
function podsThatStay(): number {
  const { items } = kubectlJson('get', 'pods', '-n', NAMESPACE, '--field-selector=status.phase=Running');
  return items.filter(({ metadata }: AnyManifest) => metadata.deletionTimestamp === undefined).length;
}

function refusedPods(): string[] {
  const { items } = kubectlJson('get', 'events', '-n', NAMESPACE, '--field-selector=reason=FailedCreate');
  return items.map((event: AnyManifest) => event.message);
}

/** A maximum that two cores can bear, and a way back that does not wait five minutes. */
function smallAndQuick(manifest: AnyManifest): AnyManifest {
  const { kind, metadata, spec } = manifest;
  if (kind !== 'HorizontalPodAutoscaler' || metadata.name !== 'orders') return manifest;
  spec.maxReplicas = MAX;
  spec.behavior.scaleDown = { stabilizationWindowSeconds: 15, policies: [{ type: 'Pods', value: MAX, periodSeconds: 15 }] };
  return manifest;
}

function withPodsCappedAt(manifest: AnyManifest, pods: number): AnyManifest {
  if (manifest.kind === 'ResourceQuota') manifest.spec.hard.pods = `${pods}`;
  return manifest;
}
