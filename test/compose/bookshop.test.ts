import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/manifests/json';
import { healthOf } from '../../lib/writers/compose/health';
import { type Container, containersOf, docker, eventually, fromHost, reached, run, TOOLBOX } from './engine';

const ROOT = join(__dirname, '../..');
const PROJECT = 'bookshop';
const EDGE = 'http://127.0.0.1:8080';

/** Who may open a connection to whom, and on which port: the connections of main.ts, written by hand. */
const EDGES: ReadonlyArray<readonly [string, string, number]> = [
  ['edge', 'storefront', 8080],
  ['storefront', 'orders', 8080],
  ['orders', 'orders-db', 5432],
  ['orders', 'carts', 6379],
  ['orders', 'order-events', 5672],
  ['fulfilment', 'order-events', 5672],
  ['fulfilment', 'orders-db', 5432],
  ['fulfilment', 'orders', 9000],
];

const SERVICES = ['edge', 'storefront', 'orders', 'fulfilment', 'orders-db', 'carts', 'order-events'];

/** A port on which each listens. */
const LISTENS: Readonly<Record<string, number>> = {
  edge: 8080,
  storefront: 8080,
  orders: 8080,
  fulfilment: 8080,
  'orders-db': 5432,
  carts: 6379,
  'order-events': 5672,
};

const folder = mkdtempSync(join(tmpdir(), 'shop-compose-'));
const composeFolder = join(folder, 'artifacts/compose');

function node(file: string, ...args: string[]) {
  return run(
    'env',
    `CDK8S_OUTDIR=${join(folder, 'dist')}`,
    process.execPath,
    '-r',
    join(ROOT, 'scripts/typescript.js'),
    join(ROOT, file),
    ...args,
  );
}

/** The command as its user types it. */
const shop = (...args: string[]) => node('lib/cli/main.ts', args[0] ?? '', '--folder', composeFolder, ...args.slice(1));

function service(name: string): Container {
  const found = containersOf(PROJECT).find((container) => container.service === name);
  if (!found) throw new Error(`no container of ${name}`);
  return found;
}

const items = (more: object = {}) => JSON.stringify({ ...more, items: [{ sku: 'book-1', quantity: 2 }] });
const order = (id: string) => items({ id });

/** What the shop says of an order: accepted, fulfilled. */
function statusOf(id: string): string | undefined {
  const { code, out } = fromHost('--fail', `${EDGE}/api/orders/${id}`);
  return code === 0 ? (JSON.parse(out) as { status: string }).status : undefined;
}

const fulfilled = (id: string) => eventually(() => (statusOf(id) === 'fulfilled' ? true : undefined), 60);

function inDatabase(sql: string): string {
  return docker('exec', service('orders-db').id, 'psql', '-qAtX', '-U', 'shop', '-d', 'shop', '-c', sql);
}

beforeAll(() => {
  expect(node('main.ts')).toMatchObject({ code: 0 });
  const { code, out } = shop('up');
  if (code !== 0) throw new Error(`${out}\n${run('docker', 'ps', '--all').out}`);
  expect(out).toContain('edge: http://localhost:8080');
});

afterAll(() => {
  shop('down', '--volumes');
  rmSync(folder, { recursive: true });
});

const first = randomUUID();

test('an order goes from the storefront, by the edge on localhost, through the queue to the database', async () => {
  expect(fromHost('--fail', EDGE).out).toContain('<');
  const { out } = fromHost(
    '-o',
    '/dev/null',
    '-w',
    '%{http_code}',
    '-H',
    'content-type: application/json',
    '-d',
    order(first),
    `${EDGE}/api/orders`,
  );
  expect(out).toBe('201');
  expect(await fulfilled(first)).toBe(true);
  expect(inDatabase(`select count(*) from fulfilments where order_id = '${first}'`)).toBe('1');
});

test('whatever is asked for its health is healthy, and migrations were done before their database was used', () => {
  const containers = containersOf(PROJECT);
  const asked = containers.filter(({ health }) => health !== undefined);
  expect(asked.map(({ service: name, health }) => `${name} ${health}`).filter((line) => !line.endsWith(' healthy'))).toEqual([]);
  expect(asked.length).toBeGreaterThanOrEqual(6);
  const migrated = service('migrate-orders').state;
  expect(migrated).toMatchObject({ Running: false, ExitCode: 0 });
  for (const name of ['orders', 'fulfilment']) expect(service(name).state.StartedAt > migrated.FinishedAt).toBe(true);
});

test('gRPC is asked by its standard call, and a service that nobody knows is not healthy', () => {
  const asker = service('orders_health');
  const answered = (grpc: JsonObject): boolean => {
    const container = {
      name: 'orders',
      role: 'main' as const,
      ports: [],
      field: [],
      body: { readinessProbe: { grpc, timeoutSeconds: 5 } },
    };
    const [, script = ''] = healthOf(container, 'orders')?.check.test ?? [];
    return run('docker', 'exec', asker.id, 'sh', '-c', script).code === 0;
  };
  const healthy = answered({ port: 9000 });
  expect({ healthy, unknown: answered({ port: 9000, service: 'nobody' }) }).toEqual({ healthy: true, unknown: false });
});

