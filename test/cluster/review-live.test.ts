import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIn } from '../support/command-run';
import { finalize, hasControllers, releaseClaims } from './controllers';
import { attempt, eventually, kubectl, kubectlJson } from './kubectl';

const ROOT = join(__dirname, '../..');
const NAMESPACE = 'review-live';

let folder: string;
let controllers: boolean;

beforeAll(async () => {
  controllers = await hasControllers();
  folder = mkdtempSync(join(tmpdir(), 'shop-review-live-'));
  copy('dist', (text) => text);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The demo shop under another name, in a folder of its own, and changed. */
function copy(name: string, change: (text: string, file: string) => string): void {
  mkdirSync(join(folder, name), { recursive: true });
  for (const file of readdirSync(join(ROOT, 'dist'))) {
    const text = readFileSync(join(ROOT, 'dist', file), 'utf8').replaceAll('bookshop', NAMESPACE);
    writeFileSync(join(folder, name, file), change(text, file));
  }
}

const review = (name: string) => runIn(folder, ['review', '--live', `${name}/`, '--format', 'json'], { environment: process.env });

async function effectsOf(name: string): Promise<string[]> {
  const { out, error, exit } = await review(name);
  if (exit === 2) throw new Error(error);
  const { effects } = JSON.parse(out) as { readonly effects: ReadonlyArray<{ readonly kind: string; readonly object: string }> };
  return effects.map(({ kind, object }) => `${kind} ${object}`);
}

/** Versions of what is there and of nobody's doing but ours: a review that wrote anything would change them. */
function versions(): string[] {
  const { items } = kubectlJson('get', 'configmap,service,networkpolicy,role,serviceaccount', '-n', NAMESPACE);
  return items.map(
    ({ metadata }: { metadata: { name: string; resourceVersion: string } }) => `${metadata.name} ${metadata.resourceVersion}`,
  );
}

async function removeShop(): Promise<void> {
  attempt(['delete', '--wait=false', '--ignore-not-found', '-f', join(folder, 'dist')]);
  // A bare API server lets a namespace go and keeps what is in it.
  attempt(['delete', 'configmap', '--all', '-n', NAMESPACE]);
  const gone = (): boolean => attempt(['get', 'namespace', NAMESPACE]).status !== 0;
  if (gone()) return;
  if (controllers) {
    await eventually(gone, 180);
    return;
  }
  releaseClaims(NAMESPACE);
  finalize(NAMESPACE);
}

describe.each([
  ['server-side apply', ['apply', '--server-side', '--field-manager=shop-review-test']],
  ['apply from the client', ['apply']],
  ['create, as tools do that apply nothing', ['create']],
])('what runs by %s', (_, verb) => {
  beforeAll(() => {
    for (const file of readdirSync(join(folder, 'dist')).sort()) kubectl([...verb, '-f', join(folder, 'dist', file)]);
  });
  afterAll(removeShop);

  test('differs in nothing from what was applied, whatever defaults and controllers have added', async () => {
    expect(await effectsOf('dist')).toEqual([]);
  });

  test('an image is one effect, and reading writes nothing', async () => {
    copy('image', (text) => text.replace(/(image: .*\/storefront:)[\d.]+/, '$19.9.9'));
    const before = versions();
    expect(await effectsOf('image')).toEqual([`rolls apps/Deployment/${NAMESPACE}/storefront`]);
    expect(versions()).toEqual(before);
  });

  test('what is new, what has been changed by hand, and what was deployed with the rest and is wanted no more', async () => {
    kubectl(['create', 'configmap', 'leftover', '-n', NAMESPACE, '--from-literal=a=b']);
    kubectl([
      'label',
      'configmap',
      'leftover',
      '-n',
      NAMESPACE,
      `app.kubernetes.io/part-of=${NAMESPACE}`,
      'app.kubernetes.io/managed-by=cdk8s-shop',
    ]);
    kubectl(['create', 'configmap', 'somebody-elses', '-n', NAMESPACE, '--from-literal=a=b']);
    kubectl(['set', 'env', 'deployment/orders', '-n', NAMESPACE, 'LOG_LEVEL=debug']);
    kubectl(['annotate', 'deployment', 'storefront', '-n', NAMESPACE, 'somebody=else']);
    kubectl(['delete', 'service', 'storefront', '-n', NAMESPACE]);
    const { out } = await review('dist');
    const { changes } = JSON.parse(out) as { readonly changes: ReadonlyArray<{ readonly object: string; readonly kind: string }> };
    expect(changes.map(({ object, kind }) => `${kind} ${object}`)).toEqual([
      `removed /ConfigMap/${NAMESPACE}/leftover`,
      `added /Service/${NAMESPACE}/storefront`,
    ]);
  });
});

describe('kinds that the folder has none of any more', () => {
  const GONE = ['CronJob', 'HorizontalPodAutoscaler', 'PersistentVolumeClaim', 'StatefulSet'];
  const kindOf = (document: string): string => /^kind: (\w+)/m.exec(document)?.[1] ?? '';

  beforeAll(() => {
    copy('fewer', (text) =>
      text
        .split(/^---\n/m)
        .filter((document) => !GONE.includes(kindOf(document)))
        .join('---\n'),
    );
    for (const file of readdirSync(join(folder, 'dist')).sort()) kubectl(['apply', '--server-side', '-f', join(folder, 'dist', file)]);
    const labels = { 'app.kubernetes.io/part-of': NAMESPACE, 'app.kubernetes.io/managed-by': 'cdk8s-shop' };
    const claim = (name: string) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: NAMESPACE, labels },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    kubectl(['apply', '--server-side', '-f', '-'], claim('exports'));
    // As the controller of a StatefulSet makes them, which copies labels.
    kubectl(['apply', '--server-side', '--field-manager=kube-controller-manager', '-f', '-'], claim('data-orders-db-9'));
  });
  afterAll(async () => {
    attempt(['delete', 'pvc', '--all', '--wait=false', '-n', NAMESPACE]);
    await removeShop();
  });

  test('the last of each is seen to go, by labels in the hand of those who deploy', async () => {
    const { out, error } = await review('fewer');
    const { changes } = JSON.parse(out) as { readonly changes: ReadonlyArray<{ readonly object: string; readonly kind: string }> };
    const removed = (kind: string, ...names: readonly string[]) => names.map((name) => `removed ${kind}/${NAMESPACE}/${name}`);
    expect(changes.map(({ object, kind }) => `${kind} ${object}`).sort()).toEqual([
      ...removed('/PersistentVolumeClaim', 'exports'),
      ...removed('apps/StatefulSet', 'carts', 'order-events', 'orders-db'),
      ...removed('autoscaling/HorizontalPodAutoscaler', 'fulfilment', 'orders', 'storefront'),
    ]);
    expect(error).toBe('');
  });

  test('and not from another namespace, nor by another tool', async () => {
    const elsewhere = new RegExp(`^((?:  namespace|kind: Namespace[^]*?  name): )${NAMESPACE}$`, 'gm');
    copy('elsewhere', (text) => text.replace(elsewhere, '$1review-live-elsewhere'));
    const { out, error } = await review('elsewhere');
    const { changes } = JSON.parse(out) as { readonly changes: ReadonlyArray<{ readonly object: string; readonly kind: string }> };
    expect(changes.filter(({ kind }) => kind !== 'added')).toEqual([]);
    expect(error).toBe(`in no manifest, perhaps another namespace’s by its labels, and not taken to go: Namespace/${NAMESPACE}\n`);
    kubectl(['annotate', 'statefulset', '--all', '-n', NAMESPACE, 'meta.helm.sh/release-name=a', 'meta.helm.sh/release-namespace=b']);
    expect((await effectsOf('fewer')).filter((effect) => effect.includes('StatefulSet'))).toEqual([]);
  });
});

test('values of Secrets of the cluster are in no report', async () => {
  const secret = (value: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'psp', namespace: 'default', labels: { 'app.kubernetes.io/name': NAMESPACE } },
    stringData: { token: value },
  });
  kubectl(['apply', '-f', '-'], secret('hunter2-in-the-cluster'));
  try {
    mkdirSync(join(folder, 'secret'), { recursive: true });
    writeFileSync(join(folder, 'secret', 'x.json'), JSON.stringify(secret('hunter3-in-a-file')));
    for (const format of ['text', 'markdown', 'html', 'json', 'sarif', 'github']) {
      const { out, exit } = await runIn(folder, ['review', '--live', 'secret/', '--format', format], { environment: process.env });
      expect(exit).not.toBe(2);
      expect(out).not.toMatch(/hunter|aHVudGVy/);
      if (format === 'json') expect(out).toContain('/Secret/default/psp');
    }
  } finally {
    kubectl(['delete', 'secret', 'psp', '-n', 'default']);
  }
});

test('a cluster that does not answer is told, and nothing is reviewed', async () => {
  const config = join(folder, 'config.json');
  const cluster = { name: 'away', cluster: { server: 'https://127.0.0.1:1' } };
  const context = { name: 'away', context: { cluster: 'away', user: '' } };
  writeFileSync(
    config,
    JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [cluster], contexts: [context], 'current-context': 'away' }),
  );
  const { exit, out, error } = await runIn(folder, ['review', '--live', 'dist/'], { environment: { ...process.env, KUBECONFIG: config } });
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(error).toMatch(/^cdk8s-shop: the cluster cannot be read: .*\. Nothing was reviewed\n$/);
});
