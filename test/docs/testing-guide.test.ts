import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFaults, programsIn } from './guide-programs';

const ROOT = join(__dirname, '../..');
const PROGRAMS = programsIn('testing.md');
const OTHERS = [...programsIn('images-lock.md')].map(([name, text]): [string, string] => [`images-lock-${name}`, text]);

test('the programs of this guide and of that about locks compile, against what the package exports', () => {
  expect([...PROGRAMS.keys()]).toEqual(['shop.ts', 'shop.test.ts', 'outsiders.test.ts', 'upgrade.test.ts']);
  expect(OTHERS).toHaveLength(1);
  expect(compileFaults(new Map([...PROGRAMS, ...OTHERS]))).toEqual([]);
}, 300_000);

/** A project of its own with the programs of the guide, as a user has it. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-guide-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of PROGRAMS) writeFileSync(join(folder, name), text);
  const moduleNameMapper = { '^cdk8s-shop$': join(ROOT, 'lib'), '^cdk8s-shop/testing$': join(ROOT, 'lib/entry/testing') };
  const { transform } = require('../../jest.config.js') as { readonly transform: object };
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify({ transform, moduleNameMapper, testEnvironment: 'node' }));
  return folder;
}

/** Runs jest there, in a process of its own: what it says, and whether it was content. */
function jestIn(folder: string, ...args: string[]): { readonly isRight: boolean; readonly said: string } {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const { status, stderr } = spawnSync(process.execPath, [jest, '--runInBand', ...args], { cwd: folder, encoding: 'utf8' });
  return { isRight: status === 0, said: stderr };
}

test('the tests of the guide pass, and jest treats the golden files as its own snapshots', () => {
  const folder = project();
  try {
    // Golden files are first written by hand, never in CI, where this test may itself be run.
    const first = jestIn(folder, '--ci=false', '--testPathIgnorePatterns', 'upgrade');
    expect(first.said).toMatch(/Tests: +5 passed/);
    expect(first.said).toContain('4 snapshots written');
    const golden = join(folder, 'golden');
    expect(readdirSync(golden).sort()).toEqual(['00-shop.k8s.yaml', '10-orders-db.k8s.yaml', '30-api.k8s.yaml', '30-storefront.k8s.yaml']);
    cpSync(golden, join(folder, 'released'), { recursive: true });
    expect(jestIn(folder, 'upgrade')).toMatchObject({ isRight: true });
    const api = join(golden, '30-api.k8s.yaml');
    const reviewed = readFileSync(api, 'utf8');
    writeFileSync(api, reviewed.replace('api:2.4.1', 'api:2.4.0'));
    const changed = jestIn(folder, '--ci', '-t', 'reviewed');
    expect(changed).toMatchObject({
      isRight: false,
      said: expect.stringMatching(/-\s+image: registry.example\/shop\/api:2.4.0\n.*\+\s+image: registry.example\/shop\/api:2.4.1/),
    });
    expect(jestIn(folder, '-u', '-t', 'reviewed')).toMatchObject({ isRight: true, said: expect.stringContaining('1 snapshot updated') });
    expect(readFileSync(api, 'utf8')).toBe(reviewed);
    const released = join(folder, 'released/10-orders-db.k8s.yaml');
    writeFileSync(released, readFileSync(released, 'utf8').replace('serviceName: orders-db-pods', 'serviceName: other'));
    expect(jestIn(folder, 'upgrade')).toMatchObject({ isRight: false, said: expect.stringContaining('wanted a safe upgrade') });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 300_000);
