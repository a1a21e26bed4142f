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

/** What kubectl itself tells of several kinds. */
interface Kinds {
  /** Its table of kinds. */
  readonly table?: string;
  /** What it lists, by the arguments that say where. */
  readonly lists?: Readonly<Record<string, readonly object[]>>;
  /** How it complains of the table, or of a list. */
  readonly complaint?: string;
}

/** Reviews what is in dist/ against a cluster that has this. */
async function review(served: Served, args: readonly string[] = [], environment = {}, kinds: Kinds = {}) {
  const ran: Program[] = [];
  const run: RunProgram = async (program) => {
    ran.push(program);
    const [verb, raw, path = ''] = program.args;
    const where = program.args.slice(1).join(' ');
    if (verb === 'api-resources') return ended(kinds.table ?? '', kinds.table?.includes('complain') ? kinds.complaint : undefined);
    if (raw !== '--raw') {
      const items = Object.entries(kinds.lists ?? {}).flatMap(([start, objects]) => (where.startsWith(start) ? objects : []));
      return ended(JSON.stringify({ kind: 'List', items }), kinds.complaint);
    }
    const answer = { ...DISCOVERY, ...served }[path] ?? NOT_FOUND;
    return typeof answer === 'string' ? ended('', `W1128 a warning\n${answer}\n`) : ended(JSON.stringify(answer));
  };
  const told = await runIn(folder, ['review', '--live', 'dist/', '--format', 'json', ...args], { environment }, [reviewVerb(run)]);
  const changes = told.out === '' ? [] : JSON.parse(told.out).changes;
  return { ...told, ran, changes: changes.map(({ kind, object }: { kind: string; object: string }) => `${kind} ${object}`) };
}

const ended = (output: string, error = '') => ({ code: error === '' ? 0 : 1, error, output: new TextEncoder().encode(output) });

const MARKS = { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'cdk8s-shop' };
/** Who has written the labels. */
const DEPLOYED = [
  {
    manager: 'kubectl-client-side-apply',
    operation: 'Update',
    fieldsV1: { 'f:metadata': { 'f:labels': Object.fromEntries(Object.keys(MARKS).map((name) => [`f:${name}`, {}])) }, 'f:data': {} },
  },
];
const configMap = (name: string, data: object, metadata: object = { namespace: 'shop' }): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels: MARKS, managedFields: DEPLOYED, ...metadata },
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
      configMap('same', { a: '1' }, { namespace: 'shop', uid: '1' }),
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
  expect(ran.map(({ args }) => args.slice(0, -1).join(' '))).toEqual([
    'get --raw /version',
    'get --raw /api/v1',
    `get --raw ${CONFIG_MAPS}`,
    'api-resources --verbs=get,list,delete --no-headers',
  ]);
});

test('kubectl is only ever asked what there is, with patience, by the context and environment that the user gives', async () => {
  dist(configMap('a', {}), { apiVersion: 'x.example/v1', kind: 'Thing', metadata: { name: 'a', namespace: 'shop' } });
  const { ran, out } = await review({}, ['--context', 'production'], { KUBECONFIG: '/k' });
  expect(ran.length).toBeGreaterThan(3);
  expect(ran.filter(({ args }) => args[0] === 'api-resources')).toHaveLength(1);
  for (const { command, args, environment, input } of ran) {
    expect([command, ...args.slice(-2)]).toEqual(['kubectl', '--request-timeout=10s', '--context=production']);
    expect(['get', 'api-resources']).toContain(args[0]);
    expect({ environment, input }).toEqual({ environment: { KUBECONFIG: '/k' }, input: undefined });
  }
  expect(JSON.parse(out).before).toBe('production');
});

