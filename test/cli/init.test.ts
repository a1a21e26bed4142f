import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShopApp, ShopProfile } from '../../lib';
import { ownPackage, sourceFor } from '../../lib/cli/own-package';
import { toHaveNoFindings } from '../../lib/testing/to-have-no-findings';
import checksConfig from '../../templates/shop/checks.config';
import { makeShop } from '../../templates/shop/shop';
import { type CommandRun, fileIn, runIn } from '../support/command-run';

// The longest of them runs programs, on a machine that may be busy.
jest.setTimeout(60_000);
expect.extend({ toHaveNoFindings });
const ROOT = join(__dirname, '..', '..');
const FILES = [
  '.github/workflows/shop.yml',
  '.gitignore',
  '.gitlab-ci.yml',
  'README.md',
  'cdk8s.yaml',
  'checks.config.ts',
  'jest.config.js',
  'main.ts',
  'package.json',
  'shop.ts',
  'test/shop.test.ts',
  'tsconfig.json',
];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

const init = (...args: string[]): Promise<CommandRun> => runIn(folder, ['init', ...args]);

/** Runs init with an npm that is a program of the shell. */
function initWithNpm(npm: string, stop?: AbortSignal): Promise<CommandRun> {
  const bin = join(folder, 'bin');
  chmodSync(fileIn(bin, 'npm', `#!/bin/sh\n${npm}\n`), 0o755);
  return runIn(folder, ['init', 'shop'], {
    environment: { PATH: `${bin}:${process.env.PATH}`, npm_config_local_prefix: '/elsewhere' },
    ...(stop && { stop }),
  });
}

describe('a new project', () => {
  test('has a shop, tests, checks and CI, and says what to do next', async () => {
    const { exit, out, error } = await init('bookshop', '--no-lock');
    expect(error).toBe('');
    expect(out).toBe(`bookshop has a shop of 12 files. Next:

  cd bookshop
  npm install
  npm run synth      # writes dist/: commit it
  npm test           # types, rules over every stage, and whether dist/ is fresh
  npm run diff       # what differs between staging and production, and why

shop.ts is where it is described.
`);
    expect(exit).toBe(0);
    expect(filesIn(join(folder, 'bookshop'))).toEqual(FILES);
  });

  test('takes the versions that this package is tested with', async () => {
    await init('bookshop', '--no-lock');
    const made = JSON.parse(readFileSync(join(folder, 'bookshop', 'package.json'), 'utf8'));
    const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const { 'cdk8s-shop': shop, ...others } = { ...made.dependencies, ...made.devDependencies };
    expect(shop).toBe(own.version);
    for (const [name, version] of Object.entries(others)) expect([name, version]).toEqual([name, own.devDependencies[name]]);
    expect(Object.keys(own.peerDependencies).filter((name) => !(name in made.dependencies))).toEqual([]);
    expect(made.overrides).toEqual(own.overrides);
    expect(made.name).toBe('bookshop');
    expect(made.private).toBe(true);
  });

  test.each([
    ['My Shop!', 'my-shop'],
    ['tmp.Ab3', 'tmp-ab3'],
    ['...', 'shop'],
    ['node_modules', 'shop'],
    ['Bücher & Café', 'bucher-cafe'],
  ])('in the folder %j is called %j', async (dir, name) => {
    await init(dir === '...' ? '…' : dir, '--no-lock');
    expect(JSON.parse(readFileSync(join(folder, dir === '...' ? '…' : dir, 'package.json'), 'utf8')).name).toBe(name);
  });

  test('is called what it is told, and gets cdk8s-shop from where it is told', async () => {
    await init('--no-lock', '--name', '@acme/book.shop', '--package', 'file:../x.tgz');
    const made = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(made.name).toBe('@acme/book.shop');
    expect(made.dependencies['cdk8s-shop']).toBe('file:../x.tgz');
  });

  test('begins in a folder of its own, an empty one, or one with nothing but a repository', async () => {
    mkdirSync(join(folder, 'empty'));
    expect((await init('empty', '--no-lock')).exit).toBe(0);
    expect((await init('a/b/c', '--no-lock')).exit).toBe(0);
    mkdirSync(join(folder, 'repository', '.git'), { recursive: true });
    expect(await runIn(join(folder, 'repository'), ['init', '--no-lock'])).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/^This folder has a shop of 12 files\. Next:\n\n {2}npm install\n/),
    });
  });

  test('has the lock file that npm makes, which is told nothing of npx', async () => {
    const { exit, out } = await initWithNpm('test -f package.json && echo "$* $npm_config_local_prefix" > package-lock.json');
    expect(exit).toBe(0);
    expect(out).toContain('shop has a shop of 13 files. Next:\n\n  cd shop\n  npm ci\n');
    expect(filesIn(join(folder, 'shop'))).toEqual([...FILES, 'package-lock.json'].sort());
    expect(readFileSync(join(folder, 'shop', 'package-lock.json'), 'utf8')).toBe(
      'install --package-lock-only --ignore-scripts --no-audit --no-fund \n',
    );
  });
});

