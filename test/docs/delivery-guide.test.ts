import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compileFaults, programsIn } from './guide-programs';

const ROOT = join(__dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'docs/guides/delivery.md'), 'utf8');

test('the programs of the guide compile', () => {
  expect([...programsIn('delivery.md').keys()]).toEqual(['bookshop.ts', 'main.ts']);
  expect(compileFaults(programsIn('delivery.md'))).toEqual([]);
});

test('run, they write what the guide says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'delivery-guide-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [name, text] of programsIn('delivery.md')) {
      writeFileSync(join(folder, name), text.replaceAll("'cdk8s-shop'", `'${join(ROOT, 'lib')}'`));
    }
    mkdirSync(join(folder, 'dist'));
    const strip = join(ROOT, 'scripts/typescript.js');
    execFileSync(process.execPath, ['-r', strip, 'main.ts'], { cwd: folder, env: { PATH: process.env.PATH, CDK8S_OUTDIR: 'dist' } });
    const artifacts = readdirSync(join(folder, 'artifacts'), { recursive: true, encoding: 'utf8' });
    for (const path of ['kustomize/base', 'kustomize/overlays/staging', 'kustomize/overlays/production', 'helm/bookshop']) {
      expect(GUIDE).toContain(path);
      expect(artifacts).toContain(path);
    }
    for (const path of ['argocd/application-production.yaml', 'argocd/applicationset.yaml', 'argocd/overlays', 'flux/production.yaml']) {
      expect(artifacts).toContain(path);
    }
    const values = parse(readFileSync(join(folder, 'artifacts/helm/bookshop/values.yaml'), 'utf8'));
    for (const group of Object.keys(values)) expect(GUIDE).toMatch(new RegExp(`^\\| \`${group}\\b`, 'm'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
