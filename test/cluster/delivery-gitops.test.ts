import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { AnyManifest } from '../support/synthesis';
import { type DeliveredShop, deliver, rewriteAll } from './delivery/delivered-shop';
import { Scene } from './delivery/scene';
import { nameOf, stored } from './delivery/stored-objects';
import { attempt, eventually, kubectl, notServed } from './kubectl';

const NAME = 'delivery-gitops';
const ACCEPTED = expect.objectContaining({ status: 0, stderr: '' });

/** A folder with the definitions of Argo CD's and Flux's kinds, such as .ci/gitops-crds makes. */
const DEFINITIONS = process.env.GITOPS_CRDS;
const withDefinitions = DEFINITIONS ? describe : describe.skip;
if (!DEFINITIONS) console.warn('GITOPS_CRDS names no folder: whether Argo CD and Flux take their objects is skipped');

let delivered: DeliveredShop;
const root = () => delivered.artifact('..');
const objectsIn = (text: string): AnyManifest[] => parseAllDocuments(text).map((document) => document.toJS());
const filesIn = (folder: string) => readdirSync(delivered.artifact(folder)).filter((file) => file.endsWith('.yaml'));
const objectsOfTool = (file: string) => objectsIn(readFileSync(delivered.artifact(file), 'utf8'));
const listOf = (items: readonly AnyManifest[]): AnyManifest => ({ apiVersion: 'v1', kind: 'List', items });

/** What a tool makes of a folder of its repository, with patches of its own. */
function built(folder: string, patches: readonly AnyManifest[] = []): AnyManifest[] {
  const own = join(root(), 'built');
  mkdirSync(own, { recursive: true });
  const kustomization = { sortOptions: { order: 'fifo' }, resources: [relative(own, join(root(), folder))], patches };
  writeFileSync(join(own, 'kustomization.yaml'), JSON.stringify(kustomization));
  return objectsIn(kubectl(['kustomize', own]));
}

/** Both tools apply from the server's side, and leave no field to anybody else. */
const apply = (manager: string, objects: readonly AnyManifest[], ...flags: string[]) =>
  attempt(['apply', '--server-side', '--force-conflicts', `--field-manager=${manager}`, ...flags, '-f', '-'], listOf(objects));

/** Those of the objects that a dry run of an apply does not get past, and why. */
const refusedBy = (manager: string, objects: readonly AnyManifest[]): string[] => {
  const { stderr } = apply(manager, objects, '--dry-run=server');
  const refused = [...stderr.matchAll(/^The (\w+) "([^"]+)" is invalid: .*: (.*)$/gm)].map(
    ([, kind, name, why]) => `${kind}/${name}: ${why}`,
  );
  expect(stderr.split('\n').filter((line) => line !== '')).toHaveLength(refused.length);
  return refused.sort();
};

beforeAll(() => {
  delivered = deliver('bookshop', 'plain', ['staging', 'production'], NAME);
});
afterAll(() => delivered?.remove());

withDefinitions('the objects of Argo CD and Flux', () => {
  let ours: string[];

  beforeAll(async () => {
    const files = readdirSync(`${DEFINITIONS}`).map((file) => join(`${DEFINITIONS}`, file));
    ours = files.filter((file) => attempt(['get', '-f', file]).status !== 0);
    for (const file of ours) kubectl(['apply', '--server-side', '-f', file]);
    const kinds = ['argoproj.io/v1alpha1 Application', 'argoproj.io/v1alpha1 ApplicationSet'];
    const all = new Set([...kinds, 'kustomize.toolkit.fluxcd.io/v1 Kustomization', 'source.toolkit.fluxcd.io/v1 GitRepository']);
    await eventually(() => notServed(all).length === 0, 30);
    expect(notServed(all)).toEqual([]);
  });
  afterAll(() => {
    for (const file of ours ?? []) kubectl(['delete', '--wait=false', '-f', file]);
  });

  test.each(['argocd', 'flux'])('are what their definitions ask for: %s', (tool) => {
    // In a namespace that every cluster has.
    const objects = filesIn(tool).map((file) =>
      objectsOfTool(`${tool}/${file}`).map((o) => ({ ...o, metadata: { ...o.metadata, namespace: 'default' } })),
    );
    expect(objects.length).toBeGreaterThan(1);
    const strict = objects.map((own) => apply('shop-delivery-test', own, '--dry-run=server', '--validate=strict'));
    expect(strict).toEqual(objects.map(() => ACCEPTED));
    const misspelt = objects[0]?.map((o) => ({ ...o, spec: { ...o.spec, surprise: true } })) ?? [];
    expect(apply('shop-delivery-test', misspelt, '--dry-run=server', '--validate=strict').stderr).toContain('unknown field "surprise"');
  });
});

describe('Flux', () => {
  let scene: Scene;
  const stages = () => objectsOfTool('flux/staging.yaml').filter(({ kind }) => kind === 'Kustomization');
  const objects = () => stages().flatMap(({ spec }) => built(spec.path, spec.patches));

  beforeAll(async () => {
    scene = await Scene.begin(NAME, delivered.dist('staging'));
  });
  afterAll(() => scene?.clear());

  test('brings the shop up phase by phase, each after the one on which it depends, and awaits what is there', () => {
    const done = new Set<string>();
    for (const { metadata, spec } of stages()) {
      expect((spec.dependsOn ?? []).filter(({ name }: { name: string }) => !done.has(name))).toEqual([]);
      const own = built(spec.path, spec.patches);
      expect(apply('kustomize-controller', own)).toEqual(ACCEPTED);
      const awaited = (spec.healthChecks ?? []).map((o: AnyManifest) => `${o.kind}/${o.name}`);
      expect(own.map(nameOf)).toEqual(expect.arrayContaining(awaited));
      done.add(metadata.name);
    }
    expect(stored(delivered.dist('staging')).map(nameOf).sort()).toEqual(objects().map(nameOf).sort());
  });

  test('a phase that holds data, or the namespace around it, is not pruned', () => {
    const pruned = stages()
      .filter(({ spec }) => spec.prune)
      .flatMap(({ spec }) => built(spec.path));
    expect(pruned.filter(({ kind }) => ['Namespace', 'StatefulSet', 'PersistentVolumeClaim', 'Secret'].includes(kind))).toEqual([]);
    expect(pruned.length).toBeGreaterThan(10);
  });

  test('the next release is refused for Jobs alone, which say that they are to be made anew', () => {
    rewriteAll(delivered.artifact('kustomize'), (text) => text.replaceAll(':2.4.1', ':2.4.2'));
    const next = objects();
    expect(refusedBy('kustomize-controller', next)).toEqual(['Job/migrate-orders: field is immutable']);
    const forced = next.filter(({ metadata }) => metadata.annotations?.['kustomize.toolkit.fluxcd.io/force'] === 'enabled');
    expect(forced.map(nameOf)).toContain('Job/migrate-orders');
  });

  test('Argo CD can compare the next release with what runs, because its Jobs are hooks', () => {
    const [{ spec }] = objectsOfTool('argocd/application-staging.yaml') as [AnyManifest];
    const overlay = built(spec.source.path);
    const compared = overlay.filter(({ metadata }) => metadata.annotations['argocd.argoproj.io/hook'] === undefined);
    expect(overlay.length - compared.length).toBe(4);
    expect(refusedBy('argocd-controller', compared)).toEqual([]);
    expect(refusedBy('argocd-controller', overlay)).toEqual(['Job/migrate-orders: field is immutable']);
  });
});
