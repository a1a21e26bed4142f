import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program, RunProgram } from '../../lib/cli/program';
import { reviewVerb } from '../../lib/cli/verbs/review-verb';
import { fileIn, runIn } from '../support/command-run';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-live-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the API server has at a path, or how kubectl fails there. */
type Served = Readonly<Record<string, object | string>>;

const NOT_FOUND = 'Error from server (NotFound): the server could not find the requested resource';

const resource = (name: string, kind: string, namespaced = true): object => ({ name, kind, namespaced });
const DISCOVERY: Served = {
  '/version': { gitVersion: 'v1.33.4+vendor.1' },
  '/api/v1': {
    resources: [
      resource('configmaps', 'ConfigMap'),
      resource('services/status', 'Service'),
      resource('services', 'Service'),
      resource('secrets', 'Secret'),
      resource('namespaces', 'Namespace', false),
    ],
  },
};

/** Reviews what is in dist/ against a cluster that has this. */
async function review(served: Served, args: readonly string[] = [], environment = {}) {
  const ran: Program[] = [];
  const run: RunProgram = async (program) => {
    ran.push(program);
    const answer = { ...DISCOVERY, ...served }[program.args[2] ?? ''] ?? NOT_FOUND;
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    if (typeof answer === 'string') return { code: 1, error: `W1128 a warning\n${answer}\n`, output: bytes('') };
    return { code: 0, error: '', output: bytes(JSON.stringify(answer)) };
  };
  const told = await runIn(folder, ['review', '--live', 'dist/', '--format', 'json', ...args], { environment }, [reviewVerb(run)]);
  const changes = told.out === '' ? [] : JSON.parse(told.out).changes;
  return { ...told, ran, changes: changes.map(({ kind, object }: { kind: string; object: string }) => `${kind} ${object}`) };
}

const MARKS = { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'cdk8s-shop' };
const configMap = (name: string, data: object, metadata: object = { namespace: 'shop' }): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels: MARKS, ...metadata },
  data,
});
/** An item of a list of the API, which leaves out what all of them are. */
const listed = (...objects: readonly object[]): object => ({
  items: objects.map((object) => ({ ...object, kind: undefined, apiVersion: undefined })),
});
const CONFIG_MAPS = '/api/v1/namespaces/shop/configmaps?limit=500';
const dist = (...objects: readonly object[]): string =>
  fileIn(folder, 'dist/x.yaml', objects.map((object) => JSON.stringify(object)).join('\n---\n'));

test('what runs is compared with the files, and what was deployed with it would go', async () => {
  dist(configMap('same', { a: '1' }), configMap('other', { a: '1' }), configMap('new', {}));
  const { changes, exit, error, ran } = await review({
    [CONFIG_MAPS]: listed(
      { ...configMap('same', { a: '1' }), metadata: { name: 'same', namespace: 'shop', labels: MARKS, uid: '1' } },
      configMap('other', { a: '2' }),
      configMap('old', {}),
      configMap('foreign', {}, { namespace: 'shop', labels: {} }),
    ),
  });
  expect({ changes, exit, error }).toEqual({
    changes: ['added /ConfigMap/shop/new', 'removed /ConfigMap/shop/old', 'changed /ConfigMap/shop/other'],
    exit: expect.any(Number),
    error: '',
  });
  expect(ran.map(({ args }) => args[2])).toEqual(['/version', '/api/v1', CONFIG_MAPS]);
});

test('kubectl is only ever asked to get, with patience, by the context and environment that the user gives', async () => {
  dist(configMap('a', {}), { apiVersion: 'x.example/v1', kind: 'Thing', metadata: { name: 'a', namespace: 'shop' } });
  const { ran, out } = await review({}, ['--context', 'production'], { KUBECONFIG: '/k' });
  expect(ran.length).toBeGreaterThan(3);
  for (const { command, args, environment, input } of ran) {
    expect([command, args[0], args[1], ...args.slice(3)]).toEqual([
      'kubectl',
      'get',
      '--raw',
      '--request-timeout=10s',
      '--context=production',
    ]);
    expect({ environment, input }).toEqual({ environment: { KUBECONFIG: '/k' }, input: undefined });
  }
  expect(JSON.parse(out).before).toBe('production');
});

test('lists come in pages', async () => {
  dist(configMap('a', {}), configMap('b', {}));
  const { changes } = await review({
    [CONFIG_MAPS]: { ...listed(configMap('a', {})), metadata: { continue: 'x/y=' } },
    [`${CONFIG_MAPS}&continue=x%2Fy%3D`]: { ...listed(configMap('b', {})), metadata: {} },
  });
  expect(changes).toEqual([]);
});

test('who may not list is asked for each, and told what cannot be seen', async () => {
  dist(configMap('a', { x: '1' }), configMap('b', {}));
  const forbidden = 'Error from server (Forbidden): configmaps is forbidden: User "u" cannot list resource "configmaps"';
  const { changes, error } = await review({ [CONFIG_MAPS]: forbidden, '/api/v1/namespaces/shop/configmaps/a': configMap('a', { x: '1' }) });
  expect(changes).toEqual(['added /ConfigMap/shop/b']);
  expect(error).toBe('this user may not list configmaps in shop, so none of them can be seen to go\n');
  const none = await review({ [CONFIG_MAPS]: forbidden, '/api/v1/namespaces/shop/configmaps/a': forbidden.replace('list', 'get') });
  expect(none).toMatchObject({ exit: 2, out: '' });
  expect(none.error).toMatch(
    /^cdk8s-shop: this user may not read what is compared: .* cannot get resource "configmaps"\. Nothing was reviewed; a role/,
  );
});

