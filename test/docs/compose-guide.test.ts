import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { parse } from 'yaml';
import { type AnyCompose, specFaults } from '../support/composed';
import { compileFaults, programsIn } from './guide-programs';

const PROGRAMS = programsIn('compose.md');
const GUIDE = readFileSync(join(__dirname, '../../docs/guides/compose.md'), 'utf8');

let folder: string;
let compose: AnyCompose;
let override: AnyCompose;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compose-guide-'));
  const program = (PROGRAMS.get('main.ts') ?? '').replace(
    'new ShopApp({',
    `new ShopApp({ outdir: ${JSON.stringify(join(folder, 'dist'))},`,
  );
  const { code } = transformSync(program, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } });
  new Function('require', 'exports', code)(() => require('../../lib'), {});
  const read = (file: string) => parse(readFileSync(join(folder, 'artifacts/compose', file), 'utf8'));
  [compose, override] = [read('compose.yaml'), read('compose.override.yaml')];
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the program compiles, and gives files that the specification knows', () => {
  expect(compileFaults(PROGRAMS)).toEqual([]);
  expect([specFaults(compose), specFaults(override)]).toEqual([[], []]);
});

test('it answers where the guide says, and is developed as the guide says', () => {
  expect(compose.services.edge.ports).toEqual([`127.0.0.1:\${EDGE_PORT:-8080}:8080`]);
  expect(override.services.orders).toMatchObject({ build: { context: '../../services' }, environment: { LOG_LEVEL: 'debug' } });
});

test('the file that stands in for what is outside fits the shop', () => {
  const own = parse(/```yaml\n(.*?)```/s.exec(GUIDE)?.[1] ?? '');
  expect(specFaults(own)).toEqual([]);
  const { networks } = own.services['payments-stub'];
  for (const network of networks) expect(Object.keys(compose.services.orders.networks)).toContain(network);
  for (const name of Object.keys(own.services.orders.environment)) expect(compose.services.orders.environment).toHaveProperty(name);
});