describe('kinds that no manifest has any more', () => {
  const TABLE = `
configmaps                     cm        v1                   true    ConfigMap
endpoints                      ep        v1                   true    Endpoints
namespaces                     ns        v1                   false   Namespace
persistentvolumeclaims         pvc       v1                   true    PersistentVolumeClaim
pods                           po        v1                   true    Pod
statefulsets                   sts       apps/v1              true    StatefulSet
cronjobs                                 batch/v1             true    CronJob
clusterroles                             rbac.authorization.k8s.io/v1   false   ClusterRole
`;
  const BY_LABELS = '--selector=app.kubernetes.io/managed-by=cdk8s-shop,app.kubernetes.io/part-of=shop';
  const NAMESPACED = 'persistentvolumeclaims.v1.,statefulsets.v1.apps,cronjobs.v1.batch';
  const IN_SHOP = `${NAMESPACED} --namespace=shop ${BY_LABELS}`;
  const live = (apiVersion: string, kind: string, name: string, metadata: object = {}): object => ({
    apiVersion,
    kind,
    metadata: { name, namespace: 'shop', labels: MARKS, managedFields: DEPLOYED, ...metadata },
  });
  const there = { [CONFIG_MAPS]: listed(configMap('a', {})) };
  const questions = (ran: readonly Program[]) => ran.map(({ args }) => args.slice(1, -3).join(' ')).slice(4);

  test('are looked for in the namespaces and beside them, by the labels of what was deployed together', async () => {
    dist(configMap('a', {}));
    const { changes, error, ran } = await review(
      there,
      [],
      {},
      {
        table: TABLE,
        lists: {
          [IN_SHOP]: [
            live('v1', 'PersistentVolumeClaim', 'backups'),
            // Whom the StatefulSet's controller has given the labels of the StatefulSet.
            live('v1', 'PersistentVolumeClaim', 'data-db-0', { managedFields: [{ ...DEPLOYED[0], manager: 'kube-controller-manager' }] }),
            live('apps/v1', 'StatefulSet', 'db'),
            live('batch/v1', 'CronJob', 'nightly'),
            live('batch/v1', 'CronJob', 'made', { ownerReferences: [{ kind: 'Shop', name: 'shop' }] }),
          ],
          [`namespaces.v1.,clusterroles.v1.rbac.authorization.k8s.io ${BY_LABELS}`]: [
            live('v1', 'Namespace', 'production', { namespace: undefined }),
          ],
        },
      },
    );
    expect(changes).toEqual([
      'removed /PersistentVolumeClaim/shop/backups',
      'removed apps/StatefulSet/shop/db',
      'removed batch/CronJob/shop/nightly',
    ]);
    expect(error).toBe('in no manifest, perhaps another namespace’s by its labels, and not taken to go: Namespace/production\n');
    expect(questions(ran)).toEqual([IN_SHOP, `namespaces.v1.,clusterroles.v1.rbac.authorization.k8s.io ${BY_LABELS}`]);
    for (const { args } of ran.slice(4))
      expect(args.slice(-3)).toEqual(['--output=json', '--show-managed-fields', '--request-timeout=10s']);
  });

  test('are looked for whole where only annotations tell what was deployed together', async () => {
    const tracked = (name: string, kind: string) => ({ 'argocd.argoproj.io/tracking-id': `shop:${kind}:shop/${name}` });
    dist(configMap('a', {}));
    const argo = configMap('a', {}, { namespace: 'shop', annotations: tracked('a', '/ConfigMap') });
    const { changes, ran } = await review(
      { [CONFIG_MAPS]: listed(argo) },
      [],
      {},
      {
        table: TABLE,
        lists: {
          [`${NAMESPACED} --namespace=shop`]: [
            live('apps/v1', 'StatefulSet', 'db', { annotations: tracked('db', 'apps/StatefulSet') }),
            live('apps/v1', 'StatefulSet', 'untracked'),
          ],
        },
      },
    );
    expect(changes).toEqual(['removed apps/StatefulSet/shop/db']);
    expect(questions(ran)).toEqual([`${NAMESPACED} --namespace=shop`, 'namespaces.v1.,clusterroles.v1.rbac.authorization.k8s.io']);
  });

  test('each namespace has its own, which the manifests make too; many are asked for by several', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'other' } };
    dist(configMap('a', {}), secret, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'made' } });
    const many = Array.from({ length: 41 }, (_, index) => `kind${index}  example/v1  true  Kind${index}`).join('\n');
    const { ran } = await review(
      there,
      [],
      {},
      { table: `${many}\nconfigmaps  cm  v1  true  ConfigMap\nnamespaces ns v1 false Namespace` },
    );
    const asked = ran
      .filter(({ args }) => args[0] === 'get' && args[1] !== '--raw')
      .map(({ args }) => [args[1]?.split(',').length, args[2]]);
    expect(asked).toEqual([
      [40, '--namespace=made'],
      [2, '--namespace=made'],
      [40, '--namespace=other'],
      [2, '--namespace=other'],
      [40, '--namespace=shop'],
      [1, '--namespace=shop'],
    ]);
  });

  test('are not asked for where nothing tells what was deployed together', async () => {
    dist(configMap('a', {}, { namespace: 'shop', labels: {} }));
    const { ran } = await review({ [CONFIG_MAPS]: listed(configMap('old', {})) });
    expect(ran).toHaveLength(3);
  });

  test('what is served in two groups is one object', async () => {
    dist(configMap('a', {}));
    const twice = live('apps/v1', 'StatefulSet', 'db', { uid: '2' });
    const { changes } = await review(
      { [CONFIG_MAPS]: listed(configMap('a', {}, { namespace: 'shop', uid: '1' })) },
      [],
      {},
      {
        table: TABLE,
        lists: { [IN_SHOP]: [live('old/v1', 'ConfigMap', 'a', { uid: '1' }), twice, { ...twice, apiVersion: 'old/v1' }] },
      },
    );
    expect(changes).toEqual(['removed apps/StatefulSet/shop/db']);
  });

  test('values of Secrets among them reach no report', async () => {
    dist(configMap('a', {}));
    const secret = { ...live('v1', 'Secret', 'psp'), data: { token: Buffer.from('hunter2').toString('base64') } };
    const table = `${TABLE}\nsecrets v1 true Secret`;
    const { changes, out } = await review(there, [], {}, { table, lists: { 'persistentvolumeclaims.v1.': [secret] } });
    expect(changes).toEqual(['removed /Secret/shop/psp']);
    expect(out).not.toMatch(/hunter|aHVudGVy/);
  });

  test('what this user may not list, and what cannot be listed, is told once, and the rest is reviewed', async () => {
    dist(configMap('a', {}));
    const complaint = [
      'Error from server (Forbidden): cronjobs.batch is forbidden: User "u" cannot list resource "cronjobs" in API group "batch"',
      'Error from server (Forbidden): statefulsets.apps is forbidden: User "u" cannot list resource "statefulsets" in API group "apps"',
      'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
      'Warning: something is deprecated',
    ].join('\n');
    const { changes, error } = await review(
      there,
      [],
      {},
      {
        table: TABLE,
        lists: { [IN_SHOP]: [live('v1', 'PersistentVolumeClaim', 'backups')] },
        complaint,
      },
    );
    expect(changes).toEqual(['removed /PersistentVolumeClaim/shop/backups']);
    const unavailable =
      'not all that may go can be seen: Error from server (ServiceUnavailable): the server is currently unable to handle the request';
    expect(error.split('\n')).toEqual([
      'this user may not list cronjobs.batch and statefulsets.apps in shop, so none of them can be seen to go',
      unavailable,
      'this user may not list cronjobs.batch and statefulsets.apps, so none of them can be seen to go',
      '',
    ]);
  });

  test('an API that is away is told, and a table that cannot be had ends the review', async () => {
    dist(configMap('a', {}));
    const complaint = 'error: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is away';
    const partly = await review(there, [], {}, { table: 'complains v1 false Complain', complaint });
    expect(partly.error).toContain(
      'not all that may go can be seen: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is away\n',
    );
    expect(partly.exit).toBe(0);
  });

  test.each([
    ['api-resources', '', 'You must be logged in to the server (Unauthorized)'],
    ['get', '', 'You must be logged in to the server (Unauthorized)'],
    ['get', 'no JSON', 'kubectl has told of its objects in no JSON'],
  ])('nothing is reviewed where %s answers %j', async (verb, output, told) => {
    dist(configMap('a', {}));
    const run: RunProgram = async ({ args }) => {
      if (args[1] === '--raw') return ended(JSON.stringify({ ...DISCOVERY, ...there }[args[2] ?? '']));
      return args[0] === verb ? ended(output, 'error: You must be logged in to the server (Unauthorized)\n') : ended(TABLE);
    };
    expect(await runIn(folder, ['review', '--live', 'dist/'], {}, [reviewVerb(run)])).toEqual({
      exit: 2,
      out: '',
      error: `cdk8s-shop: the cluster cannot be read: ${told}. Nothing was reviewed\n`,
    });
  });
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