test('who may not list what belongs to the whole cluster is told so too', async () => {
  dist({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  const forbidden = 'Error from server (Forbidden): namespaces is forbidden: User "u" cannot list resource "namespaces"';
  const { changes, error } = await review({
    '/api/v1/namespaces?limit=500': forbidden,
    '/api/v1/namespaces/shop': { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  });
  expect({ changes, error }).toEqual({ changes: [], error: 'this user may not list namespaces, so none of them can be seen to go\n' });
});

test('objects without a namespace are where --namespace says, and those of the whole cluster are nowhere', async () => {
  dist(configMap('a', {}, {}), { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  expect((await review({})).error).toBe('cdk8s-shop: the ConfigMap a states no namespace: say by --namespace where it is applied\n');
  const served = { [CONFIG_MAPS]: listed(configMap('a', {})), '/api/v1/namespaces?limit=500': listed({ metadata: { name: 'shop' } }) };
  expect((await review(served, ['--namespace', 'shop'])).changes).toEqual([]);
});

describe('a custom resource', () => {
  const thing = (spec: object, apiVersion = 'x.example/v1'): object => ({
    apiVersion,
    kind: 'Thing',
    metadata: { name: 'a', namespace: 'shop' },
    spec,
  });
  const schema = {
    'x-kubernetes-group-version-kind': [{ group: 'x.example', kind: 'Thing', version: 'v1' }],
    properties: { spec: { properties: { weight: { default: 1 } } } },
  };
  const things = (version: string, ...objects: readonly object[]): Served => ({
    '/apis/x.example': {
      preferredVersion: { groupVersion: `x.example/${version}` },
      versions: [{ groupVersion: 'x.example/v1alpha1' }, { groupVersion: `x.example/${version}` }],
    },
    '/apis/x.example/v1alpha1': { resources: [] },
    [`/apis/x.example/${version}`]: { resources: [resource('things', 'Thing')] },
    '/openapi/v3/apis/x.example/v1': { components: { schemas: { Thing: schema, Other: {} } } },
    [`/apis/x.example/${version}/namespaces/shop/things?limit=500`]: listed(...objects),
  });

  test('has the defaults of its schema', async () => {
    dist(thing({ items: [{ a: 1 }] }));
    expect((await review(things('v1', thing({ items: [{ a: 1 }], weight: 1 })))).changes).toEqual([]);
    expect((await review(things('v1', thing({ items: [{ a: 1 }], weight: 2 })))).changes).toEqual(['changed x.example/Thing/shop/a']);
  });

  test('is read in the version that is served, and is new where none is', async () => {
    dist(thing({ a: 1 }));
    expect((await review(things('v2', thing({ a: 1 }, 'x.example/v2')))).changes).not.toContain('added x.example/Thing/shop/a');
    expect((await review({})).changes).toEqual(['added x.example/Thing/shop/a']);
  });

  test('is read in an older version where the preferred one has no such kind', async () => {
    dist(thing({ a: 1 }, 'x.example/v1alpha1'));
    const served: Served = {
      ...things('v1'),
      '/apis/x.example/v1': { resources: [resource('others', 'Other')] },
      '/apis/x.example/v1alpha1': { resources: [resource('things', 'Thing')] },
      '/openapi/v3/apis/x.example/v1alpha1': {},
    };
    const old = { ...served, '/apis/x.example/v1alpha1/namespaces/shop/things?limit=500': listed(thing({ a: 2 }, 'x.example/v1alpha1')) };
    expect((await review(old)).changes).toEqual(['changed x.example/Thing/shop/a']);
    dist(thing({ a: 1 }, 'x.example/v2'));
    const read = await review(old);
    expect(read.ran.map(({ args }) => args[2])).toEqual([
      '/version',
      '/apis/x.example',
      '/apis/x.example/v1',
      '/apis/x.example/v1alpha1',
      '/apis/x.example/v1alpha1/namespaces/shop/things?limit=500',
    ]);
  });
});

test('values of Secrets reach no report', async () => {
  const secret = (value: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'psp', namespace: 'shop' },
    data: { token: Buffer.from(value).toString('base64') },
  });
  dist(secret('hunter3'));
  const { out, changes } = await review({ '/api/v1/namespaces/shop/secrets?limit=500': listed(secret('hunter2')) });
  expect(changes).toEqual(['changed /Secret/shop/psp']);
  expect(out).not.toMatch(/hunter|aHVudGVy/);
});

test.each([
  [
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?: no KUBECONFIG names a cluster',
  ],
  [
    'Unable to connect to the server: context deadline exceeded',
    'no answer within 10s (Unable to connect to the server: context deadline exceeded)',
  ],
  ['error: You must be logged in to the server (Unauthorized)', 'You must be logged in to the server (Unauthorized)'],
  ['error: context "nope" does not exist', 'context "nope" does not exist'],
])('a cluster that cannot be reached is told: %s', async (said, told) => {
  dist(configMap('a', {}));
  expect(await review({ '/version': said })).toMatchObject({
    exit: 2,
    out: '',
    error: `cdk8s-shop: the cluster cannot be read: ${told}. Nothing was reviewed\n`,
  });
});

test('what answers and is no API server, and a machine without kubectl', async () => {
  dist(configMap('a', {}));
  const proxy: RunProgram = async () => ({ code: 0, error: '', output: new TextEncoder().encode('<html>') });
  const by = async (run: RunProgram) => (await runIn(folder, ['review', '--live', 'dist/'], {}, [reviewVerb(run)])).error;
  expect(await by(proxy)).toBe('cdk8s-shop: the cluster cannot be read: what answers at /version is no API server. Nothing was reviewed\n');
  expect(await by(async () => undefined)).toMatch(/^cdk8s-shop: there is no kubectl here/);
});
