import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { wordsOf } from '../../lib/cli/verb';
import { IMAGES_LOCK } from '../../lib/cli/verbs/images-lock-verb';
import { lockText } from '../../lib/model/image-lock-data';
import { messageOf } from '../support/synthesis';
import { programsIn } from './guide-programs';

const GUIDE = readFileSync(join(__dirname, '../../docs/guides/images-lock.md'), 'utf8');
const PROGRAMS = programsIn('images-lock.md');
const LOCK = /```json\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? '';

/** Runs the program of the guide in a folder with a lock, and gives what it writes. */
function mailer(lock: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-guide-'));
  const here = process.cwd();
  try {
    process.chdir(folder);
    writeFileSync('images.lock.json', lock);
    const { code } = transformSync(PROGRAMS.get('main.ts') ?? '', {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    new Function('require', 'exports', code)(() => require('../../lib'), {});
    return readFileSync('dist/30-mailer.k8s.yaml', 'utf8');
  } finally {
    process.chdir(here);
    rmSync(folder, { recursive: true });
  }
}

test('the program puts the digest of the lock into the manifest, and is refused with another lock', () => {
  expect(mailer(LOCK)).toContain('image: registry.example/shop/mailer:1.4.0@sha256:2bb501e6429dae9b');
  expect(messageOf(() => mailer(LOCK.replace('mailer:1.4.0', 'mailer:1.3.9')))).toContain('SHOP-I003 at shop/mailer');
});

test('the file is as the command writes it', () => {
  expect(lockText(JSON.parse(LOCK))).toBe(LOCK);
});

test('every command is one that can be given', () => {
  const commands = [...GUIDE.matchAll(/^cdk8s-shop images lock ?(.*)$/gm)].map(([, args = '']) =>
    args.split(' ').filter((word) => word !== ''),
  );
  expect(commands).toHaveLength(5);
  for (const args of commands) expect(wordsOf(IMAGES_LOCK, args).operands).toEqual([]);
});
