import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding } from '../../lib/checks/finding';
import { runCommand } from '../../lib/cli/command';
import type { Terminal } from '../../lib/cli/terminal';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a file below the folder of the test and gives its path. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Runs the command; paths of the folder are told as if it were the current one. */
async function run(args: readonly string[], terminal: Partial<Terminal> = {}): Promise<{ exit: number; out: string; error: string }> {
  const texts = { out: '', error: '' };
  const exit = await runCommand(args, '1.2.3', {
    out: (text) => {
      texts.out += text;
    },
    error: (text) => {
      texts.error += text;
    },
    interactive: false,
    today: '2027-03-31',
    ...terminal,
  });
  return { exit, out: texts.out.replaceAll(`${folder}/`, ''), error: texts.error.replaceAll(`${folder}/`, '') };
}

const config = (name: string, image?: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\n${image ? `data: { image: ${image} }\n` : ''}`;
const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\nspec: { containers: [{ name: app, image: "${image}" }] }\n`;

/** The one rule that these tests look at, and how it is told. */
const TAG = ['--rule', 'image-tag'];
const FOUND = `/Pod/shop/a (pod.yaml:1)
  error image-tag at spec.containers[0].image (line 4, column 35)
    got "registry.example/a"; wanted a tag other than latest, or a digest. Fix: name the version
    that was tested.

1 error
`;

const emptyMessage = (path: string, got: string): string =>
  `SHOP-F003 at ${path}: got ${got}; wanted at least one manifest. Fix: name the folder or file that has the manifests.`;
const unreadableMessage = (path: string, got: string): string =>
  `SHOP-F002 at ${path}: got ${got}; wanted a folder, a file, a pipe with something in it, or - for the standard input. Fix: correct the path, or let this user read it.`;

describe('the command', () => {
  test('says what it can do, and which it is', async () => {
    expect(await run(['--version'])).toEqual({ exit: 0, out: '1.2.3\n', error: '' });
    expect((await run(['--help'])).out).toMatch(/^ {2}check {2,}Check manifests, whoever made them\.$/m);
    expect(await run(['help'])).toEqual(await run(['--help']));
  });

  test('tells every option of a verb and every exit code', async () => {
    const { exit, out } = await run(['check', '--help']);
    const options = [
      'kubernetes',
      'format',
      'output',
      'pack',
      'rule',
      'no-rule',
      'lock',
      'waivers',
      'today',
      'config',
      'fail-on',
      'color',
      'no-color',
    ];
    for (const option of options) expect(out).toMatch(new RegExp(`^  --${option} `, 'm'));
    expect(out.replaceAll('\n', ' ')).toContain(
      'Exit code: 0 when nothing was found that counts, 1 when something was, 2 when the command or its input cannot be used.',
    );
    expect(exit).toBe(0);
  });

  test.each([
    [[], 'no verb\nSee: cdk8s-shop --help'],
    [['chekc'], 'no verb "chekc"; did you mean check?\nSee: cdk8s-shop --help'],
    [['xyz'], 'no verb "xyz"\nSee: cdk8s-shop --help'],
    [['--color', 'check'], 'a verb is wanted before --color\nSee: cdk8s-shop --help'],
    [['check'], 'nothing to check: a folder, a file or - is wanted\nSee: cdk8s-shop check --help'],
    [['check', '--rules', 'a', '.'], "Unknown option '--rules'; did you mean --rule?\nSee: cdk8s-shop check --help"],
    [['check', '--xyz', '.'], "Unknown option '--xyz'\nSee: cdk8s-shop check --help"],
    [['check', '--kube', '1.34', '.'], "Unknown option '--kube'; did you mean --kubernetes?\nSee: cdk8s-shop check --help"],
    [['check', '-f', '.'], "Unknown option '-f'\nSee: cdk8s-shop check --help"],
    [['check', '--format', 'xml', '.'], 'no format "xml": one of text, json, sarif, junit, github is wanted'],
    [['check', '--format', 'constructor', '.'], 'no format "constructor": one of text, json, sarif, junit, github is wanted'],
    [['check', '--fail-on', 'fatal', '.'], 'no severity "fatal": one of error, warning, note is wanted'],
  ])('refuses %j', async (args, error) => {
    expect(await run(args)).toEqual({ exit: 2, out: '', error: `cdk8s-shop: ${error}\n` });
  });

  test('refuses rules, packs, versions and days that nobody knows', async () => {
    const path = file('pod.yaml', pod('registry.example/a:1'));
    expect((await run(['check', path, '--pack', 'nope'])).error).toMatch(
      /^cdk8s-shop: no pack "nope": one of .*supply-chain.* is wanted\n$/,
    );
    expect((await run(['check', path, '--rule', 'nope'])).error).toContain('SHOP-K003 at checks: got the rule "nope"');
    expect((await run(['check', path, '--kubernetes', '1.4'])).error).toContain('SHOP-C001');
    expect((await run(['check', path, '--today', 'tomorrow'])).error).toContain('SHOP-K006');
    expect((await run(['check', path, '--today', 'tomorrow'])).exit).toBe(2);
  });
});

describe('cdk8s-shop check', () => {
  test('tells what it found, where, and ends with 1', async () => {
    expect(await run(['check', ...TAG, file('pod.yaml', pod('registry.example/a'))])).toEqual({ exit: 1, out: FOUND, error: '' });
  });

  test('ends with 0 where nothing was found', async () => {
    expect(await run(['check', ...TAG, file('pod.yaml', pod('registry.example/a:1'))])).toEqual({
      exit: 0,
      out: 'no findings\n',
      error: '',
    });
  });

  test('searches a folder for manifests, in the order of their names, and follows links to files', async () => {
    file('b/pod.yml', pod('registry.example/a'));
    file('a.json', JSON.stringify({ kind: 'A' }));
    file('c.yaml', 'kind: C\n');
    file('c.txt', 'kind: D\n');
    file('.git/d.yaml', 'kind: E\n');
    file('node_modules/e.yaml', 'kind: F\n');
    symlinkSync(file('elsewhere.text', 'kind: G\n'), join(folder, 'f.yaml'));
    const { out } = await run(['check', folder, '--format', 'github', '--rule', 'image-tag,not-a-manifest']);
    expect(out.match(/file=[^,]*/g)).toEqual(['file=a.json', 'file=c.yaml', 'file=f.yaml', 'file=b/pod.yml']);
  });

  test('refuses a folder without manifests, at which a gate would stand open', async () => {
    file('readme.txt', 'nothing');
    const error = `cdk8s-shop: ${emptyMessage(folder, 'a folder without a .yaml, .yml or .json')}\n`;
    expect(await run(['check', folder])).toEqual({ exit: 2, out: '', error });
  });

  test('refuses files in which nothing but comments is, and tells each', async () => {
    const paths = [file('a.yaml', '# nothing\n'), file('b.yaml', '\n---\n')];
    expect(await run(['check', ...paths])).toEqual({
      exit: 2,
      out: '',
      error: `cdk8s-shop: ${['a.yaml', 'b.yaml'].map((path) => emptyMessage(path, 'nothing but blanks and comments')).join('\n')}\n`,
    });
  });

  test('refuses what cannot be read, and tells all of it at once', async () => {
    file('a.yaml', config('a'));
    symlinkSync('nothing', join(folder, 'link.yaml'));
    symlinkSync('loop', join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    mkdirSync(join(folder, 'empty'));
    const paths = ['nowhere', 'link.yaml', 'loop', 'a.yaml/b', 'pipe', 'empty', 'a.yaml'].map((name) => join(folder, name));
    const told = [
      unreadableMessage('nowhere', 'no file and no folder'),
      unreadableMessage('link.yaml', 'a link that leads to nothing'),
      unreadableMessage('loop', 'links that lead in a circle'),
      unreadableMessage('a.yaml/b', 'a path that goes through a file'),
      unreadableMessage('pipe', 'a pipe with nothing in it'),
      emptyMessage('empty', 'a folder without a .yaml, .yml or .json'),
    ];
    expect(await run(['check', ...paths])).toEqual({ exit: 2, out: '', error: `cdk8s-shop: ${told.join('\n')}\n` });
  });

  test('refuses a folder in which a link leads to nothing, and leaves out what is no file', async () => {
    file('sub/a.yaml', config('a'));
    execFileSync('mkfifo', [join(folder, 'sub', 'pipe.yaml')]);
    expect(await run(['check', folder, ...TAG])).toEqual({ exit: 0, out: 'no findings\n', error: '' });
    symlinkSync('nothing', join(folder, 'sub', 'link.yaml'));
    const error = `cdk8s-shop: ${unreadableMessage('sub/link.yaml', 'a link that leads to nothing')}\n`;
    expect(await run(['check', folder, ...TAG])).toEqual({ exit: 2, out: '', error });
  });

  test('refuses waivers that cannot be read', async () => {
    const path = file('pod.yaml', pod('registry.example/a:1'));
    const refused = async (name: string) => (await run(['check', path, '--waivers', join(folder, name)])).error;
    mkdirSync(join(folder, 'folder'));
    expect(await refused('none.yaml')).toBe(`cdk8s-shop: ${unreadableMessage('none.yaml', 'no file and no folder')}\n`);
    expect(await refused('folder')).toBe(`cdk8s-shop: ${unreadableMessage('folder', 'a folder, where one file is wanted')}\n`);
  });

  test('says a text that cannot be read beside what the rest has', async () => {
    file('broken.yaml', 'a: [');
    file('pod.yaml', pod('registry.example/a'));
    const { exit, out } = await run(['check', folder, ...TAG, '--rule', 'yaml-syntax']);
    expect(out.split('\n').slice(0, 3)).toEqual([
      'broken.yaml:1',
      '  error yaml-syntax',
      '    got unexpected end of the stream within a flow collection (line 1, column 5); wanted YAML 1.1 or',
    ]);
    expect(out).toContain('\n/Pod/shop/a (pod.yaml:1)\n  error image-tag at spec.containers[0].image (line 4, column 35)\n');
    expect(exit).toBe(1);
  });

  test('runs the rules and packs it is told, those about texts too', async () => {
    const path = file('pod.yaml', `${pod('registry.example/a')}---\nkind: Half\n`);
    const rulesOf = async (...args: string[]): Promise<string[]> => {
      const { findings } = JSON.parse((await run(['check', path, '--format', 'json', ...args])).out) as { findings: { rule: string }[] };
      return [...new Set(findings.map((f) => f.rule))];
    };
    expect(await rulesOf('--rule', 'image-tag')).toEqual(['image-tag']);
    expect(await rulesOf('--rule', 'not-a-manifest')).toEqual(['not-a-manifest']);
    expect(await rulesOf('--rule', 'image-tag', '--rule', 'not-a-manifest')).toEqual(['not-a-manifest', 'image-tag']);
    expect(await rulesOf('--rule', 'image-tag,not-a-manifest', '--no-rule', 'image-tag')).toEqual(['not-a-manifest']);
    expect(await rulesOf('--pack', 'supply-chain', '--no-rule', 'not-a-manifest')).toContain('image-tag');
    expect(await rulesOf('--pack', 'cost', '--no-rule', 'not-a-manifest')).not.toContain('image-tag');
    expect((await rulesOf()).length).toBeGreaterThan(3);
  });

  test('checks against the version it is told', async () => {
    const path = file('cron.yaml', 'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: { name: a }\n');
    expect((await run(['check', path, '--kubernetes', '1.27', '--format', 'json'])).exit).toBe(1);
  });

  test('counts from the severity it is told', async () => {
    const path = file('word.yaml', `${config('a')}data: { y: "1" }\n`);
    const rule = ['--rule', 'yaml-hidden-boolean'];
    expect(await run(['check', path, ...rule])).toEqual({ exit: 0, out: expect.stringContaining('1 note'), error: '' });
    expect((await run(['check', path, ...rule, '--fail-on', 'note'])).exit).toBe(1);
    expect((await run(['check', file('pod.yaml', pod('a')), ...TAG, '--fail-on', 'error'])).exit).toBe(1);
  });

  test('writes its report to a file, in any format', async () => {
    const path = file('pod.yaml', pod('registry.example/a'));
    const output = join(folder, 'report');
    const written = async (format: string): Promise<string> => {
      expect(await run(['check', path, ...TAG, '--format', format, '--output', output])).toEqual({ exit: 1, out: '', error: '' });
      return readFileSync(output, 'utf8');
    };
    expect((await written('text')).replaceAll(`${folder}/`, '')).toBe(FOUND);
    expect(JSON.parse(await written('json')).counts).toEqual({ error: 1, warning: 0, note: 0 });
    const sarif = JSON.parse(await written('sarif'));
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0].results.map((r: { ruleId: string }) => r.ruleId)).toEqual(['image-tag']);
    expect(sarif.runs[0].tool.driver.rules.map((r: { id: string }) => r.id)).toEqual(
      expect.arrayContaining(['yaml-syntax', 'waiver-unused']),
    );
    expect(await written('junit')).toContain('<testsuites name="cdk8s-shop" tests="1" failures="1"');
    expect(await written('github')).toMatch(/^::error file=.*pod\.yaml,line=4,col=35,title=image-tag::/);
    expect((await run(['check', path, '--output', join(folder, 'no', 'where')])).error).toMatch(
      /^cdk8s-shop: the report cannot be written to no\/where: ENOENT\n$/,
    );
    expect((await run(['check', path, '--output', join(path, 'x')])).error).toContain(
      ': the report cannot be written to pod.yaml/x: ENOTDIR\n',
    );
  });

  test('colours its text for people alone, unless it is told', async () => {
    const path = file('pod.yaml', pod('registry.example/a'));
    const coloured = async (terminal: Partial<Terminal>, ...args: string[]): Promise<boolean> =>
      (await run(['check', path, ...TAG, ...args], terminal)).out.includes('\u001b[31merror');
    expect(await coloured({})).toBe(false);
    expect(await coloured({ interactive: true })).toBe(true);
    expect(await coloured({ interactive: true }, '--no-color')).toBe(false);
    expect(await coloured({}, '--color')).toBe(true);
    const output = join(folder, 'report');
    await run(['check', path, ...TAG, '--output', output], { interactive: true });
    expect(readFileSync(output, 'utf8')).not.toContain('\u001b');
  });

  test('accepts what waivers accept until their last day', async () => {
    const path = file('pod.yaml', pod('registry.example/a'));
    const waivers = file(
      'waivers.yaml',
      '- rule: image-tag\n  object: /Pod/shop/a\n  reason: the image is replaced in March\n  until: 2027-03-31\n',
    );
    expect(await run(['check', path, ...TAG, '--waivers', waivers])).toEqual({ exit: 0, out: 'no findings\n', error: '' });
    expect((await run(['check', path, ...TAG, '--waivers', waivers, '--today', '2027-04-01'])).out).toContain('waiver-expired');
    expect((await run(['check', path, ...TAG, '--waivers', waivers], { today: '2027-04-01' })).exit).toBe(1);
  });

  test('gives every result a file, for code hosts refuse a report with one that has none', async () => {
    const path = file('pod.yaml', pod('registry.example/a:1'));
    const waiver = '- rule: image-tag\n  object: /Pod/shop/gone\n  reason: r\n  until: 2027-03-31\n';
    const waivers = file('waivers.yaml', waiver);
    const edge = "{ from: 'apps/Deployment/shop/web', to: 'apps/Deployment/shop/pay' }";
    const config = file('checks.config.js', `module.exports = { settings: { paymentZone: { edges: [${edge}] } } };`);
    const { out } = await run(['check', path, '--waivers', waivers, '--config', config, '--format', 'sarif']);
    const { results } = JSON.parse(out).runs[0];
    const filesOf = (id: string) =>
      results
        .filter(({ ruleId }: { ruleId: string }) => ruleId === id)
        .map((result: { locations: { physicalLocation?: { artifactLocation: { uri: string } } }[] }) =>
          result.locations[0]?.physicalLocation?.artifactLocation.uri.replace(/.*\//, ''),
        );
    expect(filesOf('waiver-unused')).toEqual(['waivers.yaml']);
    expect(filesOf('zone-edge-unknown')).toEqual(['checks.config.js', 'checks.config.js']);
    expect(results.every((result: { locations: { physicalLocation?: object }[] }) => result.locations[0]?.physicalLocation)).toBe(true);
  });

  test.each([
    ['a: 1\n', 'waivers.yaml: a list of waivers is wanted, each with rule, object, reason and until'],
    ['- a: [', 'waivers.yaml:1: unexpected end of the stream within a flow collection'],
    [Buffer.from([0xff]), 'waivers.yaml is no UTF-8'],
    [
      '- rule: immutable-field\n- rule: image-tag\n',
      'SHOP-K005 at waiver 2 of waivers.yaml: got no object; wanted a rule that is checked, an object as ',
    ],
    ['- null\n', 'SHOP-K005 at waiver 1 of waivers.yaml: got null for a waiver; '],
  ])('refuses the waivers %j', async (text, error) => {
    const path = file('pod.yaml', pod('registry.example/a'));
    writeFileSync(join(folder, 'waivers.yaml'), text);
    const told = await run(['check', path, '--waivers', join(folder, 'waivers.yaml')]);
    expect(told.error.startsWith(`cdk8s-shop: ${error}`)).toBe(true);
    expect(told.exit).toBe(2);
  });
});

describe('the configuration of cdk8s-shop check', () => {
  const own = `{ name: 'acme', about: 'What Acme wants.', rules: [{
    id: 'acme-owner', severity: 'warning', why: 'w', wanted: 'an owner', fix: 'name one', wrong: 'x', right: 'x', see: [],
    *find({ manifests, settings, kubernetes }) {
      for (const manifest of manifests.all) yield { manifest, field: [], got: kubernetes.text + ' ' + (settings.registries ?? 'anywhere') };
    },
  }] }`;

  test('brings packs, settings, severities, waivers and a version of one’s own', async () => {
    const path = file('pod.yaml', pod('registry.example/a:1'));
    const told = async (options: string): Promise<string[]> => {
      // A file of its own for each, since modules are loaded once.
      const name = file(`config-${told.count++}.js`, `module.exports = ${options};`);
      const { findings } = JSON.parse((await run(['check', path, '--config', name, '--format', 'json'])).out);
      return (findings as Finding[]).map((f) => `${f.severity} ${f.rule}${f.rule === 'acme-owner' ? ` ${f.got}` : ''}`);
    };
    told.count = 0;
    const found = await told(`{ packs: [${own}] }`);
    expect(found).toContain('warning acme-owner 1.34 anywhere');
    expect(found.filter((line) => !line.includes('acme'))).toEqual(await told('{}'));
    expect(await told(`{ packs: [${own}], severities: { 'acme-owner': 'error' } }`)).toContain('error acme-owner 1.34 anywhere');
    expect(await told(`{ packs: [${own}], disabled: ['acme-owner'] }`)).toEqual(await told('{}'));
    expect(await told(`{ packs: [${own}], settings: { registries: ['other.example'] }, kubernetes: '1.29' }`)).toContain(
      'warning acme-owner 1.29 other.example',
    );
    expect(await told(`{ waivers: [{ rule: 'image-tag', object: '/Pod/shop/a', reason: 'r', until: '2027-04-01' }] }`)).toContain(
      'warning waiver-unused',
    );
  });

  test('may be TypeScript, where ts-node is beside it', () => {
    const root = join(__dirname, '..', '..');
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const path = file('pod.yaml', pod('registry.example/a:1'));
    const name = file('shop.config.ts', `const disabled: readonly string[] = [];\nexport default { disabled, packs: [${own}] };\n`);
    file('tsconfig.json', '{ "compilerOptions": { "module": "commonjs", "target": "es2022" } }');
    const main = join(root, 'lib', 'cli', 'main.ts');
    const args = [
      '-r',
      'ts-node/register/transpile-only',
      main,
      'check',
      path,
      '--config',
      name,
      '--rule',
      'acme-owner',
      '--format',
      'github',
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('title=acme-owner');
    expect(status).toBe(1);
  });

  test('says of an ES module in TypeScript what can be done', () => {
    const root = join(__dirname, '..', '..');
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const name = file('shop.config.ts', 'export default {};\n');
    file('package.json', '{ "type": "module" }');
    const args = ['-r', 'ts-node/register/transpile-only', join(root, 'lib', 'cli', 'main.ts'), 'check', folder, '--config', name];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(stderr.replace(`${folder}/`, '')).toBe(
      'cdk8s-shop: shop.config.ts is an ES module in TypeScript, which ts-node does not load. Name it .cts, or use a Node that reads TypeScript.\n',
    );
    expect(status).toBe(2);
  });

  test('refuses TypeScript where nothing reads it', async () => {
    const name = file('shop.config.ts', 'export default {};\n');
    expect(await run(['check', folder, '--config', name])).toEqual({
      exit: 2,
      out: '',
      error:
        'cdk8s-shop: shop.config.ts is TypeScript, and there is no ts-node beside it. Install ts-node, or use a Node that reads TypeScript.\n',
    });
  });

  test.each([
    ['module.exports = 1;', 'its export is no object of options'],
    ['module.exports = [];', 'its export is no object of options'],
    [
      'module.exports = { rules: [], packs: {}, kubernetes: 1.34 };',
      'the unknown option "rules"; "packs" is to be a list; "kubernetes" is to be a text',
    ],
  ])('refuses %j', async (text, error) => {
    expect((await run(['check', folder, '--config', file('config.js', text)])).error).toBe(`cdk8s-shop: config.js: ${error}\n`);
  });

  test('says why it cannot be loaded', async () => {
    const broken = file('config.js', 'throw new Error("no such shop");');
    expect(await run(['check', folder, '--config', broken])).toMatchObject({
      exit: 2,
      error: 'cdk8s-shop: config.js cannot be loaded: no such shop\n',
    });
    expect((await run(['check', folder, '--config', join(folder, 'none.js')])).error).toMatch(
      /^cdk8s-shop: none\.js cannot be loaded: .*Cannot find module/,
    );
  });
});

describe('the program', () => {
  test('checks what another program gives slowly', () => {
    const args = ['-c', '"$@" <(sleep 0.3; printf %s "$POD")', 'bash', process.execPath, ...program, 'check', ...TAG, '--format', 'github'];
    const { status, stdout } = spawnSync('bash', args, { ...options, env: { ...process.env, POD: pod('registry.example/a') } });
    expect(stdout).toMatch(/^::error file=.*,line=4,col=35,title=image-tag::/);
    expect(status).toBe(1);
  });

  const program = ['-r', './scripts/typescript.js', join(__dirname, '..', '..', 'lib', 'cli', 'main.ts')];
  const options = { cwd: join(__dirname, '..', '..'), encoding: 'utf8' } as const;

  test('checks its standard input', () => {
    const { status, stdout } = spawnSync(process.execPath, [...program, 'check', '-', ...TAG, '--format', 'github'], {
      ...options,
      input: pod('registry.example/a'),
    });
    expect(stdout).toMatch(/^::error file=-,line=4,col=35,title=image-tag::/);
    expect(status).toBe(1);
  });

  test('says its version', () => {
    const { version } = JSON.parse(readFileSync(join(options.cwd, 'package.json'), 'utf8'));
    expect(execFileSync(process.execPath, [...program, '--version'], options)).toBe(`${version}\n`);
  });
});
