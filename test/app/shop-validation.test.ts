import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type RuleViolation, ShopValidation, type ShopValidationProps } from '../../lib';
import type { JsonObject } from '../../lib/manifests/json';

const ROOT = join(__dirname, '../..');

const pod = (name: string, image: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'a', image }] },
});

interface Reported {
  readonly status: string;
  readonly violations: readonly RuleViolation[];
}

/** What the plugin reports of files, of which only images are looked at unless said otherwise. */
async function reported(files: Readonly<Record<string, ReadonlyArray<JsonObject | null>>>, props: ShopValidationProps): Promise<Reported> {
  const violations: RuleViolation[] = [];
  let status = 'none';
  await new ShopValidation(props).validate({
    manifests: Object.keys(files),
    parseManifest: (path) => [...(files[path] ?? [])],
    report: {
      addViolation: (violation) => violations.push(violation),
      submit: (said) => {
        status = said;
      },
    },
  });
  return { status, violations: violations.filter(({ ruleName }) => ruleName === 'image-tag') };
}

test('a rule is reported once, with every object that breaks it and its file', async () => {
  const files = { 'dist/a.yaml': [null, pod('one', 'web')], 'dist/b.yaml': [pod('two', 'web:latest'), pod('fine', 'web:1')] };
  expect(await reported(files, {})).toEqual({
    status: 'failure',
    violations: [
      {
        ruleName: 'image-tag',
        recommendation: 'wanted a tag other than latest, or a digest',
        fix: 'name the version that was tested',
        violatingResources: [
          { resourceName: 'one', locations: ['/Pod//one spec.containers[0].image: error, got "web"'], manifestPath: 'dist/a.yaml' },
          { resourceName: 'two', locations: ['/Pod//two spec.containers[0].image: error, got "web:latest"'], manifestPath: 'dist/b.yaml' },
        ],
      },
    ],
  });
});

test('what is lighter than what stops is reported and does not fail', async () => {
  const { status, violations } = await reported({ 'a.yaml': [pod('one', 'web')] }, JSON.parse('{ "severities": { "image-tag": "note" } }'));
  expect(status).toBe('success');
  expect(violations).toHaveLength(1);
});

test('its properties may waive, and name a version', async () => {
  const waivers = [{ rule: 'image-tag', object: '/Pod//one', reason: 'replaced in March', until: '2027-03-31' }];
  const files = { 'a.yaml': [pod('one', 'web')] };
  expect(await reported(files, { waivers, today: '2027-01-01', kubernetes: '1.36' })).toEqual({ status: 'success', violations: [] });
  await expect(reported(files, { kubernetes: '1.2' })).rejects.toThrow('SHOP-C001');
});

test('an object that two files have is refused', async () => {
  await expect(reported({ 'a.yaml': [pod('one', 'web')], 'b.yaml': [pod('one', 'web')] }, {})).rejects.toThrow('SHOP-M002');
});

describe('cdk8s synth', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'validation-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(
      join(folder, 'plugin.js'),
      `require(${JSON.stringify(join(ROOT, 'scripts/typescript.js'))});\nmodule.exports = require(${JSON.stringify(join(ROOT, 'lib/index.ts'))});\n`,
    );
    writeFileSync(
      join(folder, 'main.js'),
      `const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
new ApiObject(new Chart(app, 'c'), 'p', ${JSON.stringify(pod('web', 'web'))});
app.synth();
`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs cdk8s-cli in the folder with the plugin, as its user would. */
  function synth(properties: ShopValidationProps): Promise<{ code: number; output: string; report: AnyReport }> {
    const validations = [{ package: './plugin.js', version: '0.1.0', class: 'ShopValidation', properties }];
    writeFileSync(join(folder, 'cdk8s.yaml'), stringify({ language: 'typescript', app: 'node main.js', validations }));
    rmSync(join(folder, 'report.json'), { force: true });
    const args = [
      join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s'),
      'synth',
      '--check-upgrade=false',
      '--validation-reports-output-file',
      'report.json',
    ];
    return new Promise((resolve) => {
      execFile(process.execPath, args, { cwd: folder, env: { PATH: process.env.PATH } }, (error, stdout, stderr) => {
        const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr, report });
      });
    });
  }

  interface AnyReport {
    readonly reports: ReadonlyArray<{
      readonly summary: { readonly status: string };
      readonly violations: ReadonlyArray<{
        readonly ruleName: string;
        readonly violatingConstructs: ReadonlyArray<{ readonly constructPath: string }>;
      }>;
    }>;
  }

  test('fails where the plugin finds an error, and says the construct', async () => {
    const { code, output, report } = await synth({});
    expect(output).toContain('Validation failed');
    expect(code).toBe(2);
    const [{ summary, violations } = { summary: { status: '' }, violations: [] }] = report.reports;
    expect(summary.status).toBe('failure');
    const tag = violations.find(({ ruleName }) => ruleName === 'image-tag');
    expect(tag?.violatingConstructs.map(({ constructPath }) => constructPath)).toEqual(['c/p']);
  }, 60_000);

  test('passes where it finds none', async () => {
    const { code, report } = await synth({ disabledRules: ['image-tag'] });
    expect(report.reports[0]?.summary.status).toBe('success');
    expect(code).toBe(0);
  }, 60_000);
});
