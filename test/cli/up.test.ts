import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { type Program, type RunProgram, runProgram } from '../../lib/cli/program';
import { type Verb, wordsOf } from '../../lib/cli/verb';
import { downVerb } from '../../lib/cli/verbs/down-verb';
import { upVerb } from '../../lib/cli/verbs/up-verb';
import { localJson } from '../../lib/writers/compose/local-json';
import { folderOf } from '../support/local-folder';

const FACTS = localJson({
  project: 'bookshop',
  edges: [{ name: 'edge', port: 8080, variable: 'EDGE_PORT' }],
  secrets: [
    { path: 'db/password', anyValue: true },
    { path: 'psp/token', variable: 'SECRET_PSP_TOKEN', anyValue: false },
  ],
});

let folder: string;
beforeEach(() => {
  folder = folderOf(
    new Map([
      ['compose.yaml', 'services: {}\n'],
      ['local.json', FACTS],
      ['config/x', ''],
    ]),
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A machine that has some programs; of each, how it ends. */
interface Machine {
  readonly docker?: { readonly engine: number; readonly plugin: number; readonly error?: string };
  readonly standalone?: number;
  /** How Compose ends where it starts or stops something. */
  readonly code?: number;
}

const DOCKER = { engine: 0, plugin: 0 };

async function carriedOut(verbOf: (run: RunProgram) => Verb, args: readonly string[], { docker, standalone, code = 0 }: Machine) {
  const ran: Program[] = [];
  const texts = { out: '', error: '' };
  const run: RunProgram = async (program) => {
    ran.push(program);
    const { command, args: words } = program;
    const ended = (end: number | undefined, error = '') => (end === undefined ? undefined : { code: end, error, output: new Uint8Array() });
    if (words.includes('up') || words.includes('down')) return ended(code);
    if (command === 'docker-compose') return ended(standalone);
    return words[0] === 'compose' ? ended(docker?.plugin) : ended(docker?.engine, docker?.error);
  };
  const verb = verbOf(run);
  const terminal = {
    out: (text: string) => {
      texts.out += text;
    },
    error: (text: string) => {
      texts.error += text;
    },
    interactive: false,
    today: '2027-01-01',
    environment: { PATH: '/bin' },
  };
  const exit = await verb.run(wordsOf(verb, args), terminal);
  const last = ran[ran.length - 1];
  return { exit, ...texts, line: `${last?.command} ${last?.args.join(' ')}`, folder: last?.folder, environment: last?.environment };
}

const up = (args: readonly string[] = [], machine: Machine = { docker: DOCKER }) =>
  carriedOut(upVerb, ['--folder', folder, ...args], machine);
const down = (args: readonly string[] = [], machine: Machine = { docker: DOCKER }) =>
  carriedOut(downVerb, ['--folder', folder, ...args], machine);

test('up makes secrets, starts the shop by the plugin of docker, and tells where it answers', async () => {
  const first = await up();
  expect(first).toMatchObject({ exit: 0, line: 'docker compose up --detach --remove-orphans', folder });
  expect(first.out).toBe('edge: http://localhost:8080\n');
  expect(first.error).toBe(
    `made 2 secrets in ${join(folder, 'secrets')}\n${join(folder, 'secrets/psp/token')} is for something outside of the shop: put its real value there\n`,
  );
  expect(readFileSync(join(folder, '.env'), 'utf8')).toContain('COMPOSE_PROJECT_NAME=bookshop\nSECRET_PSP_TOKEN=');
  expect((await up()).error).toBe('');
});

test('one secret is told as one', async () => {
  await up();
  rmSync(join(folder, 'secrets/db/password'));
  expect((await up()).error).toBe(`made a secret in ${join(folder, 'secrets')}\n`);
});

test('up by the older program, where docker has no plugin or is not there', async () => {
  expect((await up([], { docker: { engine: 0, plugin: 1 }, standalone: 0 })).line).toBe('docker-compose up --detach --remove-orphans');
  const older = await up([], { standalone: 0 });
  expect(older.line).toBe('docker-compose up --detach --remove-orphans');
  // Its builds are those of BuildKit only where they are asked to be; the plugin's are anyway.
  expect(older.environment).toEqual({ PATH: '/bin', DOCKER_BUILDKIT: '1', COMPOSE_DOCKER_CLI_BUILD: '1' });
  expect((await up()).environment).toBeUndefined();
});

test.each([
  [['--build', 'orders'], 'up --detach --build --remove-orphans orders'],
  [['--attach'], 'up --remove-orphans'],
  [['--no-override'], '-f compose.yaml up --detach --remove-orphans'],
  [['--file', 'mine.yaml'], `-f compose.yaml -f compose.override.yaml -f ${resolve('mine.yaml')} up --detach --remove-orphans`],
  [['--no-override', '--file', 'a,b'], `-f compose.yaml -f ${resolve('a')} -f ${resolve('b')} up --detach --remove-orphans`],
])('up %j', async (args, line) => {
  expect((await up(args)).line).toBe(`docker compose ${line}`);
});

test('addresses are told of what was started here, at the ports that .env says', async () => {
  writeFileSync(join(folder, '.env'), 'EDGE_PORT=9000\n');
  expect((await up()).out).toBe('edge: http://localhost:9000\n');
  expect((await up(['orders'])).out).toBe('');
  expect((await up(['edge'])).out).toBe('edge: http://localhost:9000\n');
  expect((await up(['--attach'])).out).toBe('');
});

test('the exit code of Compose is that of the command, and nothing is promised', async () => {
  expect(await up([], { docker: DOCKER, code: 17 })).toMatchObject({ exit: 17, out: '' });
  expect((await down([], { docker: DOCKER, code: 3 })).exit).toBe(3);
});

test('down stops the shop; data goes only when that is said', async () => {
  await up();
  expect(await down()).toMatchObject({ exit: 0, line: 'docker compose down --remove-orphans', folder });
  expect((await down(['--volumes'])).line).toBe('docker compose down --remove-orphans --volumes');
  expect((await down(['--file', 'mine.yaml'])).line).toBe(
    `docker compose -f compose.yaml -f compose.override.yaml -f ${resolve('mine.yaml')} down --remove-orphans`,
  );
  await expect(down(['orders'])).rejects.toThrow('down stops the whole shop, and takes no "orders"');
});

test('down works where .env is gone, without which Compose reads no file', async () => {
  expect((await down()).exit).toBe(0);
  expect(readFileSync(join(folder, '.env'), 'utf8')).toContain('SECRET_PSP_TOKEN=');
});

test.each([
  ['no docker', {}, 'there is no docker here. Install Docker with Compose: '],
  ['no Compose', { docker: { engine: 0, plugin: 1 } }, 'docker has no Compose. Install its plugin: '],
  [
    'no engine',
    { docker: { engine: 1, plugin: 0, error: 'Cannot connect to the Docker daemon.\nIs it running?\n' } },
    'the Docker engine does not answer: Cannot connect to the Docker daemon.\nStart it, or say where it is by DOCKER_HOST or docker context use.',
  ],
])('%s is said, with what to do', async (_, machine, message) => {
  await expect(up([], machine)).rejects.toThrow(message);
  await expect(down([], machine)).rejects.toThrow(message);
});

test('a folder without a shop is said, with how to get one', async () => {
  rmSync(join(folder, 'compose.yaml'));
  await expect(up()).rejects.toThrow(
    `no shop to start in ${folder}.\nHave it written: new ShopApp({ artifacts: { compose: {} } }), then synthesize.\nOf several shops each has a folder of its own: --folder artifacts/SHOP/compose`,
  );
});

test('a list of another version, or none, is said', async () => {
  writeFileSync(join(folder, 'local.json'), FACTS.replace('"format": 1', '"format": 9'));
  await expect(up()).rejects.toThrow('local.json was written by another version of cdk8s-shop. Synthesize the shop again.');
  writeFileSync(join(folder, 'local.json'), '{');
  await expect(up()).rejects.toThrow('local.json is no JSON: ');
});

describe('a real program', () => {
  const node = (script: string) => runProgram({ command: process.execPath, args: ['-e', script], quiet: true });

  test('gives its exit code and what it wrote to its standard error', async () => {
    expect(await node('console.error("so"); process.exit(5)')).toMatchObject({ code: 5, error: 'so\n' });
  });

  test('ended by a signal is told as shells do', async () => {
    expect((await node('process.kill(process.pid, "SIGTERM")'))?.code).toBe(143);
    expect((await node('process.kill(process.pid, "SIGUSR2")'))?.code).toBe(128 + constants.signals.SIGUSR2);
  });

  test('has the terminal of the command where it is not to be quiet', async () => {
    const ended = await runProgram({ command: process.execPath, args: ['-e', 'process.exit(3)'] });
    expect(ended).toEqual({ code: 3, error: '', output: Buffer.alloc(0) });
  });

  test('that is not there is none; one that cannot be run is a failure', async () => {
    expect(await runProgram({ command: 'no-such-program-here', args: [], quiet: true })).toBeUndefined();
    await expect(runProgram({ command: folder, args: [], quiet: true })).rejects.toThrow('EACCES');
  });

  test('runs in the folder that it is given', async () => {
    const ended = await runProgram({ command: process.execPath, args: ['-e', 'console.error(process.cwd())'], quiet: true, folder });
    expect(ended?.error.trim().endsWith(folder.replace(/^\/private/, ''))).toBe(true);
  });
});
