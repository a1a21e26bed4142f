import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paintFor, wantsColor } from '../../lib/cli/color';
import { withProgress } from '../../lib/cli/progress';
import { EXIT, EXIT_MEANING } from '../../lib/cli/terminal';
import { UsageError } from '../../lib/cli/usage-error';
import type { Verb, Words } from '../../lib/cli/verb';
import { fileIn, runIn } from '../support/command-run';

// They run programs, on a machine that may be busy.
jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
const PROGRAM = ['-r', './scripts/typescript.js', join(ROOT, 'lib', 'cli', 'main.ts')];

const verb = (run: Verb['run'], more: Partial<Verb> = {}): Verb => ({
  name: 'try it',
  operands: 'X',
  about: 'Try.',
  options: [],
  notes: 'N.',
  run,
  ...more,
});

describe('the help', () => {
  test('tells every verb, where to begin, and every exit code', async () => {
    const { out, exit } = await runIn('.', ['--help']);
    for (const name of ['init', 'synth', 'check', 'diff', 'images lock', 'up', 'down', 'completion'])
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    for (const [name, code] of Object.entries(EXIT)) {
      expect(out).toMatch(new RegExp(`^  ${code} +${EXIT_MEANING[name as keyof typeof EXIT]}$`, 'm'));
    }
    expect(exit).toBe(0);
    expect((await runIn('.', ['-h'])).out).toBe(out);
  });

  test.each(['init', 'synth', 'check', 'diff', 'images lock', 'up', 'down', 'completion'])(
    'of %s has examples that begin with it',
    async (name) => {
      const { out } = await runIn('.', ['help', ...name.split(' ')]);
      expect(out).toBe((await runIn('.', [...name.split(' '), '--help'])).out);
      expect(out).toContain(`Usage: cdk8s-shop ${name} [OPTIONS]`);
      expect(out).toMatch(new RegExp(`^Examples:\\n.*cdk8s-shop ${name}`, 'm'));
      expect(out.split('\n').filter((line) => line !== line.trimEnd())).toEqual([]);
    },
  );

  const VERBS = ['init', 'synth', 'check', 'diff', 'review', 'images lock', 'up', 'down', 'completion'];
  test.each([[80], [60]])('is no wider than %d, where a terminal is no wider', async (width) => {
    const texts = await Promise.all(['', ...VERBS].map((name) => runIn('.', [...name.split(' '), '--help'].filter(Boolean), { width })));
    const lines = texts.flatMap(({ out }) => out.split('\n'));
    // Lines to be typed stay whole.
    expect(lines.filter((line) => line.length > width && !/^( {2}|Usage: )cdk8s-shop /.test(line))).toEqual([]);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  test('keeps the second column in its place, or puts it below where there is no room', async () => {
    const options = [{ name: 'output', value: 'DIR', help: 'one two three four five six seven eight nine ten\neleven' }];
    const shown = async (width: number) =>
      (await runIn('.', ['try', 'it', '-h'], { width }, [verb(() => 0, { options })])).out.split('\n').slice(5, -4);
    expect(await shown(50)).toEqual([
      '  --output DIR  one two three four five six seven',
      '                eight nine ten',
      '                eleven',
    ]);
    expect(await shown(40)).toEqual([
      '  --output DIR',
      '      one two three four five six seven',
      '      eight nine ten',
      '      eleven',
      '  -h, --help',
    ]);
  });

  test('of a verb of two words', async () => {
    const { out } = await runIn('.', ['help', 'try', 'it'], {}, [verb(() => 0)]);
    expect(out).toBe('Usage: cdk8s-shop try it [OPTIONS] X\n\nTry.\n\nOptions:\n  -h, --help  print this\n\nN.\n');
    expect(await runIn('.', ['try', 'it', '-h'], {}, [verb(() => 0)])).toEqual({ exit: 0, out, error: '' });
    expect(await runIn('.', ['try'], {}, [verb(() => 0)])).toMatchObject({
      exit: 2,
      error: 'cdk8s-shop: no verb "try": one of try it is wanted\nSee: cdk8s-shop --help\n',
    });
    expect((await runIn('.', ['try', 'them'], {}, [verb(() => 0)])).error).toContain('no verb "try them": one of try it is wanted');
    expect((await runIn('.', ['help', 'chekc'])).error).toContain('no verb "chekc"; did you mean check?');
  });
});

test('an empty value is none: it would mean this folder, or every rule', async () => {
  const options = [
    { name: 'output', value: 'DIR', help: '' },
    { name: 'rule', value: 'ID', many: true, help: '' },
    { name: 'title', value: 'NAME', mayBeEmpty: true, help: '' },
  ];
  const given = async (...args: string[]) => (await runIn('.', ['try', 'it', ...args], {}, [verb(() => 0, { options })])).error;
  expect(await given('--output', '')).toBe("cdk8s-shop: Option '--output' has an empty value\nSee: cdk8s-shop try it --help\n");
  expect(await given('--rule', 'a', '--rule=')).toContain("Option '--rule' has an empty value");
  expect(await given('--output', 'a', '--rule', 'a')).toBe('');
  expect(await given('--title', '')).toBe('');
});

describe('how a command ends', () => {
  const failing = (error: unknown) =>
    runIn('.', ['try', 'it', '--color'], {}, [
      verb(
        () => {
          throw error;
        },
        { options: [{ name: 'color', help: '' }] },
      ),
    ]);

  test('what the user can mend is told to the user', async () => {
    expect(await failing(new UsageError('no such thing'))).toEqual({ exit: 2, out: '', error: 'cdk8s-shop: no such thing\n' });
    expect((await failing(Object.assign(new Error('EACCES: x'), { syscall: 'open' }))).exit).toBe(2);
  });

  test('a fault of its own looks like no finding, and says how to report it', async () => {
    const { exit, out, error } = await failing(new TypeError('x is not a function'));
    expect(exit).toBe(70);
    expect(out).toBe('');
    expect(error).toMatch(/^cdk8s-shop has failed by a fault of its own/);
    expect(error).toMatch(/^ {2}TypeError: x is not a function\n {6}at /m);
    expect(error).toContain('https://github.com/cdk8s-shop/cdk8s-shop/issues\n');
    expect(error).toMatch(new RegExp(`^cdk8s-shop 1\\.2\\.3, Node ${process.version}, ${process.platform} ${process.arch}$`, 'm'));
    expect(error).toMatch(/^cdk8s-shop try it --color$/m);
    expect((await failing('a text')).error).toContain('thrown: a text');
  });

  test('whatever fails after the user has stopped is no failure', async () => {
    const stop = new AbortController();
    const run = (): never => {
      stop.abort();
      throw new Error('broken off');
    };
    expect(await runIn('.', ['try', 'it'], { stop: stop.signal }, [verb(run)])).toEqual({ exit: 130, out: '', error: '' });
  });

  // A device that is always full.
  const onLinux = existsSync('/dev/full') ? test : test.skip;
  onLinux('an output that cannot be written is no finding', () => {
    const line = '"$0" "$@" >/dev/full';
    const { status, stderr } = spawnSync('bash', ['-c', line, process.execPath, ...PROGRAM, '--help'], { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'cdk8s-shop: the output cannot be written: ENOSPC\n' });
  });

  const inTerminal = spawnSync('script', ['--version']).stdout?.includes('util-linux') ? test : test.skip;
  inTerminal('a terminal that does not know its width is no narrow one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-width-'));
    const pod = fileIn(
      folder,
      'pod.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a }] }\n',
    );
    const words = [process.execPath, ...PROGRAM, 'check', pod, '--rule', 'image-tag', '--no-color'].map((word) => `'${word}'`);
    const { stdout } = spawnSync('script', ['-qec', `stty cols 0; ${words.join(' ')}`, '/dev/null'], { cwd: ROOT, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(stdout).toContain('got "a"; wanted a tag other than latest, or a digest. Fix: name the version that was tested.');
  });

  test('a reader that goes changes nothing about the exit code, and nothing is said of it', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: app, image: a }] }\n';
    const input = Array.from({ length: 300 }, (_, i) => pod.replace('name: a', `name: a${i}`)).join('---\n');
    const line = 'set -o pipefail; "$0" "$@" | head -c 10 >/dev/null';
    const { status, stderr } = spawnSync('bash', ['-c', line, process.execPath, ...PROGRAM, 'check', '-'], {
      cwd: ROOT,
      input,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  test('Ctrl-C ends it with 130, and with all that it has started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-stop-'));
    const file = join(folder, 'pid');
    // The shell stays and waits for sleep, as it does for an app that is started by npm.
    const child = spawn(process.execPath, [...PROGRAM, 'synth', '--app', `sleep 60 & echo $! > '${file}'; wait`, '--output', 'nowhere'], {
      cwd: ROOT,
    });
    while (!existsSync(file) || readFileSync(file, 'utf8').trim() === '') await new Promise((later) => setTimeout(later, 20));
    const app = Number(readFileSync(file, 'utf8'));
    rmSync(folder, { recursive: true });
    child.kill('SIGINT');
    expect(await new Promise((end) => child.once('exit', (code) => end(code)))).toBe(130);
    // Gone, or dead and not yet collected by whoever has inherited it.
    expect(spawnSync('ps', ['-o', 'stat=', '-p', `${app}`], { encoding: 'utf8' }).stdout.trim()).toMatch(/^(Z.*)?$/);
  });
});

