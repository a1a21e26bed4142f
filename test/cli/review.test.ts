import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../lib/cli/command';
import { type RunProgram, runProgram } from '../../lib/cli/program';
import { reviewVerb } from '../../lib/cli/verbs/review-verb';
import { type CommandRun, fileIn, runIn } from '../support/command-run';

// They run git, on a machine that may be busy.
jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-review-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const review = (...args: readonly string[]): Promise<CommandRun> => runIn(folder, ['review', ...args]);
const configMap = (name: string, data: object = {}): string =>
  `${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data })}\n`;
const service = (ip: string): string =>
  `${JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'orders', namespace: 'shop' }, spec: { clusterIP: ip, ports: [{ port: 80 }] } })}\n`;

function gitIn(at: string, ...args: readonly string[]): string {
  const settings = ['user.email=a@b.example', 'user.name=a', 'init.defaultBranch=main', 'core.hooksPath=/dev/null'];
  const given = settings.flatMap((setting) => ['-c', setting]);
  return execFileSync('git', [...given, ...args], { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function commitIn(at: string): string {
  gitIn(at, 'add', '--all');
  gitIn(at, 'commit', '--quiet', '--allow-empty', '-m', 'x');
  return gitIn(at, 'rev-parse', 'HEAD');
}

/** `rule object` of every effect that nobody has accepted. */
async function effects(...args: readonly string[]): Promise<string[]> {
  const { out, error } = await review(...args, '--format', 'json');
  if (out === '') throw new Error(error);
  return JSON.parse(out).effects.map(({ rule, object }: { rule: string; object: string }) => `${rule} ${object}`);
}

describe('between files', () => {
  beforeEach(() => {
    fileIn(folder, 'a/x.yaml', configMap('conf', { a: '1' }));
    fileIn(folder, 'b/x.yaml', configMap('conf', { a: '2' }));
    fileIn(folder, 'refused/a/x.yaml', service('10.0.0.1'));
    fileIn(folder, 'refused/b/x.yaml', service('10.0.0.2'));
  });
  const refused = ['refused/a/', 'refused/b/'] as const;

  test('ends with 0 where nothing counts, and with 1 where something does', async () => {
    expect(await review('a/', 'a/x.yaml')).toEqual({ exit: 0, out: 'no difference between a/ and a/x.yaml\n', error: '' });
    expect((await review('a/', './b')).exit).toBe(0);
    expect((await review('a/', './b', '--fail-on', 'note')).exit).toBe(1);
    const stopped = await review(...refused);
    expect(stopped).toMatchObject({ exit: 1, error: '' });
    expect(stopped.out).toContain('At refused/b/x.yaml:1');
  });

  test('what somebody accepts does not count until its last day is over, and one file may hold what check accepts too', async () => {
    const accepted = { rule: 'immutable-field', object: '/Service/shop/orders', reason: 'it is replaced by hand', until: '2027-03-31' };
    const other = { rule: 'image-tag', object: 'apps/Deployment/shop/orders', reason: 'later', until: '2027-03-31' };
    fileIn(folder, 'w.yaml', JSON.stringify([accepted, other]));
    const waivers = ['--waivers', join(folder, 'w.yaml')];
    const told = await review(...refused, ...waivers);
    expect(told.exit).toBe(0);
    expect(told.out).toContain('it is replaced by hand');
    expect(told.out).not.toContain('image-tag');
    expect((await review(...refused, ...waivers, '--today', '2027-04-01')).exit).toBe(1);
    const checked = await runIn(folder, ['check', join(folder, 'a'), ...waivers, '--format', 'json']);
    expect(checked.error).toBe('');
    expect(checked.out).toContain('waiver-unused');
    expect(checked.out).not.toContain('immutable-field');
  });

  test('a waiver that is wrong is told with its place in the file, and what a review wants of one', async () => {
    const other = { rule: 'image-tag', object: 'apps/Deployment/shop/orders', reason: 'later', until: '2027-03-31' };
    fileIn(folder, 'w.yaml', JSON.stringify([other, { ...other, rule: 'immutable-fields' }, { rule: 'immutable-field' }]));
    const { exit, error } = await review(...refused, '--waivers', join(folder, 'w.yaml'));
    expect(exit).toBe(2);
    const wanted =
      'wanted a rule of docs/effects, an object as group/Kind/namespace/name, maybe a field, a reason, and a last day as YYYY-MM-DD';
    expect(error.replaceAll(`${folder}/`, '').split('\n').slice(0, 2)).toEqual([
      `cdk8s-shop: SHOP-K005 at waiver 2 of w.yaml: got the rule "immutable-fields"; ${wanted}. Fix: complete or correct the waiver.`,
      `SHOP-K005 at waiver 3 of w.yaml: got no object; ${wanted}. Fix: complete or correct the waiver.`,
    ]);
  });

  test('definitions that neither side has say the defaults of custom resources', async () => {
    const schema = { openAPIV3Schema: { properties: { spec: { properties: { weight: { default: 1 } } } } } };
    const names = { kind: 'Cart', plural: 'carts' };
    const spec = { group: 'shop.example', names, scope: 'Namespaced', versions: [{ name: 'v1', served: true, storage: true, schema }] };
    const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'carts.shop.example' }, spec };
    const cart = (stated: object) => JSON.stringify({ apiVersion: 'shop.example/v1', kind: 'Cart', metadata: { name: 'a' }, spec: stated });
    fileIn(folder, 'crds/x.yaml', JSON.stringify(crd));
    fileIn(folder, 'stated/x.yaml', cart({ weight: 1 }));
    fileIn(folder, 'unstated/x.yaml', cart({}));
    expect((await review('stated/', 'unstated/')).out).toContain('Cart');
    expect(await review('stated/', 'unstated/', '--crds', 'crds')).toEqual({
      exit: 0,
      out: 'no difference between stated/ and unstated/\n',
      error: '',
    });
    expect(await review('stated/', 'unstated/', '--crds', 'nowhere')).toMatchObject({ exit: 2, out: '' });
  });

  test('effects of a rule are left out', async () => {
    expect(await effects(...refused)).toContain('immutable-field /Service/shop/orders');
    expect(await effects(...refused, '--no-rule', 'immutable-field')).not.toContain('immutable-field /Service/shop/orders');
  });

  test('one run writes every report, and each file what its name says', async () => {
    const files = ['r.md', 'r.html', 'r.json', 'r.sarif', 'r.txt'].map((name) => join(folder, name));
    const { out, exit } = await review(...refused, ...files.flatMap((file) => ['--report', file]), '--color');
    expect(exit).toBe(1);
    expect(out).toContain('\u001b[');
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    expect(texts[0]).toMatch(/^<!-- cdk8s-shop review -->\n/);
    expect(texts[1]).toMatch(/^<!doctype html>/i);
    expect(JSON.parse(texts[2] ?? '').schema).toBe(1);
    expect(JSON.parse(texts[3] ?? '').version).toBe('2.1.0');
    expect(texts[4]).toContain('Service/shop/orders');
    const output = join(folder, 'out.txt');
    expect((await review(...refused, '--output', output)).out).toBe('');
    expect(readFileSync(output, 'utf8')).toBe((await review(...refused)).out);
    expect(readdirSync(folder).filter((name) => name.includes('staged'))).toEqual([]);
  });

  test('the sides are called what the user says, and so is the comment', async () => {
    const { out } = await review(...refused, '--before', 'main', '--after', 'change', '--name', 'staging', '--format', 'markdown');
    expect(out).toMatch(/^<!-- cdk8s-shop review staging -->\n.*<code>main<\/code> → <code>change<\/code>/s);
  });

  test('reports are written all or none', async () => {
    fileIn(folder, 'r.md', 'of the last run');
    const { exit, out, error } = await review(...refused, '--report', join(folder, 'r.md'), '--report', join(folder, 'no/where.html'));
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(error).toBe(`cdk8s-shop: the report cannot be written to ${join(folder, 'no/where.html')}: ENOENT\n`);
    expect(readFileSync(join(folder, 'r.md'), 'utf8')).toBe('of the last run');
    mkdirSync(join(folder, 'r.json'));
    expect((await review(...refused, '--report', join(folder, 'r.md'), '--report', join(folder, 'r.json'))).error).toContain('a folder');
    expect(readFileSync(join(folder, 'r.md'), 'utf8')).toBe('of the last run');
    expect(readdirSync(folder).filter((name) => name.includes('staged'))).toEqual([]);
  });

  test('what the version of the cluster does not serve any more is told for that version', async () => {
    const schema = (labels: object) =>
      JSON.stringify({
        apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2',
        kind: 'FlowSchema',
        metadata: { name: 'shop', labels },
        spec: { matchingPrecedence: 1000, priorityLevelConfiguration: { name: 'workload-low' } },
      });
    fileIn(folder, 'flow/a/x.yaml', schema({}));
    fileIn(folder, 'flow/b/x.yaml', schema({ a: 'b' }));
    const kinds = async (version: string) => {
      const { out } = await review('flow/a/', 'flow/b/', '--kubernetes', version, '--format', 'json');
      return JSON.parse(out).effects.map(({ kind, severity }: { kind: string; severity: string }) => `${severity} ${kind}`);
    };
    expect(await kinds('1.28')).not.toContain('error removed-api');
    expect(await kinds('1.29')).toEqual(['error removed-api']);
  });

  test('a terminal that is in no folder of its own is where the process is', async () => {
    const told: string[] = [];
    const around = { out: (text: string) => told.push(text), error: () => undefined, interactive: false, today: '2027-03-31' };
    const exit = await runCommand(['review', join(folder, 'a'), join(folder, 'a')], '1.2.3', around);
    expect({ exit, told }).toEqual({ exit: 0, told: [`no difference between ${join(folder, 'a')} and ${join(folder, 'a')}\n`] });
  });

  test('what a link leads to is written, and the link stays', async () => {
    fileIn(folder, 'real.md', '');
    symlinkSync(join(folder, 'real.md'), join(folder, 'link.md'));
    await review(...refused, '--report', join(folder, 'link.md'));
    expect(readFileSync(join(folder, 'real.md'), 'utf8')).toContain('cdk8s-shop review');
    expect((await review(...refused, '--output', '/dev/null')).exit).toBe(1);
  });

  test.each([
    [[], 'nothing to review: two folders or files with a / in them, one ref or range of git, or --live DIR is wanted'],
    [
      ['a', 'b'],
      '"a b" cannot be reviewed: two folders or files with a / in them, one ref or range of git, or --live DIR is wanted; for refs of git: a..b',
    ],
    [
      ['a/', 'b/', 'c/'],
      '"a/ b/ c/" cannot be reviewed: two folders or files with a / in them, one ref or range of git, or --live DIR is wanted',
    ],
    [
      ['a/', '--live', 'b/'],
      '"a/" cannot be reviewed: two folders or files with a / in them, one ref or range of git, or --live DIR is wanted',
    ],
  ])('refuses %j', async (args, error) => {
    expect(await review(...args)).toEqual({ exit: 2, out: '', error: `cdk8s-shop: ${error}\nSee: cdk8s-shop review --help\n` });
  });

  test.each([
    [['--format', 'yaml'], 'no format "yaml": one of text, markdown, html, json, sarif, github is wanted'],
    [['--report', 'r.pdf'], 'no format goes with the name r.pdf: one that ends with .md, .html, .json, .sarif, .txt is wanted'],
    [['--fail-on', 'all'], 'no severity "all": one of error, warning, note is wanted'],
    [
      ['--no-rule', 'nope'],
      'SHOP-K003 at review: got the rule "nope", which there is not; wanted the id of a rule of docs/effects. Fix: correct the id.',
    ],
    [
      ['--today', 'now'],
      'SHOP-K006 at review: got the day "now"; wanted today\'s date as YYYY-MM-DD wherever there are waivers. Fix: give the date.',
    ],
  ])('refuses %j', async (args, error) => {
    expect(await review('a/', 'b/', ...args)).toEqual({ exit: 2, out: '', error: `cdk8s-shop: ${error}\n` });
  });

  test.each([
    [['a/', 'b/', '--context', 'x'], '--context is for --live alone'],
    [['main', '--namespace', 'x'], '--namespace is for --live alone'],
    [['a/', 'b/', '--path', 'x'], '--path is for refs of git alone'],
    [['--live', 'a/', '--path', 'x'], '--path is for refs of git alone'],
  ])('refuses options that would change nothing: %j', async (args, error) => {
    expect(await review(...args)).toEqual({ exit: 2, out: '', error: `cdk8s-shop: ${error}\nSee: cdk8s-shop review --help\n` });
  });

  test('refuses a side that holds nothing, which would let everything go', async () => {
    fileIn(folder, 'empty.yaml', '# nothing\n');
    expect(await review('a/', './empty.yaml')).toMatchObject({
      exit: 2,
      out: '',
      error: expect.stringMatching(/^cdk8s-shop: SHOP-F003 at \.\/empty\.yaml: /),
    });
  });

  test('tells every text that cannot be read, and writes nothing', async () => {
    fileIn(folder, 'broken/x.yaml', `${configMap('a')}---\na: [\n`);
    fileIn(folder, 'broken/y.yaml', 'kind: Pod\n');
    const { exit, out, error } = await review('a/', 'broken/', '--report', join(folder, 'r.md'));
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(error).toMatch(/^cdk8s-shop: SHOP-F004 at broken\/x\.yaml:[34]: [^\n]*\nSHOP-F004 at broken\/y\.yaml:1: [^\n]*\n$/);
    expect(existsSync(join(folder, 'r.md'))).toBe(false);
  });
});

describe('between refs of git', () => {
  let repository: string;
  const git = (...args: readonly string[]): string => gitIn(folder, ...args);
  const commit = (): string => commitIn(folder);

  // Made once, since git takes its time.
  beforeAll(() => {
    repository = mkdtempSync(join(tmpdir(), 'cdk8s-shop-review-test-'));
    gitIn(repository, 'init', '--quiet', '.');
    fileIn(repository, 'dist/with blank/ümläut.yaml', configMap('one', { a: 'ä' }));
    fileIn(repository, 'dist/two.yaml', configMap('two'));
    fileIn(repository, 'dist/notes.txt', 'a: [');
    fileIn(repository, 'dist/.hidden/x.yaml', 'a: [');
    commitIn(repository);
    gitIn(repository, 'checkout', '--quiet', '-b', 'feature/x');
    fileIn(repository, 'dist/with blank/ümläut.yaml', configMap('one', { a: 'ö' }));
    commitIn(repository);
    gitIn(repository, 'checkout', '--quiet', 'main');
    fileIn(repository, 'dist/three.yaml', configMap('three'));
    commitIn(repository);
  });
  afterAll(() => rmSync(repository, { recursive: true }));
  beforeEach(() => cpSync(repository, folder, { recursive: true }));

  test('two refs; where the second left the first; a ref and what lies on the disk', async () => {
    expect(await effects('main..feature/x')).toEqual([
      expect.stringContaining('/ConfigMap/shop/one'),
      expect.stringContaining('/ConfigMap/shop/three'),
    ]);
    expect(await effects('main...feature/x')).toEqual([expect.stringContaining('/ConfigMap/shop/one')]);
    expect(await effects('main')).toEqual([]);
    expect(await effects('feature/x..')).toEqual(await effects('feature/x'));
    expect(await effects('..feature/x')).toEqual(await effects('main..feature/x'));
    fileIn(folder, 'dist/four.yaml', configMap('four'));
    expect(await effects('main')).toEqual([expect.stringContaining('/ConfigMap/shop/four')]);
    expect(JSON.parse((await review('main', '--format', 'json')).out)).toMatchObject({ before: 'main', after: 'the working tree' });
  });

  test('what is checked out is named as it lies there, and the rest by its ref', async () => {
    const { out } = await review('feature/x..main', '--format', 'json');
    const sources = JSON.parse(out).effects.map(({ source }: { source: { file: string } }) => source.file);
    expect(sources.sort()).toEqual(['dist/three.yaml', 'dist/with blank/ümläut.yaml']);
    git('checkout', '--quiet', 'feature/x');
    const other = await review('feature/x..main', '--format', 'json');
    expect(JSON.parse(other.out).effects[1].source).toEqual({ file: 'main:dist/three.yaml', line: 1 });
  });

  test('in a folder of the repository, and in other paths', async () => {
    fileIn(folder, 'sub/deploy/a.yml', configMap('sub'));
    fileIn(folder, 'sub/plain', configMap('plain'));
    fileIn(folder, 'sub/:(top)odd*/a.yaml', configMap('odd'));
    const last = commit();
    const odd = await runIn(join(folder, 'sub'), ['review', `${last}~1..${last}`, '--path', ':(top)odd*', '--format', 'json']);
    expect(JSON.parse(odd.out).effects).toHaveLength(1);
    const inSub = await runIn(join(folder, 'sub'), [
      'review',
      `${last}~1..${last}`,
      '--path',
      'deploy/',
      '--path',
      'plain',
      '--format',
      'json',
    ]);
    expect(JSON.parse(inSub.out).effects.map(({ source }: { source: { file: string } }) => source.file)).toEqual(['plain', 'deploy/a.yml']);
    expect(inSub.error).toBe(`there are no manifests at ${last}~1:deploy/\nthere are no manifests at ${last}~1:plain\n`);
    const above = await runIn(join(folder, 'sub'), ['review', 'main..feature/x', '--path', '../dist', '--format', 'json']);
    expect(JSON.parse(above.out).effects).toHaveLength(2);
    expect(await effects('main..feature/x', '--path', '.')).toHaveLength(4);
    expect((await review('main..feature/x', '--path', '../out')).error).toContain('../out is not in the repository');
  });

  test('links and submodules are not read, and that is told', async () => {
    symlinkSync('two.yaml', join(folder, 'dist/link.yaml'));
    commit();
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},dist/module`);
    git('commit', '--quiet', '-m', 'module');
    expect((await review('feature/x..main')).error).toBe(
      'not read: main:dist/link.yaml, a link\nnot read: main:dist/module, a submodule\n',
    );
  });

  test('a text that cannot be read is told with its ref and line', async () => {
    fileIn(folder, 'dist/two.yaml', 'a: [');
    commit();
    git('checkout', '--quiet', 'feature/x');
    expect(await review('feature/x..main')).toMatchObject({
      exit: 2,
      out: '',
      error: expect.stringContaining('SHOP-F004 at main:dist/two.yaml:1: '),
    });
  });

  test.each([
    ['nope', 'git knows no commit "nope"'],
    ['main..nope', 'git knows no commit "nope"'],
    ['main..-x', 'git knows no commit "-x"'],
    ['main..$(touch x)', 'git knows no commit "$(touch x)"'],
  ])('refuses %s', async (range, error) => {
    expect(await review(range)).toEqual({ exit: 2, out: '', error: `cdk8s-shop: ${error}\n` });
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  test('a path at which neither has anything is refused', async () => {
    const { exit, error } = await review('main..feature/x', '--path', 'manifests');
    expect({ exit, error }).toEqual({
      exit: 2,
      error:
        'cdk8s-shop: neither main nor feature/x has manifests at manifests. Name their folder by --path; where they are not committed, synthesize both and review two folders\n',
    });
  });

  test('a shallow clone says how to get the rest', async () => {
    const clone = join(folder, 'clone');
    git('clone', '--quiet', '--depth', '1', `file://${folder}`, clone);
    const { error } = await runIn(clone, ['review', 'feature/x..HEAD']);
    expect(error).toContain('git knows no commit "feature/x". This clone is shallow');
    expect(error).toContain('fetch-depth: 0');
  });

  test('a repository that has lost what is committed, or cannot read it, is told', async () => {
    const objectOf = (what: string): string => {
      const id = git('rev-parse', what);
      return join(folder, '.git/objects', id.slice(0, 2), id.slice(2));
    };
    const [blob, id] = [objectOf('main:dist/three.yaml'), git('rev-parse', 'main:dist/three.yaml')];
    chmodSync(blob, 0o600);
    writeFileSync(blob, 'no object');
    expect((await review('feature/x..main')).error).toMatch(/^cdk8s-shop: git (cannot read|has lost) what is committed: [^\n]+\n$/);
    const failing: RunProgram = async (program) =>
      program.args[0] === 'cat-file'
        ? { code: 128, error: 'fatal: out of memory\nhint: buy some\n', output: new Uint8Array() }
        : runProgram(program);
    expect(await runIn(folder, ['review', 'feature/x..main'], {}, [reviewVerb(failing)])).toEqual({
      exit: 2,
      out: '',
      error: 'cdk8s-shop: git cannot read what is committed: out of memory\n',
    });
    rmSync(blob);
    expect(await review('feature/x..main')).toEqual({
      exit: 2,
      out: '',
      error: `cdk8s-shop: git has lost what is committed: ${id} missing\n`,
    });
    rmSync(objectOf('main:dist'));
    expect((await review('feature/x..main')).error).toMatch(/^cdk8s-shop: git cannot list main:dist: [^\n]+\n$/);
  });

  test('branches without a common ancestor have no merge base', async () => {
    git('checkout', '--quiet', '--orphan', 'other');
    commit();
    expect((await review('main...other')).error).toBe('cdk8s-shop: main and other have no common ancestor\n');
  });
});

test('where git is not, or is no repository, that is told', async () => {
  expect((await review('main')).error).toMatch(/^cdk8s-shop: no repository of git can be read in .*: not a git repository/);
  const none = [reviewVerb(async () => undefined)];
  expect((await runIn(folder, ['review', 'main'], {}, none)).error).toBe(
    'cdk8s-shop: there is no git here, which reads the commits. Install it, or name two folders\n',
  );
});

test('a repository without a commit has nothing to compare', async () => {
  execFileSync('git', ['init', '--quiet', '.'], { cwd: folder });
  writeFileSync(join(folder, 'x'), '');
  expect((await review('HEAD')).error).toBe('cdk8s-shop: git knows no commit "HEAD"\n');
});
