import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { ImageKind, ShopImage } from '../../lib';
import { compileFaults, programsIn } from './guide-programs';

const PROGRAMS = programsIn('images.md');
const GUIDE = readFileSync(join(__dirname, '../../docs/guides/images.md'), 'utf8');
const TEXTS = [...GUIDE.matchAll(/```text\n([\s\S]*?)```/g)].map(([, text = '']) => text);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'images-guide-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program of the guide into a folder of its own, and gives what it exports and prints. */
function run(name: string) {
  const source = (PROGRAMS.get(name) ?? '').replace('new ShopApp({', `new ShopApp({ outdir: ${JSON.stringify(join(folder, 'dist'))},`);
  const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
  const exported: Record<string, unknown> = {};
  const printed: string[] = [];
  new Function('require', 'exports', 'console', code)(() => require('../../lib'), exported, { log: (text: string) => printed.push(text) });
  return { exported, printed };
}

test('the programs compile, against what the package exports', () => {
  expect([...PROGRAMS.keys()]).toEqual(['main.ts', 'compare.ts', 'pinned.ts']);
  expect(compileFaults(PROGRAMS)).toEqual([]);
}, 60_000);

test('the first writes the files that the guide names', () => {
  run('main.ts');
  const below = readdirSync(join(folder, 'artifacts/images'), { recursive: true, encoding: 'utf8' });
  const paths = below.filter((path) => path.includes('Dockerfile')).map((path) => `artifacts/images/${path}`);
  expect(TEXTS[0]).toBe(
    paths
      .sort()
      .map((path) => `${path}\n`)
      .join(''),
  );
  expect(readFileSync(join(folder, 'artifacts/images/storefront/Dockerfile'), 'utf8')).toContain(
    'id=npmrc,target=/root/.npmrc,required=true',
  );
  expect(readFileSync(join(folder, 'dist/30-mailer.k8s.yaml'), 'utf8')).toContain('mountPath: /var/spool/mailer');
});

test('the second prints the table that the guide shows', () => {
  expect(run('compare.ts').printed).toEqual([TEXTS[1]]);
});

test('the third is let in with its digests, and not without one', () => {
  const { orders } = run('pinned.ts').exported as { orders: ShopImage };
  expect(orders.dockerfile.match(/^FROM .*@sha256:/gm)).toHaveLength(2);
  const { baseImages } = ShopImage.go('orders', { image: orders.reference });
  expect(baseImages).toEqual(orders.baseImages);
});

test('every kind has its row', () => {
  const rows = [...GUIDE.matchAll(/^\| `([a-z]\w*)` \|/gm)].map(([, kind = '']) => kind.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`));
  expect(rows).toEqual(Object.values(ImageKind));
});
