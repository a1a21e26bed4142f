import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { strictValidator } from '../schemas/strict-validator';
import type { AnyManifest } from '../support/synthesis';

const { VARIANTS } = require('../../scripts/shop-variants') as {
  readonly VARIANTS: readonly { readonly folder: string; readonly version: string; readonly cluster: string }[];
};

const output = mkdtempSync(path.join(tmpdir(), 'shop-schemas-'));

beforeAll(() => {
  execFileSync(process.execPath, [path.join(__dirname, '../../scripts/shop-variants.js'), output]);
}, 120_000);

afterAll(() => {
  rmSync(output, { recursive: true });
});

const read = new Map<string, AnyManifest[]>();

/** Every object of one form of a shop, read once, as kubectl reads it. */
function objectsIn(folder: string): AnyManifest[] {
  const found =
    read.get(folder) ??
    readdirSync(path.join(output, folder)).flatMap((file) =>
      parseAllDocuments(readFileSync(path.join(output, folder, file), 'utf8'), { version: '1.1' }).map((document) => document.toJS()),
    );
  read.set(folder, found);
  return found;
}

test.each(VARIANTS)('every object of $folder passes strict validation, custom resources included', ({ folder, version }) => {
  const faults = objectsIn(folder).flatMap((object) =>
    strictValidator(version)(object).map((fault) => `${object.kind}/${object.metadata?.name}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('the forms hold what they are meant to: both edges, custom resources only where the cluster has them', () => {
  const kindsOf = (cluster: string) =>
    new Set(VARIANTS.filter((v) => v.cluster === cluster).flatMap(({ folder }) => objectsIn(folder).map((o) => o.kind)));
  const custom = ['Gateway', 'HTTPRoute', 'ScaledObject', 'TriggerAuthentication', 'ExternalSecret', 'PodMonitor'];
  const plain = kindsOf('plain');
  const full = kindsOf('full');
  expect(custom.filter((kind) => !full.has(kind))).toEqual([]);
  expect(custom.filter((kind) => plain.has(kind))).toEqual([]);
  expect(plain.has('Ingress')).toBe(true);
});
