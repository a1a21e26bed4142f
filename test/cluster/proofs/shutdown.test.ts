import type { AnyManifest } from '../../support/synthesis';
import { attempt, kubectl, kubectlJson } from '../kubectl';
import { demoShop, NAMESPACE } from './harness/demo-shop';
import type { DeployedShop } from './harness/deployed-shop';
import { failed, Load, type LoadReport } from './harness/load';
import { record } from './harness/record';

/** Almost all of the 30 s that a service has for what is in hand after its preStop. */
const SLOW_MS = 25_000;
let shop: DeployedShop;

beforeAll(async () => {
  shop = await demoShop();
  shop.change(withEveryCutShown);
  await shop.ready(120);
});

afterAll(() => shop?.restore());

test('a request in flight at deletion ends, new ones stop long before preStop does, and the pod is gone within its grace', async () => {
  const { spec } = shop.manifest('Deployment', 'orders').spec.template;
  const preStop: number = spec.containers[0].lifecycle.preStop.sleep.seconds;
  const grace: number = spec.terminationGracePeriodSeconds;
  const { failureThreshold, periodSeconds } = spec.containers[0].startupProbe;
  const start = Math.max(...shop.pods('orders').map(secondsToReady));
  expect(start).toBeLessThan(failureThreshold * periodSeconds);

  const proper = await deletionUnderSlowRequests();
  expect(failed(proper.report)).toEqual([]);
  expect(proper.report.requests.every(({ code }) => code === 200)).toBe(true);
  expect(proper.outOfEndpoints).toBeLessThan(preStop);
  expect(proper.gone).toBeGreaterThan(preStop);
  expect(proper.gone).toBeLessThan(grace);

  shop.change((manifest) => withGraceOfPreStop(withEveryCutShown(manifest)));
  await shop.ready(180);
  const twin = await deletionUnderSlowRequests();
  const cut = failed(twin.report);
  expect(cut.length).toBeGreaterThan(0);
  record({
    promise: `a ${SLOW_MS / 1000} s request in flight at deletion ends; preStop ${preStop} s, grace ${grace} s`,
    measured: `start ${start} s of ${failureThreshold * periodSeconds} s; out of the EndpointSlice after ${proper.outOfEndpoints} s; gone after ${proper.gone} s; 0 of ${proper.report.requests.length} cut`,
    twin: `grace ${preStop + 2} s: ${cut.length} of ${twin.report.requests.length} cut`,
  });
});

interface Deletion {
  readonly report: LoadReport;
  readonly outOfEndpoints: number;
  readonly gone: number;
}

/** Deletes a pod of orders while slow requests are spread over all of them. */
async function deletionUnderSlowRequests(): Promise<Deletion> {
  const url = `http://storefront.${NAMESPACE}/api/slow?ms=${SLOW_MS}`;
  const load = await Load.start(['-url', url, '-rate', '10', '-duration', '2s', '-timeout', '60s']);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const { name } = shop.pods('orders')[0].metadata;
  kubectl(['delete', 'pod', name, '-n', NAMESPACE, '--wait=false']);
  const deleted = Date.now();
  const outOfEndpoints = await secondsUntil(() => !readyEndpoints().includes(name), deleted);
  const gone = await secondsUntil(() => attempt(['get', 'pod', name, '-n', NAMESPACE]).status !== 0, deleted);
  return { report: await load.end(90), outOfEndpoints, gone };
}

async function secondsUntil(done: () => boolean, from: number): Promise<number> {
  while (!done()) {
    if (Date.now() > from + 120_000) throw new Error('nothing happened for 120 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return (Date.now() - from) / 1000;
}

function readyEndpoints(): string[] {
  const { items } = kubectlJson('get', 'endpointslices', '-n', NAMESPACE, '-l', 'kubernetes.io/service-name=orders');
  const endpoints: AnyManifest[] = items.flatMap((slice: AnyManifest) => slice.endpoints ?? []);
  return endpoints.filter(({ conditions }) => conditions.ready).map(({ targetRef }) => targetRef.name);
}

/** From the start of its container, to a second. */
function secondsToReady({ status }: AnyManifest): number {
  const ready = status.conditions.find((condition: AnyManifest) => condition.type === 'Ready');
  return (Date.parse(ready.lastTransitionTime) - Date.parse(status.containerStatuses[0].state.running.startedAt)) / 1000;
}

/** With a storefront that does not send a request again that a pod has cut off. */
function withEveryCutShown(manifest: AnyManifest): AnyManifest {
  if (manifest.kind === 'Deployment' && manifest.metadata.name === 'storefront')
    manifest.spec.template.metadata.annotations['cdk8s-shop/config'] = 'cut';
  if (manifest.kind === 'ConfigMap' && manifest.metadata.name === 'storefront-config')
    for (const [file, text] of Object.entries<string>(manifest.data))
      manifest.data[file] = text.replace('proxy_next_upstream error non_idempotent', 'proxy_next_upstream off');
  return manifest;
}

/** As if the grace began after preStop, as it is often taken to. */
function withGraceOfPreStop(manifest: AnyManifest): AnyManifest {
  const { kind, metadata, spec } = manifest;
  if (kind === 'Deployment' && metadata.name === 'orders')
    spec.template.spec.terminationGracePeriodSeconds = spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds + 2;
  return manifest;
}
