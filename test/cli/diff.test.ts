import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileIn, runIn } from '../support/command-run';

// They run programs, on a machine that may be busy.
jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-diff-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const configMap = (name: string, data: Record<string, string>): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: { 'app.kubernetes.io/name': 'orders' } }, data });
const leftOver = (): string[] => readdirSync(tmpdir()).filter((name) => /^cdk8s-shop-diff-(?!test)/.test(name));

describe('between manifests', () => {
  beforeEach(() => {
    fileIn(
      folder,
      'a/x.yaml',
      `${configMap('same', {})}\n---\n${configMap('gone', {})}\n---\n${configMap('conf', { 'nginx.conf': 'a\nb\nc\n', size: '1' })}\n`,
    );
    fileIn(
      folder,
      'b/y.yaml',
      `${configMap('conf', { 'nginx.conf': 'a\nB\nc\n', more: '\u001b[31m' })}\n---\n${configMap('new', {})}\n---\n${configMap('same', {})}\n`,
    );
  });

  test('tells what differs, field by field, by component and object', async () => {
    expect(await runIn(folder, ['diff', 'a/', './b'])).toEqual({
      exit: 1,
      error: '',
      out: `  orders
    ~ /ConfigMap//conf
        data.more: + "\\u001b[31m"
        data["nginx.conf"]
          - b
          + B
        data.size: - "1"
    - /ConfigMap//gone
    + /ConfigMap//new

a/ → ./b: 1 object added, 1 object removed, 1 object changed in 3 fields
`,
    });
  });

  test('for programs', async () => {
    const { out, exit } = await runIn(folder, ['diff', 'a/', 'b/', '--format', 'json']);
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toEqual({
      before: 'a/',
      after: 'b/',
      counts: { added: 1, removed: 1, renamed: 0, changed: 1, fields: 3 },
      groups: [
        {
          changes: [
            {
              object: '/ConfigMap//conf',
              component: 'orders',
              kind: 'changed',
              fields: [
                { field: 'data.more', after: '\u001b[31m' },
                { field: 'data["nginx.conf"]', before: 'a\nb\nc\n', after: 'a\nB\nc\n' },
                { field: 'data.size', before: '1' },
              ],
            },
            { object: '/ConfigMap//gone', component: 'orders', kind: 'removed', fields: [] },
            { object: '/ConfigMap//new', component: 'orders', kind: 'added', fields: [] },
          ],
        },
      ],
      idle: [],
      untried: [],
    });
  });

  test('ends with 0 where nothing differs', async () => {
    expect(await runIn(folder, ['diff', 'a/', 'a/x.yaml'])).toEqual({ exit: 0, out: 'no difference between a/ and a/x.yaml\n', error: '' });
  });

  test('colours what it tells for people', async () => {
    const { out } = await runIn(folder, ['diff', 'a/', 'b/', '--color']);
    expect(out).toContain('\u001b[31m    - /ConfigMap//gone\u001b[0m');
    expect(out).toContain('\u001b[32m    + /ConfigMap//new\u001b[0m');
  });

  test.each([
    [['a/'], 'two ends are wanted, and 1 are there\nSee: cdk8s-shop diff --help'],
    [['a/', 'b/', 'c/'], 'two ends are wanted, and 3 are there\nSee: cdk8s-shop diff --help'],
    [['a/', 'b/', '--format', 'yaml'], 'no format "yaml": one of text, json is wanted'],
    [['a/', 'broken/'], 'broken/ has 1 text that cannot be read\nSee: cdk8s-shop check broken/'],
  ])('refuses %j', async (args, error) => {
    fileIn(folder, 'broken/x.yaml', 'a: [');
    expect(await runIn(folder, ['diff', ...args])).toEqual({ exit: 2, out: '', error: `cdk8s-shop: ${error}\n` });
  });

  test('refuses what is not there', async () => {
    expect((await runIn(folder, ['diff', 'a/', 'nowhere/'])).error).toContain('SHOP-F002 at ');
    expect((await runIn(folder, ['diff', 'a/', 'staging'])).error).toContain(`no cdk8s.yaml in ${folder}`);
  });
});

