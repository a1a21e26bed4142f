import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Chart, Yaml } from 'cdk8s';
import fc from 'fast-check';
import { ShopApp } from '../lib';
import { buildShop } from './support/described-shop';
import { randomShop } from './support/random-shop';
import type { ShopDescription } from './support/shop-description';
import { manifestsOf } from './support/synthesis';

const ROOT = join(__dirname, '..');
const RUNS = { seed: 20_260_102, numRuns: 60 };
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'idempotence-'));
  folders.push(folder);
  return folder;
}

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder).sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function written(description: ShopDescription, order: readonly number[] = []): Map<string, string> {
  const outdir = newFolder();
  const app = new ShopApp({ outdir });
  buildShop(description, app, order);
  app.synth();
  return filesOf(outdir);
}

describe('random shops', () => {
  test('give the same bytes whatever the order in which their components are constructed', () => {
    const withOrder = randomShop.chain((description) =>
      fc.tuple(
        fc.constant(description),
        fc.shuffledSubarray([...description.components.keys()], { minLength: description.components.length }),
      ),
    );
    fc.assert(
      fc.property(withOrder, ([description, order]) => {
        expect(written(description, order)).toEqual(written(description));
      }),
      RUNS,
    );
  }, 60_000);

  test('are resolved to the same bytes again and again', () => {
    const text = (shop: Chart) => Yaml.stringify(...manifestsOf(shop));
    fc.assert(
      fc.property(randomShop, (description) => {
        const shop = buildShop(description);
        const once = text(shop);
        expect(text(shop)).toBe(once);
        expect(text(shop)).toBe(once);
      }),
      RUNS,
    );
  }, 60_000);

  test('have the same objects in a plain App and in a ShopApp', () => {
    const sorted = (shop: Chart) =>
      manifestsOf(shop)
        .map((m) => JSON.stringify(m))
        .sort();
    fc.assert(
      fc.property(randomShop, (description) => {
        expect(sorted(buildShop(description, new App()))).toEqual(sorted(buildShop(description, new ShopApp({ outdir: newFolder() }))));
      }),
      { ...RUNS, numRuns: 20 },
    );
  }, 60_000);
});

/** The demo shop as a process of its own writes it. */
function demo(
  options: { readonly env?: Record<string, string>; readonly cwd?: string; readonly umask?: string } = {},
): Map<string, string> {
  // Its artifacts are written beside it.
  const folder = join(newFolder(), 'dist');
  const { PATH = '' } = process.env;
  const command = `umask ${options.umask ?? '022'} && exec "$0" -r ${join(ROOT, 'scripts/typescript.js')} ${join(ROOT, 'main.ts')}`;
  const env = { PATH, CDK8S_OUTDIR: folder, ...options.env };
  execFileSync('/bin/sh', ['-c', command, process.execPath], { cwd: options.cwd ?? ROOT, env });
  return filesOf(folder);
}

describe('the demo shop', () => {
  const committed = filesOf(join(ROOT, 'dist'));

  test('gives the bytes of dist/', () => {
    expect(demo()).toEqual(committed);
  });

  test.each([
    ['in another time zone', { env: { TZ: 'Pacific/Kiritimati' } }],
    ['in another locale', { env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } }],
    ['under another umask', { umask: '077' }],
    ['from another working directory', { cwd: tmpdir() }],
  ])('gives them %s', (_, options) => {
    expect(demo(options)).toEqual(committed);
  });

  test('gives others for another profile, so that the comparison can fail', () => {
    expect(demo({ env: { SHOP_PROFILE: 'development' } })).not.toEqual(committed);
  });
});
