import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Priority, ShopJob, ShopProfile, type ShopResources, ShopStore, ShopWebTier, ShopWorker } from '../../lib';
import { Seen } from '../support/prop-cases';
import { type AnyManifest, testShop } from '../support/synthesis';

const BASE = { image: 'registry.example/it:1', port: 8080 };
const KINDS = [
  ['web tier', (shop, props) => new ShopWebTier(shop, 'it', { ...BASE, ...props })],
  ['worker', (shop, props) => new ShopWorker(shop, 'it', { ...BASE, ...props })],
  ['job', (shop, props) => new ShopJob(shop, 'it', { image: BASE.image, ...props })],
] as const satisfies ReadonlyArray<readonly [string, Build]>;

type Build = (shop: ReturnType<typeof testShop>, props: { readonly runtimeClass?: string; readonly resources?: ShopResources }) => unknown;

function podOf(build: Build, profile: ShopProfile, props = {}) {
  const shop = testShop({ profile });
  build(shop, props);
  return new Seen(shop);
}

const sandboxed = ShopProfile.development().derive({ runtimeClass: 'gvisor' });

test.each(KINDS)('the profile’s runtime is the %s’s, unless it names another', (_, build) => {
  expect(podOf(build, sandboxed).pod.runtimeClassName).toBe('gvisor');
  expect(podOf(build, sandboxed, { runtimeClass: 'kata' }).pod.runtimeClassName).toBe('kata');
  expect(podOf(build, ShopProfile.development()).pod).not.toHaveProperty('runtimeClassName');
});

test('the profile’s runtime is not a store’s, whose system calls it would slow', () => {
  const store: Build = (shop, props) => new ShopStore(shop, 'it', { ...BASE, ...props, dataPath: '/data' });
  expect(podOf(store, sandboxed).pod).not.toHaveProperty('runtimeClassName');
  expect(podOf(store, sandboxed, { runtimeClass: 'kata' }).pod.runtimeClassName).toBe('kata');
});

test.each([
  [{}, { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } }],
  [{ memory: Size.gibibytes(1) }, { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } }],
  // A limit below the usual request, and a request above the usual limit, take the other along.
  [{ cpuLimit: Cpu.millis(100) }, { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '100m', memory: '256Mi' } }],
  [{ memoryRequest: Size.mebibytes(512) }, { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } }],
] as ReadonlyArray<readonly [ShopResources, AnyManifest]>)(
  'resources %# are the usual ones where none are given',
  (resources, expected) => {
    const { main } = podOf(KINDS[0][1], ShopProfile.production(), { resources });
    expect(main.resources).toMatchObject(expected);
    expect(main.resources.limits.cpu).toBe(expected.limits.cpu);
  },
);

test('a profile with CPU limits limits to four times the request, and to what the user says', () => {
  const limited = ShopProfile.development().derive({ cpuLimits: true });
  const limit = (resources: ShopResources) => podOf(KINDS[0][1], limited, { resources }).main.resources.limits.cpu;
  expect(limit({})).toBe('1');
  expect(limit({ cpu: Cpu.millis(100) })).toBe('400m');
  expect(limit({ cpu: Cpu.millis(100), cpuLimit: Cpu.millis(150) })).toBe('150m');
});

test.each([Priority.CRITICAL, Priority.STANDARD, Priority.BATCH])('the priority %s is a class of the shop', (priority) => {
  const shop = testShop();
  new ShopWebTier(shop, 'it', { ...BASE, priority });
  expect(new Seen(shop).pod.priorityClassName).toBe(`shop-${priority}`);
});