test('Compose itself finds nothing to say against the files', () => {
  const [command = '', ...words] = run('docker', 'compose', 'version').code === 0 ? ['docker', 'compose'] : ['docker-compose'];
  const files = ['compose.yaml', 'compose.override.yaml'].flatMap((file) => ['-f', join(composeFolder, file)]);
  expect(run(command, ...words, '--project-directory', composeFolder, ...files, 'config', '--quiet')).toEqual({ code: 0, out: '' });
});

test('every container is read-only, without capabilities, bounded, and not root', () => {
  const containers = containersOf(PROJECT);
  for (const { service: name, host, config } of containers) {
    const facts = {
      name,
      readOnly: host.ReadonlyRootfs,
      drop: host.CapDrop,
      opt: host.SecurityOpt,
      bounded: host.Memory > 0 && host.PidsLimit > 0,
    };
    expect(facts).toEqual({ name, readOnly: true, drop: ['ALL'], opt: ['no-new-privileges:true'], bounded: true });
    expect(config.User === '0:0').toBe(name === 'shop_volumes');
  }
});

/** Where a service may be found from another: its name, and its address on each of its networks. */
function placesOf(from: string, to: string, target: Container): string[] {
  const port = EDGES.find(([a, b]) => a === from && b === to)?.[2] ?? LISTENS[to];
  return [to, ...target.addresses.values()].map((host) => `${host}:${port}`);
}

test('services reach each other where there is an edge, and nowhere else, neither by name nor by any address', () => {
  const containers = new Map(SERVICES.map((name) => [name, service(name)]));
  const open = [...containers].flatMap(([from, client]) => {
    const others = [...containers].filter(([to]) => to !== from);
    const places = new Map(others.flatMap(([to, target]) => placesOf(from, to, target).map((place): [string, string] => [place, to])));
    return [...new Set(reached(client, [...places.keys()]).map((place) => `${from} > ${places.get(place)}`))];
  });
  // Docker's networks know no direction: whoever is dialled could dial back.
  const expected = EDGES.flatMap(([from, to]) => [`${from} > ${to}`, `${to} > ${from}`]);
  expect(open.sort()).toEqual(expected.sort());
});

test('with a network that they share, two without an edge would reach each other', () => {
  const [storefront, database] = [service('storefront'), service('orders-db')];
  const place = 'orders-db:5432';
  expect(reached(storefront, [place])).toEqual([]);
  docker('network', 'create', 'twin');
  try {
    for (const { id } of [storefront, database])
      docker('network', 'connect', '--alias', id === database.id ? 'orders-db' : 'twin', 'twin', id);
    expect(reached(storefront, [place])).toEqual([place]);
  } finally {
    for (const { id } of [storefront, database]) run('docker', 'network', 'disconnect', '--force', 'twin', id);
    docker('network', 'rm', 'twin');
  }
});

test('stopped, each ends by itself within its grace, and a new start finds every order and cart', async () => {
  const cart = randomUUID();
  const put = fromHost('--fail', '-X', 'PUT', '-H', 'content-type: application/json', '-d', items(), `${EDGE}/api/carts/${cart}`);
  expect(put.code).toBe(0);
  const graces = { orders: 45, fulfilment: 36, storefront: 45, carts: 30, 'orders-db': 130, 'order-events': 70 };
  for (const [name, grace] of Object.entries(graces)) {
    const began = Date.now();
    docker('stop', '--time', `${grace}`, service(name).id);
    expect({ name, inTime: Date.now() - began < grace * 1000, killed: service(name).state.ExitCode === 137 }).toEqual({
      name,
      inTime: true,
      killed: false,
    });
  }
  expect(shop('down').code).toBe(0);
  expect(containersOf(PROJECT)).toEqual([]);
  expect(shop('up').code).toBe(0);
  expect(await fulfilled(first)).toBe(true);
  expect(JSON.parse(fromHost('--fail', `${EDGE}/api/carts/${cart}`).out).items).toEqual([{ sku: 'book-1', quantity: 2 }]);
  const second = randomUUID();
  fromHost('--fail', '-H', 'content-type: application/json', '-d', order(second), `${EDGE}/api/orders`);
  expect(await fulfilled(second)).toBe(true);
});

test('down with its volumes leaves nothing behind', () => {
  expect(shop('down', '--volumes').code).toBe(0);
  const label = `label=com.docker.compose.project=${PROJECT}`;
  expect(docker('volume', 'ls', '--quiet', '--filter', label)).toBe('');
  expect(docker('network', 'ls', '--quiet', '--filter', label)).toBe('');
  expect(docker('image', 'ls', '--quiet', TOOLBOX)).not.toBe('');
});
