import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const GUIDE = readFileSync(join(ROOT, 'docs', 'guides', 'check.md'), 'utf8');

const example = (language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(GUIDE)?.[1] ?? '';

const REGISTER = ['-r', 'ts-node/register/transpile-only'];

test('the examples of the guide work together: a pack of one’s own finds, a waiver accepts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-shop-guide-'));
  try {
    // Where ts-node is found from.
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    // Here the package is not installed in itself.
    const config = example('ts').replace("'cdk8s-shop/checks'", `'${join(ROOT, 'lib', 'entry', 'checks')}'`);
    writeFileSync(join(folder, 'checks.config.ts'), config);
    writeFileSync(join(folder, 'waivers.yaml'), example('yaml'));
    const labels = '{ acme.example/owner: checkout }';
    const object = (name: string, more: string): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: shop${more} }\nspec: { template: { spec: { containers: [{ name: a, image: "x:latest" }] } } }\n`;
    const input = `${object('storefront', `, labels: ${labels}`)}---\n${object('orders', '')}`;
    const rules = ['--rule', 'image-tag,acme-owner', '--today', '2027-03-31', '--format', 'json'];
    const files = ['--config', join(folder, 'checks.config.ts'), '--waivers', join(folder, 'waivers.yaml')];
    const args = [...REGISTER, join(ROOT, 'lib', 'cli', 'main.ts'), 'check', '-', ...rules, ...files];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', input });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).findings.map((f: { rule: string; object: string }) => `${f.rule} ${f.object}`)).toEqual([
      'acme-owner apps/Deployment/shop/orders',
      'image-tag apps/Deployment/shop/orders',
    ]);
    expect(status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
