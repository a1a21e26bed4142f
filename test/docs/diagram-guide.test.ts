import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { compileFaults, programsIn } from './guide-programs';

const PROGRAMS = programsIn('diagram.md');

test('the program of the guide compiles, and writes the files that the guide names', () => {
  expect([...PROGRAMS.keys()]).toEqual(['main.ts']);
  expect(compileFaults(PROGRAMS)).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'diagram-'));
  try {
    const source = (PROGRAMS.get('main.ts') ?? '').replace(
      'new ShopApp({',
      `new ShopApp({ outdir: ${JSON.stringify(join(folder, 'dist'))},`,
    );
    const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
    new Function('require', 'exports', code)(() => require('../../lib'), {});
    expect(readdirSync(join(folder, 'artifacts'))).toEqual(expect.arrayContaining(['diagram.dot', 'diagram.mmd', 'diagram.svg']));
    expect(readFileSync(join(folder, 'artifacts/diagram.svg'), 'utf8')).toContain('storefront to orders-db, query postgresql:5432.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
