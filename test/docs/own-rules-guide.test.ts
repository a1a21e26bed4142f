import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { parse } from 'yaml';
import { ShopValidation } from '../../lib';
import { check } from '../../lib/checks/check';
import type { Pack } from '../../lib/checks/packs/pack';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { messageOf } from '../support/synthesis';
import { compileFaults, programsIn } from './guide-programs';

const PROGRAMS = programsIn('own-rules.md');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-rules-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program of the guide, changed where a test says so, and gives what it exports. */
function run(name: string, changed: (text: string) => string = (text) => text): Record<string, unknown> {
  const source = changed(PROGRAMS.get(`${name}.ts`) ?? '').replace(
    'new ShopApp({',
    `new ShopApp({ outdir: ${JSON.stringify(join(folder, 'dist'))},`,
  );
  const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
  const exported: Record<string, unknown> = {};
  const entries: Record<string, () => unknown> = {
    'cdk8s-shop': () => require('../../lib'),
    'cdk8s-shop/checks': () => require('../../lib/entry/checks'),
    './acme-rules': () => run('acme-rules'),
  };
  new Function('require', 'exports', code)((target: string) => (entries[target] ?? (() => require(target)))(), exported);
  return exported;
}

test('the guide has the three programs that it speaks of', () => {
  expect([...PROGRAMS.keys()]).toEqual(['main.ts', 'acme-rules.ts', 'acme-rules.test.ts']);
});

test('they compile, against what the package exports', () => {
  expect(compileFaults(PROGRAMS)).toEqual([]);
}, 60_000);

test('each rule of the pack finds its wrong example and not its right one', () => {
  const { ACME } = run('acme-rules') as { ACME: Pack };
  expect(ACME.rules.map(({ id }) => id)).toEqual(['acme-team', 'acme-log-format']);
  for (const { id, wrong, right } of ACME.rules) {
    const found = (yaml: string) => check(new ManifestSet([manifestOf(parse(yaml))]), { packs: [ACME], only: [id] });
    expect(found(wrong).map(({ rule }) => rule)).toEqual([id]);
    expect(found(right)).toEqual([]);
  }
});

test('the app is written, and stopped without its label or its waiver by the rules of the company', () => {
  const places = (changed: (text: string) => string) =>
    messageOf(() => run('main', changed))
      .split('\n')
      .map((line) => line.slice(0, line.indexOf(':')));
  const unlabelled = (text: string) => text.replace(/, labels: \{.*?\}/, '');
  const unwaived = (text: string) => text.replace(/ {4}waivers: .*\n/, '');
  const useless = (text: string) => text.replace('/shop/legacy', '/shop/web');
  expect(places(unlabelled)).toEqual(['acme-team at shop/legacy/Default', 'acme-team at shop/web/Default']);
  expect(places(unwaived)).toEqual(['acme-log-format at shop/legacy/Default']);
  expect(places(useless)).toEqual(['acme-log-format at shop/legacy/Default', 'waiver-unused at shop/web/Default']);
  const dist = () => readdirSync(join(folder, 'dist'));
  expect(dist).toThrow('ENOENT');
  run('main');
  expect(dist()).toEqual(['00-shop.k8s.yaml', '30-legacy.k8s.yaml', '30-web.k8s.yaml']);
});

test("a plugin with a company's pack is a class that extends ShopValidation", async () => {
  const { ACME } = run('acme-rules') as { ACME: Pack };
  class AcmeValidation extends ShopValidation {
    constructor(props = {}) {
      super({ ...props, packs: [ACME] });
    }
  }
  const rules: string[] = [];
  await new AcmeValidation().validate({
    manifests: ['web.yaml'],
    parseManifest: () => [parse(ACME.rules[0]?.wrong ?? '')],
    report: { addViolation: ({ ruleName }) => rules.push(ruleName), submit: () => undefined },
  });
  expect(rules).toContain('acme-team');
});