describe('colour', () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: 'false' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }, false, true],
  ])('of %j, a person reading: %j, is %j', (environment, person, wanted) => {
    expect(wantsColor(environment, person)).toBe(wanted);
  });

  test('is what an option says, then the environment, then who reads', () => {
    const words = (...given: string[]) => ({ has: (option: string) => given.includes(option) }) as unknown as Words;
    const painted = (color: boolean | undefined, interactive: boolean, ...given: string[]) =>
      paintFor({ interactive, ...(color !== undefined && { color }) }, words(...given))('added', 'x') !== 'x';
    expect(painted(undefined, true)).toBe(true);
    expect(painted(undefined, false)).toBe(false);
    expect(painted(false, true)).toBe(false);
    expect(painted(true, false)).toBe(true);
    expect(painted(true, true, 'no-color')).toBe(false);
    expect(painted(false, false, 'color')).toBe(true);
  });
});

describe('progress', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  async function told(watched: boolean, ms: number): Promise<string[]> {
    const texts: string[] = [];
    const work = withProgress({ watched, error: (text) => void texts.push(text) }, async (say) => {
      say('first');
      await new Promise((done) => setTimeout(done, ms));
      say('second');
      return 7;
    });
    await jest.advanceTimersByTimeAsync(ms);
    expect(await work).toBe(7);
    return texts;
  }

  test('is told after a second, and goes with the work', async () => {
    expect(await told(true, 2500)).toEqual(['\r\u001b[Kfirst… 1 s', '\r\u001b[Kfirst… 2 s', '\r\u001b[Ksecond… 2 s', '\r\u001b[K']);
  });

  test('is not told of what is done at once, and to nobody who does not look', async () => {
    expect(await told(true, 900)).toEqual([]);
    expect(await told(false, 5000)).toEqual([]);
  });

  test('goes when the work fails', async () => {
    const texts: string[] = [];
    const work = withProgress({ watched: true, error: (text) => void texts.push(text) }, async () => {
      await new Promise((done) => setTimeout(done, 1500));
      throw new Error('no');
    });
    const failed = expect(work).rejects.toThrow('no');
    await jest.advanceTimersByTimeAsync(1500);
    await failed;
    expect(texts.at(-1)).toBe('\r\u001b[K');
  });
});
