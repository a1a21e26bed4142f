import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as lib from '../../lib';
import { diffWithCauses } from '../../lib/cli/profiles/profile-diff';
import { EXIT, EXIT_MEANING } from '../../lib/cli/terminal';
import { textDiff } from '../../lib/review/diff/diff-text';
import { fileIn, runIn } from '../support/command-run';
import { inProcess } from '../support/in-process-runs';

// They run programs, on a machine that may be busy.
jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
const GUIDE = readFileSync(join(ROOT, 'docs', 'guides', 'cli.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...GUIDE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

/** Every line that calls the command, as its arguments. */
const LINES = blocks('sh')
  .flatMap((block) => block.split('\n'))
  .flatMap((line) => /(?:^|\| )(?:npx )?cdk8s-shop ([^#&>]*)/.exec(line)?.[1]?.trim().split(' ') ?? [undefined])
  .filter((word) => word !== undefined);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-cli-guide-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function makeApp(): void {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  fileIn(folder, 'main.ts', (blocks('ts')[0] ?? '').replace("'cdk8s-shop'", `'${ROOT}/lib'`));
  fileIn(folder, 'cdk8s.yaml', `app: node -r ${ROOT}/scripts/typescript.js main.ts\n`);
}

/** The program of the guide, run in this process. */
function runGuide(profile: string, outdir: string): void {
  const { code } = transformSync(blocks('ts')[0] ?? '', {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const environment = { SHOP_PROFILE: profile };
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  try {
    new Function('require', 'exports', 'process', code)(() => lib, {}, { env: environment });
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
  }
}

test('the difference between stages is told as the guide tells it', async () => {
  const runs = inProcess(runGuide);
  const end = async (profile: string) => {
    const run = await runs.run(profile);
    return { name: profile, manifests: run.manifests, profile: { ...run, profile } };
  };
  const diff = await diffWithCauses([await end('staging'), await end('production')], runs, () => undefined);
  expect(textDiff(diff)).toBe(blocks('text')[1]);
});

test('the other lines of the guide work', async () => {
  expect(LINES.length).toBeGreaterThan(15);
  expect((await runIn(folder, ['init', 'bookshop', '--no-lock'])).exit).toBe(0);
  expect(existsSync(join(folder, 'bookshop', 'shop.ts'))).toBe(true);
  makeApp();
  expect((await runIn(folder, ['synth', '--profile', 'production', '--output', 'dist/production'])).out).toMatch(
    /^dist\/production: 2 files, 2 new\n/,
  );
  rmSync(join(folder, 'dist'), { recursive: true });
  expect((await runIn(folder, ['synth'])).out).toMatch(/^dist: 2 files, 2 new\n {2}\+ 00-shop\.k8s\.yaml\n {2}\+ 30-store\.k8s\.yaml\n$/);
  const told = await runIn(folder, ['diff', 'dist/', 'production', '--no-why', '--format', 'json']);
  expect(JSON.parse(told.out).counts).toEqual({ added: 0, removed: 0, renamed: 0, changed: 4, fields: 8 });
});

test('every option and verb of its lines is known', async () => {
  for (const block of blocks('sh')) {
    for (const [, verb = '', rest = ''] of block.matchAll(/cdk8s-shop ([a-z]+)([^\n#&>]*)/g)) {
      const { out, exit } = await runIn(folder, [verb, '--help']);
      expect([verb, exit]).toEqual([verb, 0]);
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(out).toMatch(new RegExp(`^  ${option}[ \\n]`, 'm'));
    }
  }
});

test('every exit code is in its table, as the help tells it', () => {
  const rows = [...GUIDE.matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(([, code, meaning]) => [Number(code), meaning]);
  expect(rows).toEqual(Object.entries(EXIT).map(([name, code]) => [code, EXIT_MEANING[name as keyof typeof EXIT]]));
});