describe('between profiles', () => {
  function app(text: string): void {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    fileIn(folder, 'main.ts', text);
    fileIn(folder, 'cdk8s.yaml', `app: node -r ${ROOT}/scripts/typescript.js main.ts\n`);
  }
  const SHOP = `import { Shop, ShopApp, ShopProfile, ShopWebTier } from '${ROOT}/lib';
const profile = ShopProfile.named(process.env.SHOP_PROFILE ?? 'development');
const live = profile.name !== 'development';
const app = new ShopApp();
const shop = new Shop(app, 'shop', { profile: ShopProfile.development().derive({ maxReplicas: live ? 5 : 2, requireTags: live }) });
new ShopWebTier(shop, 'store', { image: 'r.example/store:1', port: 8080, labels: { stage: live ? 'live' : 'dev' } });
app.synth();
`;

  test('each difference stands under the setting that an experiment has shown to cause it', async () => {
    app(SHOP);
    const before = leftOver();
    const { exit, out, error } = await runIn(folder, ['diff', 'development', 'staging', '--format', 'json']);
    expect(error).toBe('');
    expect(exit).toBe(1);
    const { groups, idle, untried } = JSON.parse(out);
    const told = groups.map((g: { settings: { setting: string }[]; changes: { object: string; fields: { field: string }[] }[] }) => [
      g.settings.map(({ setting }) => setting).join(' '),
      ...g.changes.flatMap(({ object, fields }) => fields.map(({ field }) => `${object.split('/')[1]} ${field}`)),
    ]);
    const by = Object.fromEntries(told.map(([settings, ...fields]: string[]) => [settings, fields]));
    expect(by.maxReplicas).toContain('HorizontalPodAutoscaler spec.maxReplicas');
    expect(by.maxReplicas).toContain('ResourceQuota spec.hard.pods');
    expect(by.name).toContain('Deployment metadata.labels.stage');
    expect(Object.keys(by)).toEqual(['maxReplicas', 'name']);
    expect(groups[0].settings).toEqual([
      { setting: 'maxReplicas', before: '2', after: '5', meaning: 'most replicas of a web tier or worker that does not say so itself' },
    ]);
    expect(idle.map(({ setting }: { setting: string }) => setting)).toEqual(['requireTags']);
    expect(untried).toEqual([]);
    // Nothing is left behind, and dist/ was not touched.
    expect(leftOver()).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['cdk8s.yaml', 'main.ts', 'node_modules']);
  });

  test('tells of an app that refuses a profile, or writes elsewhere', async () => {
    fileIn(folder, 'cdk8s.yaml', 'app: test "$STAGE" != prod || { echo no digest >&2; exit 1; }\n');
    expect((await runIn(folder, ['diff', 'prod', 'dev', '--variable', 'STAGE'])).error).toContain(
      'cannot be synthesized for prod\n\nno digest\n',
    );
    expect((await runIn(folder, ['diff', 'dev', 'prod', '--variable', 'STAGE'])).error).toContain(
      'the app wrote no manifests for dev into the folder that CDK8S_OUTDIR names: does it choose an outdir itself?',
    );
  });

  test('an app without a shop is compared with what is committed and by stage, and why is not told', async () => {
    fileIn(folder, 'cdk8s.yaml', `app: 'echo "${'$'}FORM" | sed "s/STAGE/${'$'}SHOP_PROFILE/" > "${'$'}CDK8S_OUTDIR/a.yaml"'\n`);
    const environment = { ...process.env, FORM: configMap('a', { stage: 'STAGE' }) };
    const { out, exit } = await runIn(folder, ['diff', 'dev', 'prod'], { environment });
    expect(out).toBe('  orders\n    ~ /ConfigMap//a\n        data.stage: "dev" → "prod"\n\ndev → prod: 1 object changed in 1 field\n');
    expect(exit).toBe(1);
    fileIn(folder, 'dist/a.yaml', configMap('a', { stage: 'dev' }));
    expect(await runIn(folder, ['diff', 'dist/', 'dev'], { environment })).toMatchObject({
      exit: 0,
      out: 'no difference between dist/ and dev\n',
    });
    expect((await runIn(folder, ['diff', 'dist/', 'prod', '--no-why'], { environment })).exit).toBe(1);
  });
});
