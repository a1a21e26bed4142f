import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readableError } from '../../lib/cli/app/app-error';
import { type CommandRun, fileIn, runIn } from '../support/command-run';

// They run programs, on a machine that may be busy.
jest.setTimeout(60_000);

let folder: string;
const stops: AbortController[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-synth-'));
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort();
  rmSync(folder, { recursive: true });
});

/** A project whose app is a program of the shell. */
function project(app: string, more = ''): void {
  fileIn(folder, 'cdk8s.yaml', `language: typescript\napp: sh app.sh\n${more}`);
  fileIn(folder, 'app.sh', app);
}
const WRITES = 'mkdir -p "$CDK8S_OUTDIR"; cat in > "$CDK8S_OUTDIR/a.k8s.yaml"';

describe('cdk8s-shop synth', () => {
  test('runs the command of cdk8s.yaml and tells what became of the files', async () => {
    project(WRITES);
    fileIn(folder, 'in', 'one');
    expect(await runIn(folder, ['synth'])).toEqual({ exit: 0, out: 'dist: 1 file, 1 new\n  + a.k8s.yaml\n', error: '' });
    expect(readFileSync(join(folder, 'dist/a.k8s.yaml'), 'utf8')).toBe('one');
    expect(await runIn(folder, ['synth'])).toEqual({ exit: 0, out: 'dist: 1 file, as they were\n', error: '' });
    fileIn(folder, 'in', 'two');
    fileIn(folder, 'app.sh', `${WRITES}; rm "$CDK8S_OUTDIR/old"; touch "$CDK8S_OUTDIR/b"`);
    fileIn(folder, 'dist/old', '');
    expect((await runIn(folder, ['synth'])).out).toBe('dist: 2 files, 1 new, 1 changed, 1 gone\n  + b\n  ~ a.k8s.yaml\n  - old\n');
  });

  test('tells artifacts too, where there are any', async () => {
    project(`${WRITES}; mkdir -p artifacts; cp in artifacts/graph.json`);
    fileIn(folder, 'in', 'one');
    expect((await runIn(folder, ['synth'])).out).toBe('dist: 1 file, 1 new\n  + a.k8s.yaml\nartifacts: 1 file, 1 new\n  + graph.json\n');
    expect((await runIn(folder, ['synth'])).out).toBe('dist: 1 file, as they were\n');
  });

  test('takes the folder of cdk8s.yaml, and what the command says before it', async () => {
    project(WRITES, 'output: manifests\n');
    fileIn(folder, 'in', 'one');
    expect((await runIn(folder, ['synth'])).out).toContain('manifests: 1 file');
    expect((await runIn(folder, ['synth', '--output', 'out/here', '--app', 'sh app.sh'])).out).toContain('out/here: 1 file');
    expect(existsSync(join(folder, 'out/here/a.k8s.yaml'))).toBe(true);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('passes on the profile, and what the app says', async () => {
    project('echo "for $SHOP_PROFILE"; echo deprecated >&2');
    const { out, error } = await runIn(folder, ['synth', '--profile', 'production']);
    expect(out).toBe('for production\ndist: 0 files, as they were\n');
    expect(error).toBe('deprecated\n');
  });

  test('tells what an app says that fails, and how to see all of it', async () => {
    project('echo no such image >&2; exit 3');
    expect(await runIn(folder, ['synth'])).toEqual({
      exit: 2,
      out: '',
      error: 'cdk8s-shop: the app cannot be synthesized\n\nno such image\n\nTo see all that it says, run it: sh app.sh\n',
    });
  });

  test.each([
    [
      '',
      'no "app" in cdk8s.yaml: it says by which command an app is synthesized. Name one by --app, or make a project with cdk8s-shop init',
    ],
    ['app: [', 'cdk8s.yaml:1: unexpected end of the stream within a flow collection\n'],
  ])('refuses the configuration %j', async (text, error) => {
    fileIn(folder, 'cdk8s.yaml', text);
    expect(await runIn(folder, ['synth'])).toMatchObject({ exit: 2, error: expect.stringContaining(`cdk8s-shop: ${error}`) });
  });

  test('says what there is to say of an app that fails and says nothing', async () => {
    project('exit 3');
    expect((await runIn(folder, ['synth'])).error).toContain('cannot be synthesized\n\nit says nothing, and ends with 3\n\n');
  });

  test.each(['.', '..', 'dist/..', '/'])('does not take %s for the folder of the manifests, in which others are', async (output) => {
    project(WRITES);
    const said = `cdk8s-shop: ${output} holds the project itself. Name a folder for the manifests alone, such as dist\n`;
    expect(await runIn(folder, ['synth', '--output', output])).toEqual({ exit: 2, out: '', error: said });
    fileIn(folder, 'cdk8s.yaml', `app: sh app.sh\noutput: ${output}\n`);
    expect((await runIn(folder, ['synth'])).error).toBe(said);
  });

  // /proc is there on Linux alone; elsewhere a folder cannot be made in / either.
  test.each(['/proc/x', '/proc/x/dist', '/dev/null/dist', 'in/dist'])(
    'does not begin where the folder %s cannot be made, and makes none where the app fails',
    async (output) => {
      project('touch began; exit 3');
      fileIn(folder, 'in', 'one');
      expect(await runIn(folder, ['synth', '--output', output])).toEqual({
        exit: 2,
        out: '',
        error: expect.stringMatching(
          new RegExp(`^cdk8s-shop: the folder ${output} cannot be made: E[A-Z]+\\. Name another one by --output\n$`),
        ),
      });
      expect(existsSync(join(folder, 'began'))).toBe(false);
      expect((await runIn(folder, ['synth', '--output', 'new/dist'])).error).toContain('ends with 3');
      expect(existsSync(join(folder, 'new'))).toBe(false);
    },
  );

  test('does not take a file for the folder of the manifests', async () => {
    project(WRITES);
    expect(await runIn(folder, ['synth', '--output', 'app.sh'])).toEqual({
      exit: 2,
      out: '',
      error: 'cdk8s-shop: app.sh is no folder. Name one by --output\n',
    });
  });

  test('takes a folder beside the project, whose name begins with points too', async () => {
    project(WRITES);
    fileIn(folder, 'in', 'one');
    for (const output of ['..dist', join(folder, 'a')]) expect((await runIn(folder, ['synth', '--output', output])).exit).toBe(0);
  });

  test('refuses a folder without an app, and words that it has no use for', async () => {
    expect((await runIn(folder, ['synth'])).error).toContain(`no cdk8s.yaml in ${folder}: `);
    expect(await runIn(folder, ['synth', 'dist'])).toMatchObject({
      exit: 2,
      error: 'cdk8s-shop: nothing is wanted after synth, and "dist" is there\nSee: cdk8s-shop synth --help\n',
    });
  });
});

describe('cdk8s-shop synth --watch', () => {
  /** Begins to watch; `until` waits for a text on either stream, `end` stops and gives what was told. */
  function watching(): { until: (text: string) => Promise<string>; end: () => Promise<CommandRun> } {
    const stop = new AbortController();
    stops.push(stop);
    let told = '';
    const write = (text: string): void => {
      told += text;
    };
    const done = runIn(folder, ['synth', '--watch'], { out: write, error: write, stop: stop.signal });
    return {
      until: async (text) => {
        while (!told.includes(text)) await new Promise((later) => setTimeout(later, 10));
        const before = told.slice(0, told.indexOf(text));
        told = told.slice(before.length + text.length);
        return before;
      },
      end: () => {
        stop.abort();
        return done;
      },
    };
  }

  test('synthesizes at once and after each change, goes on after a failure, and ends cleanly', async () => {
    project(WRITES);
    fileIn(folder, 'in', 'one');
    const { until, end } = watching();
    await until('dist: 1 file, 1 new');
    await until('waiting for changes');
    fileIn(folder, 'in', 'two');
    await until('in changed\n');
    await until('dist: 1 file, 1 changed');
    await until('waiting for changes');
    fileIn(folder, 'app.sh', 'echo broken >&2; exit 1');
    await until('the app cannot be synthesized\n\nbroken');
    await until('waiting for changes');
    fileIn(folder, 'app.sh', WRITES);
    await until('dist: 1 file, as they were');
    expect((await end()).exit).toBe(0);
  });

  test('never twice at a time, and what changes meanwhile is not lost', async () => {
    // Its own notes begin with a point, so that they are no changes.
    project(`test ! -e .busy || echo TWICE >> .log; touch .busy; cat in >> .log; sleep 0.5; rm .busy; ${WRITES}`);
    fileIn(folder, 'in', '1');
    const { until, end } = watching();
    while (!existsSync(join(folder, '.log')) || readFileSync(join(folder, '.log'), 'utf8') === '')
      await new Promise((later) => setTimeout(later, 10));
    fileIn(folder, 'in', '2');
    await until('dist: 1 file, 1 new');
    await until('in changed\n');
    await until('dist: 1 file');
    expect((await end()).exit).toBe(0);
    expect(readFileSync(join(folder, '.log'), 'utf8')).toBe('12');
  });

  test('its own files, those of tools and those that begin with a point are no changes', async () => {
    project(`echo . >> .runs; ${WRITES}`);
    fileIn(folder, 'in', 'one');
    const { until, end } = watching();
    await until('waiting for changes');
    for (const name of ['dist/a.k8s.yaml', 'artifacts/graph.json', 'node_modules/x/index.js', '.git/HEAD', 'coverage/x'])
      fileIn(folder, name, '1');
    await new Promise((later) => setTimeout(later, 300));
    fileIn(folder, 'in', 'two');
    expect(await until('in changed\n')).toBe('; Ctrl-C ends it\n\n');
    await until('dist: ');
    expect((await end()).exit).toBe(0);
  });

  test('ends an app that is running', async () => {
    project('touch began; sleep 60');
    const { end } = watching();
    while (!existsSync(join(folder, 'began'))) await new Promise((later) => setTimeout(later, 10));
    expect((await end()).exit).toBe(0);
  });
});

describe('what an app said when an error ended it', () => {
  const TRACE = `/p/shop.ts:12
    throw new ShopError(faults);
    ^

ShopError: SHOP-A at x: got 1.
SHOP-B at y: got 2.
    at refuse (/p/node_modules/cdk8s-shop/build/lib/core/shop-error.js:46:15)
    at new Shop (/p/node_modules/cdk8s-shop/build/lib/constructs/shop.js:85:5)
    at makeShop (/p/shop.ts:21:16)
    at Object.<anonymous> (/p/main.ts:4:1)
    at node:internal/main/run_main_module:28:49 {
  faults: [ [Object] ]
}

Node.js v20.20.2
`;

  test('is its message, every line of it, and the line of the user that led to it', () => {
    expect(readableError(TRACE, '/p')).toBe('SHOP-A at x: got 1.\nSHOP-B at y: got 2.\n  at shop.ts:21');
  });

  test('keeps the class of an error that is a mistake in the program', () => {
    const trace = `/p/main.ts:1\nx();\n^\n\nReferenceError: x is not defined\n    at Object.<anonymous> (/p/main.ts:1:1)\n    at y (node:z:1:2)\n`;
    expect(readableError(trace, '/p')).toBe('ReferenceError: x is not defined\n  at main.ts:1');
    expect(readableError(trace.replaceAll('/p/', '/other/'), '/p')).toBe('ReferenceError: x is not defined');
  });

  test('is told as it is where it is something else', () => {
    expect(readableError('no trace\n', '/p')).toBeUndefined();
  });
});
