import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { Shop, ShopApp, type ShopArtifacts, ShopImage, ShopJob, ShopProfile, ShopWebTier } from '../../../lib';
import { specFaults } from '../../support/composed';

const DIGEST = `sha256:${'5'.repeat(64)}`;
const at = (name: string) => `registry.example/${name}:1.4.0`;
const store = ShopImage.node('store', { image: at('store'), entry: 'server.js', context: 'services' });
const admin = ShopImage.php('admin', { image: at('admin') });

let folder: string;
const here = process.cwd();
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'local-builds-')), 'project');
  mkdirSync(folder);
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(here);
  rmSync(dirname(folder), { recursive: true });
});

/** The override of the first shop, with the folder that it is in. */
function override(artifacts: ShopArtifacts, names = ['shop'], compose = 'artifacts/compose') {
  const app = new ShopApp({ outdir: 'dist', artifacts: { compose: {}, images: [store, admin], ...artifacts } });
  for (const name of names) {
    const shop = new Shop(app, name, { profile: ShopProfile.development(), imageDigests: { [at('store')]: DIGEST } });
    new ShopWebTier(shop, 'store', store.webTier());
    new ShopWebTier(shop, 'admin', admin.webTier());
    new ShopJob(shop, 'stock', { ...store.job(), command: ['/nodejs/bin/node', 'stock.js'] });
    new ShopWebTier(shop, 'other', { image: at('other'), port: 8080 });
  }
  app.synth();
  const text = readFileSync(join(compose, 'compose.override.yaml'), 'utf8');
  expect(specFaults(parse(text))).toEqual([]);
  return { services: parse(text).services, compose };
}

test('what runs an image of the recipes is built where it has not been pushed', () => {
  const { services } = override({});
  const build = { context: '../../services', dockerfile: '../artifacts/images/store/Dockerfile' };
  // A digest is that of what was pushed.
  expect([services.store, services.stock]).toEqual([expect.objectContaining({ build, image: at('store') }), { build, image: at('store') }]);
  const php = { context: '../../', dockerfile: 'artifacts/images/admin/Dockerfile' };
  expect(services.admin.build).toEqual({ ...php, target: 'fpm' });
  expect(services.admin.image).toBeUndefined();
  expect(services.admin_nginx).toEqual({ build: { ...php, target: 'web' } });
  expect(services.other.build).toBeUndefined();
});

test.each<[string, ShopArtifacts, string[], string]>([
  ['the usual folder', {}, ['shop'], 'artifacts/compose'],
  ['a folder of several shops', {}, ['shop', 'more'], 'artifacts/shop/compose'],
  ['a folder further down', { outdir: './out/beside' }, ['shop'], 'out/beside/compose'],
])('in %s the ways lead to the Dockerfile, from the context as Compose reads them', (_, artifacts, names, compose) => {
  mkdirSync('services');
  const { services } = override(artifacts, names, compose);
  for (const { build } of [services.store, services.admin]) {
    const context = resolve(compose, build.context);
    expect(existsSync(resolve(context, build.dockerfile))).toBe(true);
    expect([folder, join(folder, 'services')].map((path) => resolve(path))).toContain(context);
  }
});

test('what somebody says of a component wins', () => {
  const { services } = override({ compose: { development: { store: { buildContext: '../../mine' } } } });
  expect(services.store).toMatchObject({ build: { context: '../../mine' }, image: at('store') });
});

test('what Compose cannot build by itself is left to the command of its Dockerfile', () => {
  const secret = ShopImage.node('store', { image: at('store'), entry: 'server.js', secrets: [{ id: 'npmrc' }] });
  const above = ShopImage.node('store', { image: at('store'), entry: 'server.js', context: '../services' });
  for (const image of [secret, above]) expect(override({ images: [image] }).services.stock).toBeUndefined();
  expect(override({ outdir: '../beside' }, ['shop'], '../beside/compose').services.stock).toBeUndefined();
});