describe('nothing is written, and nothing that was there is changed', () => {
  test.each([
    [['a'], 'a is in the way'],
    [['b', '.env', '.git'], '.env, b are in the way'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more are in the way'],
  ])('in a folder with %j', async (names, told) => {
    for (const name of names) fileIn(folder, `shop/${name}`, name);
    const { exit, out, error } = await init('shop', '--no-lock');
    expect(error).toBe(`cdk8s-shop: shop is not empty: ${told}. Name a new or empty folder; nothing was written\n`);
    expect([exit, out]).toEqual([2, '']);
    expect(filesIn(join(folder, 'shop'))).toEqual([...names].sort());
  });

  test('where a file is, or nobody may write', async () => {
    fileIn(folder, 'file', 'x');
    expect((await init('file', '--no-lock')).error).toBe('cdk8s-shop: file is no folder\n');
    expect(await init('file/shop', '--no-lock')).toEqual({
      exit: 2,
      out: '',
      error: 'cdk8s-shop: file/shop cannot be written to: ENOTDIR. Correct its permissions, or name another folder; nothing was written\n',
    });
    expect(filesIn(folder)).toEqual(['file']);
  });

  test('where this user may not write', async () => {
    // Root may write anywhere, so another user tries.
    const root = process.getuid?.() === 0;
    mkdirSync(join(folder, 'closed'), { mode: 0o555 });
    chmodSync(folder, 0o755);
    if (!root) {
      expect((await init('closed', '--no-lock')).error).toContain('closed cannot be written to: EACCES.');
      return;
    }
    // For the writing alone: that user may not be let into the folder of this repository either.
    const fs = require('node:fs') as typeof import('node:fs');
    const write = fs.writeFileSync;
    const asAnother = jest.spyOn(fs, 'writeFileSync').mockImplementation((...args) => {
      process.seteuid?.(65_534);
      try {
        write(...args);
      } finally {
        process.seteuid?.(0);
      }
    });
    const told = await init('closed', '--no-lock').finally(() => asAnother.mockRestore());
    expect(told.error).toContain('closed cannot be written to: EACCES.');
    expect(filesIn(folder)).toEqual([]);
  });

  test.each([['My Shop'], ['.hidden'], ['a/b'], ['@a/b/c'], ['x'.repeat(215)]])('for the name %j', async (name) => {
    const { exit, error } = await init('--no-lock', `--name=${name}`);
    expect(error).toBe(
      `cdk8s-shop: "${name}" is no name of a package: lower-case letters, digits, - . _ and ~ are wanted, up to 214, such as bookshop or @acme/bookshop\n`,
    );
    expect(exit).toBe(2);
    expect(filesIn(folder)).toEqual([]);
  });

  test('when npm fails, which says why', async () => {
    const { exit, error } = await initWithNpm(
      'touch package-lock.json; echo "npm warn x" >&2; echo "npm error code ENOTFOUND" >&2; echo "npm error A complete log of this run" >&2; exit 1',
    );
    expect(error).toBe(
      'cdk8s-shop: npm cannot make the package-lock.json\n\nnpm error code ENOTFOUND\n\nNothing was written. With --no-lock the project is made without it.\n',
    );
    expect(exit).toBe(2);
    expect(readdirSync(folder)).toEqual(['bin']);
  });

  test('when the user stops meanwhile', async () => {
    const stop = new AbortController();
    const done = initWithNpm('touch began; sleep 60', stop.signal);
    while (!existsSync(join(folder, 'shop', 'began'))) await new Promise((later) => setTimeout(later, 10));
    rmSync(join(folder, 'shop', 'began'));
    stop.abort();
    expect(await done).toEqual({ exit: 130, out: '', error: '' });
    expect(readdirSync(folder)).toEqual(['bin']);
  });

  test('when a file comes in between', async () => {
    const { exit, error } = await initWithNpm('touch package-lock.json; mkdir -p test; echo mine > test/shop.test.ts');
    expect(error).toContain('shop cannot be written to: EEXIST.');
    expect(exit).toBe(2);
    expect(filesIn(join(folder, 'shop'))).toEqual(['test/shop.test.ts']);
  });

  test('for two folders', async () => {
    expect((await init('a', 'b')).error).toBe('cdk8s-shop: one folder is wanted, and 2 are there\nSee: cdk8s-shop init --help\n');
  });
});

describe('where a project gets this package from', () => {
  const installed = (resolved?: string): string => {
    const own = join(folder, 'i', 'node_modules', 'cdk8s-shop');
    mkdirSync(own, { recursive: true });
    const packages = resolved === undefined ? {} : { 'node_modules/cdk8s-shop': { resolved } };
    fileIn(folder, 'i/node_modules/.package-lock.json', JSON.stringify({ packages }));
    return sourceFor(join(folder, 'work', 'shop'), { ...ownPackage(), folder: own, version: '1.2.3' });
  };

  test.each([
    [undefined, '1.2.3'],
    ['https://registry.npmjs.org/cdk8s-shop/-/cdk8s-shop-1.2.3.tgz', '1.2.3'],
    ['file:../work/cdk8s-shop-1.2.3.tgz', 'file:../cdk8s-shop-1.2.3.tgz'],
  ])('installed from %j, it is %j', (resolved, source) => {
    expect(installed(resolved)).toBe(source);
  });
});

describe('the shop of the template', () => {
  test.each([
    ['development', 'error'],
    ['staging', 'note'],
    ['production', 'note'],
  ] as const)('is written in %s, and no rule finds anything from %s on', (name, from) => {
    const app = new ShopApp({ outdir: join(folder, 'dist') });
    makeShop(app, ShopProfile.named(name));
    app.synth();
    expect(app).toHaveNoFindings({ from });
  });

  test('synthesizes by its command, and its own configuration finds nothing', async () => {
    await init('--no-lock');
    // Here the package is not installed; its template's own program is run by the loader of this repository.
    for (const name of ['main.ts', 'shop.ts']) {
      fileIn(folder, name, readFileSync(join(folder, name), 'utf8').replace("'cdk8s-shop'", `'${ROOT}/lib'`));
    }
    // A pure value, so that no compiler has to be loaded for it here.
    const config = fileIn(folder, 'checks.config.js', `module.exports = ${JSON.stringify(checksConfig)};`);
    execFileSync('ln', ['-s', join(ROOT, 'node_modules'), join(folder, 'node_modules')]);
    const told = await runIn(folder, ['synth', '--app', `node -r ${ROOT}/scripts/typescript.js main.ts`]);
    expect(told.error).toBe('');
    expect(told.out).toContain('dist: 9 files, 9 new\n');
    const found = await runIn(folder, ['check', join(folder, 'dist'), '--config', config, '--fail-on', 'note']);
    expect(found).toEqual({ exit: 0, out: 'no findings\n', error: '' });
  });
});
