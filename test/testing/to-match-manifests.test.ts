import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Shop, ShopApp, ShopProfile, ShopWorker } from '../../lib';
import { ShopTemplate, toMatchManifests } from '../../lib/entry/testing';
import { messageOf } from '../support/synthesis';

expect.extend({ toMatchManifests });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-golden-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function shopWith(...workers: string[]): App {
  const app = new ShopApp({ outdir: join(folder, 'dist') });
  const shop = new Shop(app, 'shop', { profile: ShopProfile.development() });
  for (const [n, name] of workers.entries()) new ShopWorker(shop, name, { image: `registry.example/${name}:${n}` });
  return app;
}

function config(chart: Chart, id: string, labels: Record<string, string> = {}): void {
  new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${chart.node.id}-${id}`, labels } });
}

/** An app of cdk8s itself. */
function appWith(...charts: string[]): App {
  const app = new App();
  for (const id of charts) config(new Chart(app, id), 'c');
  return app;
}

const utils = { diff: (a: unknown, b: unknown) => `${`${a}`.split('\n').length} lines, ${`${b}`.split('\n').length} now` };

/** Runs the matcher as jest does in a mode of it, in a test file of the folder. */
function match(received: unknown, mode: 'all' | 'new' | 'none', golden = 'golden') {
  const snapshotState = { _updateSnapshot: mode, added: 0, updated: 0, matched: 0, unmatched: 0 };
  const { pass, message } = toMatchManifests.call({ testPath: join(folder, 'a.test.ts'), snapshotState, utils }, received, golden);
  const { added, updated, matched, unmatched } = snapshotState;
  return { pass, message: message(), counts: [added, updated, matched, unmatched] };
}

const files = (): string[] => (existsSync(join(folder, 'golden')) ? readdirSync(join(folder, 'golden')).sort() : []);
const text = (name: string): string => readFileSync(join(folder, 'golden', name), 'utf8');
const SHOP = '00-shop.k8s.yaml';
const RIGHT = { pass: true, message: 'the manifests are those of the golden files' };

test('writes what is new, one file a component, as the app itself would', () => {
  const app = shopWith('mailer');
  expect(match(app, 'new')).toEqual({ ...RIGHT, counts: [2, 0, 0, 0] });
  expect(files()).toEqual([SHOP, '30-mailer.k8s.yaml']);
  app.synth();
  for (const name of files()) expect(text(name)).toBe(readFileSync(join(folder, 'dist', name), 'utf8'));
  expect(match(shopWith('mailer'), 'none')).toEqual({ ...RIGHT, counts: [0, 0, 2, 0] });
});

test('writes a new file beside the others, but not under --ci', () => {
  match(appWith('mailer'), 'new');
  expect(match(appWith('mailer', 'biller'), 'none')).toEqual({
    pass: false,
    message: `the manifests are not those of the golden files in golden
60-biller.k8s.yaml is new, and golden files are not written under --ci or beside changes
Review what changed; jest -u makes it golden.`,
    counts: [0, 0, 0, 1],
  });
  expect(files()).toEqual(['60-mailer.k8s.yaml']);
  expect(match(appWith('mailer', 'biller'), 'new').counts).toEqual([1, 0, 1, 0]);
  expect(files()).toEqual(['60-biller.k8s.yaml', '60-mailer.k8s.yaml']);
});

test('tells what has changed, come and gone, and writes it for -u alone', () => {
  match(shopWith('mailer', 'biller'), 'new');
  writeFileSync(join(folder, 'golden', 'notes.yaml'), 'kept: true\n');
  const changed = () => shopWith('biller', 'packer');
  for (const mode of ['new', 'none'] as const)
    expect(match(changed(), mode)).toEqual({
      pass: false,
      message: expect.stringMatching(
        /^the manifests are not those of the golden files in golden\n30-biller.k8s.yaml has changed:\n\n(\d+) lines, \1 now\n\n30-packer.k8s.yaml is new, and golden files are not written under --ci or beside changes\n30-mailer.k8s.yaml is obsolete: nothing makes it any more\nReview what changed; jest -u makes it golden.$/,
      ),
      counts: [0, 0, 0, 1],
    });
  expect(text('30-biller.k8s.yaml')).toContain('biller:1');
  expect(match(changed(), 'all')).toEqual({ ...RIGHT, counts: [1, 2, 1, 0] });
  expect(files()).toEqual([SHOP, '30-biller.k8s.yaml', '30-packer.k8s.yaml', 'notes.yaml']);
  expect(text('30-biller.k8s.yaml')).toContain('biller:0');
  expect(match(changed(), 'none').pass).toBe(true);
});

test.each(['new', 'none'] as const)('a file that nothing makes any more is a failure of its own (%s)', (mode) => {
  match(appWith('mailer', 'biller'), 'new');
  expect(match(appWith('mailer'), mode)).toEqual({
    pass: false,
    message: `the manifests are not those of the golden files in golden
60-biller.k8s.yaml is obsolete: nothing makes it any more
Review what changed; jest -u makes it golden.`,
    counts: [0, 0, 0, 1],
  });
  expect(files()).toEqual(['60-biller.k8s.yaml', '60-mailer.k8s.yaml']);
  expect(match(appWith('mailer'), 'all').counts).toEqual([0, 1, 1, 0]);
  expect(files()).toEqual(['60-mailer.k8s.yaml']);
});

test('takes charts of any app, and manifests without constructs', () => {
  const app = appWith('one', 'two');
  const [, two] = app.node.children as [Chart, Chart];
  for (const [id, label, name] of [
    ['x', 'instance', 'b'],
    ['y', 'name', '../c'],
  ] as const)
    config(two, id, { [`app.kubernetes.io/${label}`]: name });
  expect(match(app, 'new').pass).toBe(true);
  expect(files()).toEqual(['60-one.k8s.yaml', '60-two.k8s.yaml']);
  expect(match(two, 'new', 'golden-two').counts).toEqual([1, 0, 0, 0]);
  const list = ShopTemplate.of(app).manifests.all.map(({ body }) => body);
  expect(match(list, 'new', 'golden-list').pass).toBe(true);
  expect(readdirSync(join(folder, 'golden-list'))).toEqual(['b.k8s.yaml', 'manifests.k8s.yaml']);
});

test('cannot be negated, and needs what jest gives', () => {
  expect(messageOf(() => expect(new App()).not.toMatchManifests('golden'))).toBe(
    'toMatchManifests cannot be negated: a golden file says what is wanted',
  );
  expect(messageOf(() => toMatchManifests.call({}, new App(), 'golden'))).toBe(
    'toMatchManifests needs the state of snapshots that jest gives its matchers',
  );
});

test('gets from jest itself the folder of the test and the state of its snapshots', () => {
  const chart = new Chart(new App(), 'prices');
  new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'prices' }, data: { currency: 'EUR' } });
  expect(chart).toMatchManifests('golden');
});
