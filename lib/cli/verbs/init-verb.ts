import { basename, relative, resolve } from 'node:path';
import { NewFolder } from '../init/new-folder';
import { projectFiles } from '../init/project-template';
import { ownPackage, sourceFor } from '../own-package';
import { withProgress } from '../progress';
import { runShellCommand } from '../shell-command';
import { type Environment, EXIT, type ExitCode, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import type { Verb, Words } from '../verb';

/** Fixes the version of every package, so that `npm ci` gives the same ones everywhere. */
const LOCK = 'npm install --package-lock-only --ignore-scripts --no-audit --no-fund';

/** @see https://github.com/SchemaStore/schemastore/blob/master/src/schemas/json/package.json the pattern of `name` */
const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
const MAX_NAME = 214;

/** `cdk8s-shop init`: a working shop in an empty folder. */
export const INIT: Verb = {
  name: 'init',
  operands: '[DIR]',
  about: 'Make a working shop in a new or empty folder: a shop to change, its tests, its checks, its CI.',
  examples: [
    { line: 'cdk8s-shop init', about: 'in this folder' },
    { line: 'cdk8s-shop init bookshop', about: 'in a folder of that name' },
    { line: 'cdk8s-shop init --name @acme/bookshop', about: 'with a name of its own' },
  ],
  options: [
    { name: 'name', value: 'NAME', help: 'name of the package; that of the folder unless it is said' },
    {
      name: 'package',
      value: 'SPEC',
      help: 'where npm finds cdk8s-shop: a version, a URL or file:TARBALL; where this one\ncame from unless it is said',
    },
    { name: 'no-lock', help: 'write no package-lock.json, which takes the registry; npm install makes it later' },
  ],
  notes: `
A folder in which anything but .git is stays as it is, and so does every folder when something fails.
Next: npm ci && npm run synth && npm test.
`,
  run: init,
};

async function init(words: Words, terminal: Terminal): Promise<ExitCode> {
  const [dir = '.', ...more] = words.operands;
  if (more.length > 0) throw new UsageError(`one folder is wanted, and ${words.operands.length} are there\nSee: cdk8s-shop init --help`);
  const current = resolve(terminal.folder ?? '.');
  const folder = resolve(current, dir);
  const own = ownPackage();
  const files = projectFiles(nameOf(words, folder), words.one('package') ?? sourceFor(folder, own), own);
  const target = new NewFolder(folder, dir);
  try {
    await write(files, target, folder, words.has('no-lock'), terminal);
  } catch (error) {
    target.undo();
    throw error;
  }
  terminal.out(nextSteps(relative(current, folder), files.size, words.has('no-lock')));
  return EXIT.done;
}

/** npm goes first, since it is what can fail after a while; all it needs is package.json. */
async function write(
  files: ReadonlyMap<string, string>,
  target: NewFolder,
  folder: string,
  withoutLock: boolean,
  terminal: Terminal,
): Promise<void> {
  const manifest = files.get('package.json') ?? '';
  target.write(new Map([['package.json', manifest]]));
  if (!withoutLock) {
    target.expect('package-lock.json');
    await withProgress(terminal, (say) => {
      say('npm looks for the newest versions that fit');
      return lock(folder, terminal);
    });
  }
  target.write(new Map([...files].filter(([path]) => path !== 'package.json')));
}

async function lock(folder: string, { environment = {}, stop }: Terminal): Promise<void> {
  const { code, stderr } = await runShellCommand(LOCK, folder, withoutNpm(environment), stop);
  if (code === 0) return;
  const told = stderr.split('\n').filter((line) => line.startsWith('npm error') && !line.includes('A complete log'));
  throw new UsageError(
    `npm cannot make the package-lock.json\n\n${told.join('\n') || stderr.trim()}\n\nNothing was written. With --no-lock the project is made without it.`,
  );
}

/** What npx tells the programs that it starts is about its own folder, and would lead npm there. */
function withoutNpm(environment: Environment): Environment {
  const own = /^npm_(?:package|lifecycle|command|execpath|node_execpath|config_(?:local_prefix|prefix|package|call|global|yes))/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}

/** A folder may be called anything; a name that is given has to be one. */
function nameOf(words: Words, folder: string): string {
  const given = words.one('name');
  if (given === undefined) {
    const derived = basename(folder)
      .toLowerCase()
      // A letter with an accent is the letter, rather than none.
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^a-z0-9-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '');
    // npm has a meaning of its own for this one.
    return derived === '' || derived === 'node-modules' ? 'shop' : derived.slice(0, MAX_NAME);
  }
  if (PACKAGE_NAME.test(given) && given.length <= MAX_NAME) return given;
  throw new UsageError(
    `"${given}" is no name of a package: lower-case letters, digits, - . _ and ~ are wanted, up to ${MAX_NAME}, such as bookshop or @acme/bookshop`,
  );
}

function nextSteps(folder: string, count: number, withoutLock: boolean): string {
  const steps = [
    ...(folder === '' ? [] : [`cd ${folder}`]),
    withoutLock ? 'npm install' : 'npm ci',
    'npm run synth      # writes dist/: commit it',
    'npm test           # types, rules over every stage, and whether dist/ is fresh',
    'npm run diff       # what differs between staging and production, and why',
  ];
  return `${folder === '' ? 'This folder' : folder} has a shop of ${count + (withoutLock ? 0 : 1)} files. Next:\n\n${steps.map((step) => `  ${step}`).join('\n')}\n\nshop.ts is where it is described.\n`;
}
