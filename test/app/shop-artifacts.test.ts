import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { Shop, ShopApp, type ShopArtifacts, type ShopDiagram, ShopProfile, ShopWorker } from '../../lib';
import { WRITTEN_LIST } from '../../lib/writers/file-tree';
import { messageOf } from '../support/synthesis';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-artifacts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function synth(artifacts: ShopArtifacts | undefined, shops = ['shop'], image = 'registry.example/mailer:1'): void {
  const app = new ShopApp({ outdir: join(folder, 'dist'), artifacts });
  for (const name of shops) {
    const shop = new Shop(app, name, { profile: ShopProfile.development() });
    new ShopWorker(shop, `${name}-mailer`, { image });
  }
  new Chart(app, 'beside');
  app.synth();
}

const artifacts = (): string[] => readdirSync(join(folder, 'artifacts'), { recursive: true, encoding: 'utf8' }).sort();

test('nothing is written unless it is asked for', () => {
  synth(undefined);
  expect(readdirSync(folder)).toEqual(['dist']);
});

test('the graph is written beside the manifests', () => {
  synth({});
  expect(artifacts()).toEqual([WRITTEN_LIST, 'graph.json']);
  expect(JSON.parse(readFileSync(join(folder, 'artifacts/graph.json'), 'utf8')).components[0].name).toBe('shop-mailer');
});

test('pictures of the graph are written in the formats that are asked for', () => {
  synth({ diagram: {} });
  expect(artifacts()).toEqual([WRITTEN_LIST, 'diagram.dot', 'diagram.mmd', 'diagram.svg', 'graph.json']);
  const drawn = () => readFileSync(join(folder, 'artifacts/diagram.dot'), 'utf8');
  expect(drawn()).not.toContain('cluster-dns');
  synth({ diagram: { svg: false, mermaid: false, dot: true, machinery: true } satisfies Required<ShopDiagram>, graph: false });
  expect(artifacts()).toEqual([WRITTEN_LIST, 'diagram.dot']);
  expect(drawn()).toContain('cluster-dns');
});

test('several shops have a folder each', () => {
  synth({}, ['a', 'b']);
  expect(artifacts()).toEqual([WRITTEN_LIST, 'a', 'a/graph.json', 'b', 'b/graph.json']);
});

test('a folder of one’s own', () => {
  synth({ outdir: join(folder, 'elsewhere') });
  expect(existsSync(join(folder, 'elsewhere/graph.json'))).toBe(true);
});

test('what is no longer asked for goes; what others wrote stays', () => {
  synth({});
  writeFileSync(join(folder, 'artifacts/notes.md'), 'mine');
  synth({ graph: false });
  expect(artifacts()).toEqual([WRITTEN_LIST, 'notes.md']);
});

test('a shop that is refused leaves the artifacts as they were', () => {
  synth({});
  const before = readFileSync(join(folder, 'artifacts/graph.json'), 'utf8');
  expect(messageOf(() => synth({}, ['other'], 'no image'))).toContain('SHOP-I001');
  expect(readFileSync(join(folder, 'artifacts/graph.json'), 'utf8')).toBe(before);
});

test('the local run is written where it is asked for, hidden files too', () => {
  synth({ graph: false, compose: {} });
  expect(artifacts().filter((path) => path.startsWith('compose/'))).toEqual([
    'compose/.gitignore',
    'compose/README.md',
    'compose/compose.override.yaml',
    'compose/compose.yaml',
    'compose/local.json',
    'compose/secrets.sh',
  ]);
  writeFileSync(join(folder, 'artifacts/compose/.env'), 'mine');
  synth({ graph: false, compose: {} });
  expect(readFileSync(join(folder, 'artifacts/compose/.env'), 'utf8')).toBe('mine');
});
