import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { Shop, ShopApp, ShopJob, ShopProfile, ShopService, ShopWebTier, ShopWorker } from '../../lib';
import { faultsOf, messageOf, testShop } from '../support/synthesis';

const BASE = { image: 'registry.example/web:1', port: 8080 };

/** One fault of each table that all workloads share. */
const faulty = (shop: Shop) => ({
  image: 'Web',
  labels: { 'app.kubernetes.io/name': 'mine' },
  user: { uid: 0 },
  env: { API_KEY: 'sk_live_1' },
  connections: [ShopService.external(shop, 'psp', { host: 'api.psp.example' }).call({ env: { A: '{vhost}{nothing}' } })],
  initContainers: [{ name: 'Init', image: 'init:1' }],
});
const SHARED = ['SHOP-N001', 'SHOP-N003', 'SHOP-I001', 'SHOP-W005', 'SHOP-W012', 'SHOP-W013', 'SHOP-W017', 'SHOP-S001'];

test('a web tier tells everything that is wrong with it in one throw', () => {
  const shop = testShop();
  const props = { ...faulty(shop), port: 0, serviceName: 'A', scale: { min: 3, max: 2 } };
  const codes = faultsOf(() => new ShopWebTier(shop, 'It', props)).map((f) => f.code);
  expect(codes.sort()).toEqual([...SHARED, 'SHOP-W001', 'SHOP-W019', 'SHOP-N004'].sort());
});

test('a worker tells everything that is wrong with it in one throw', () => {
  const shop = testShop();
  const props = { ...faulty(shop), scale: { min: 0, max: 2, cpuPercent: 0 }, metrics: {} };
  const codes = faultsOf(() => new ShopWorker(shop, 'It', props)).map((f) => f.code);
  expect(codes.sort()).toEqual([...SHARED, 'SHOP-W018', 'SHOP-W020', 'SHOP-W022'].sort());
});

test('a job tells everything that is wrong with it in one throw', () => {
  const shop = testShop();
  const props = { ...faulty(shop), schedule: 'daily', timeZone: 'Bonn', retries: -1, deadline: Duration.seconds(0) };
  const codes = faultsOf(() => new ShopJob(shop, 'It', props)).map((f) => f.code);
  expect(codes.sort()).toEqual([...SHARED, 'SHOP-J001', 'SHOP-J002', 'SHOP-J004', 'SHOP-J006'].sort());
});

test('the message has a line for each fault', () => {
  expect(messageOf(() => new ShopWebTier(testShop(), 'it', { ...BASE, port: 0, user: { uid: 0 } })).split('\n')).toEqual([
    'SHOP-W001 at shop/it: got the port 0; wanted a whole number from 1 to 65535. Fix: correct the port.',
    "SHOP-W005 at shop/it: got the user or group id 0; wanted a whole number from 1: root is refused by Pod Security restricted. Fix: give the image's numeric user.",
  ]);
});

test('a refused component leaves the graph as it was', () => {
  const shop = testShop();
  const api = new ShopWebTier(shop, 'api', BASE);
  const before = { components: shop._graph.components, connections: shop._graph.connections, calls: shop._graph.connectionsTo('api') };
  expect(() => new ShopWebTier(shop, 'it', { ...BASE, port: 0, connections: [api.call()] })).toThrow('SHOP-W001');
  expect(() => new ShopWorker(shop, 'it', { ...BASE, user: { uid: 0 }, connections: [api.call()] })).toThrow();
  expect(() => new ShopJob(shop, 'job', { ...BASE, retries: -1, connections: [api.call()] })).toThrow('SHOP-J004');
  expect(shop._graph.components).toEqual(before.components);
  expect(shop._graph.connections).toEqual(before.connections);
  expect(shop._graph.connectionsTo('api')).toEqual(before.calls);
});

test('a refused component leaves the folder as it was', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'faults-'));
  const build = (port: number) => {
    const app = new ShopApp({ outdir });
    const shop = new Shop(app, 'shop', { profile: ShopProfile.development() });
    new ShopWebTier(shop, 'it', { ...BASE, port });
    app.synth();
  };
  const files = () => new Map(readdirSync(outdir).map((f) => [f, readFileSync(join(outdir, f), 'utf8')]));
  try {
    build(8080);
    const before = files();
    expect(before.size).toBe(2);
    expect(() => build(0)).toThrow('SHOP-W001');
    expect(files()).toEqual(before);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
