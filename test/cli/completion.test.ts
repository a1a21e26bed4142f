import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completionsOf } from '../../lib/cli/completion';
import type { Verb } from '../../lib/cli/verb';
import { fileIn, runIn } from '../support/command-run';

// They run programs, on a machine that may be busy.
jest.setTimeout(60_000);

const verb = (name: string, more: Partial<Verb> = {}): Verb => ({
  name,
  operands: '',
  about: `What ${name} does.\nAnd more.`,
  options: [],
  notes: '',
  run: () => 0,
  ...more,
});
const VERBS = [
  verb('check', {
    options: [
      { name: 'format', value: 'FORMAT', choices: ['text', 'json'], help: 'one of text, json' },
      { name: 'rule', value: 'ID', many: true, choices: ['a-b', 'a-c'], help: 'rules' },
      { name: 'output', value: 'FILE', help: 'a file' },
      { name: 'color', help: 'colour' },
    ],
  }),
  verb('images lock'),
  verb('images list'),
  verb('diff', { choices: ['staging', 'production'] }),
];
const words = (...typed: string[]): string[] => completionsOf(VERBS, typed).map(({ word }) => word);

test.each([
  [[''], ['check', 'images', 'diff']],
  [['c'], ['check']],
  [
    ['images', ''],
    ['lock', 'list'],
  ],
  [['images', 'lo'], ['lock']],
  [['images'], ['images']],
  [['nope', ''], []],
  [['check', ''], []],
  [
    ['check', '--'],
    ['--format', '--rule', '--output', '--color', '--help'],
  ],
  [['check', '--color', '--c'], []],
  [['check', '--rule', 'a-b', '--r'], ['--rule']],
  [
    ['check', '--format', ''],
    ['text', 'json'],
  ],
  [['check', '--format', 'j'], ['json']],
  [['check', '--format', '=', 'j'], ['json']],
  [
    ['check', '--format', '='],
    ['text', 'json'],
  ],
  [['check', '--output', ''], []],
  [['diff', 'staging', 'p'], ['production']],
  [['images', 'lock', '--'], ['--help']],
])('after %j come %j', (typed, wanted) => {
  expect(words(...typed)).toEqual(wanted);
});

test('every verb and every value that is told is offered', async () => {
  const offered = async (...typed: string[]) => (await runIn('.', ['completion', 'bash', '--next', '--', ...typed])).out.split('\n');
  expect(await offered('')).toEqual(expect.arrayContaining(['init', 'synth', 'check', 'diff', 'completion']));
  expect(await offered('check', '--rule', 'image-')).toContain('image-tag');
  expect(await offered('check', '--kubernetes', '')).toContain('1.34');
  expect(await offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
});

test('answers have the form that the shell wants', async () => {
  const answer = async (shell: string) => (await runIn('.', ['completion', shell, '--next', '--', 'che'])).out;
  expect(await answer('bash')).toBe('check\n');
  expect(await answer('zsh')).toBe('check:Check manifests, whoever made them.\n');
  expect(await answer('fish')).toBe('check\tCheck manifests, whoever made them.\n');
});

test.each([
  [[], 'no shell: one of bash, zsh, fish is wanted'],
  [['ksh'], 'no shell "ksh": one of bash, zsh, fish is wanted'],
  [['constructor'], 'no shell "constructor": one of bash, zsh, fish is wanted'],
])('refuses %j', async (args, error) => {
  expect(await runIn('.', ['completion', ...args])).toEqual({ exit: 2, out: '', error: `cdk8s-shop: ${error}\n` });
});

/** Shells by what makes them print what they complete of a few beginnings; the last is one of which this command knows nothing. */
const SHELLS: Readonly<Record<string, (script: string) => string>> = {
  bash: (script) => `${script}
    COMP_WORDS=(cdk8s-shop check --format = j); COMP_CWORD=4; _cdk8s_shop; printf '%s\\n' "\${COMPREPLY[@]}"
    COMP_WORDS=(cdk8s-shop ch); COMP_CWORD=1; _cdk8s_shop; printf '%s\\n' "\${COMPREPLY[@]}"
    COMP_WORDS=(cdk8s-shop diff ''); COMP_CWORD=2; _cdk8s_shop; printf '%s\\n' "\${COMPREPLY[@]}"
    COMP_WORDS=(cdk8s-shop check mani); COMP_CWORD=2; _cdk8s_shop; test \${#COMPREPLY[@]} -eq 0 && compgen -f mani`,
  zsh: (script) => `compdef() { : }; _describe() { print -l -- "\${(@)\${(@P)2}%%:*}" }; _files() { print -l -- $words[CURRENT]* }
    ${script}
    words=(cdk8s-shop check --format j); CURRENT=4; _cdk8s_shop
    words=(cdk8s-shop ch); CURRENT=2; _cdk8s_shop
    words=(cdk8s-shop diff ''); CURRENT=3; _cdk8s_shop
    words=(cdk8s-shop check mani); CURRENT=3; _cdk8s_shop`,
  fish: (script) => `${script}
    complete -C 'cdk8s-shop check --format j'
    for typed in 'cdk8s-shop ch' 'cdk8s-shop diff ' 'cdk8s-shop check mani'
      complete -C $typed | string replace -r '\\t.*' ''
    end
    true`,
};
const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe.each(Object.keys(SHELLS).filter(isThere))('%s itself', (shell) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-completion-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('completes by the script', async () => {
    const root = join(__dirname, '..', '..');
    const command = fileIn(
      folder,
      'cdk8s-shop',
      `#!/bin/sh\nexec '${process.execPath}' -r '${root}/scripts/typescript.js' '${root}/lib/cli/main.ts' "$@"\n`,
    );
    chmodSync(command, 0o755);
    const { out: script } = await runIn('.', ['completion', shell]);
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, HOME: folder };
    fileIn(folder, 'manifests.yaml', '');
    const told = execFileSync(shell, ['-c', SHELLS[shell]?.(script) ?? ''], { encoding: 'utf8', env, cwd: folder });
    const words = told.trim().split('\n');
    expect(words.slice(0, 3)).toEqual(['json', 'junit', 'check']);
    // Each shell has an order of its own for these.
    expect(words.slice(3, 7).sort()).toEqual(['audited', 'development', 'production', 'staging']);
    expect(words.slice(7)).toEqual(['manifests.yaml']);
  });
});
