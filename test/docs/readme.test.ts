import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Runs a program of the README as a user would, but for the name of the package and the folder. */
function run(source: string, outdir: string): void {
  const local = source
    .replaceAll("'cdk8s-shop'", `'${join(root, 'lib')}'`)
    .replace('new ShopApp()', `new ShopApp({ outdir: ${JSON.stringify(outdir)} })`);
  const { code } = transformSync(local, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
  new Function('require', 'exports', code)(require, {});
}

test("the README's program runs and writes what the README says", () => {
  const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map((m) => m[1] ?? '');
  expect(programs).toHaveLength(1);
  const outdir = mkdtempSync(join(tmpdir(), 'readme-'));
  try {
    run(programs[0] ?? '', outdir);
    expect(readdirSync(outdir).sort()).toEqual([
      '00-bookshop.k8s.yaml',
      '10-carts.k8s.yaml',
      '10-order-events.k8s.yaml',
      '10-orders-db.k8s.yaml',
      '30-fulfilment.k8s.yaml',
      '30-storefront.k8s.yaml',
      '40-edge.k8s.yaml',
    ]);
    expect(readFileSync(join(outdir, '40-edge.k8s.yaml'), 'utf8')).toContain('gatewayClassName: envoy');
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
});

test('every file that the documents link to is there', () => {
  const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
  const dead = documents.flatMap((document) => {
    const links = [...readFileSync(join(root, document), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((m) => m[1] ?? '');
    return links.filter((link) => !exists(join(root, link))).map((link) => `${document}: ${link}`);
  });
  expect(dead).toEqual([]);
});

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
