import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { AnyManifest } from '../support/synthesis';
import { hasControllers, namespaceGone, releaseClaims } from './controllers';
import { attempt, contentOf, eventually, kindsOf, kubectl, notServed, type Outcome } from './kubectl';
import { changedObjects, stateOf } from './object-state';
import { filesOf, formsFor, objectsOf, podsOf, type ShopForm, synthesizeForms, versionOfCluster } from './shop-form';

const MANAGER = 'shop-admission-test';
const ACCEPTED = { status: 0, stderr: '' };
const version = versionOfCluster();
const output = mkdtempSync(path.join(tmpdir(), 'shop-admission-'));
let controllers = false;

const apply = (files: string): Outcome => attempt(['apply', '--server-side', `--field-manager=${MANAGER}`, '-f', files]);
const remove = (files: readonly string[]): Outcome =>
  attempt(['delete', '--wait=false', '--ignore-not-found', ...files.flatMap((file) => ['-f', file])]);
const dryRun = (items: AnyManifest[]): Outcome =>
  attempt(['create', '--dry-run=server', '-f', '-'], { apiVersion: 'v1', kind: 'List', items });
const lines = (text: string): string[] => text.split('\n').filter(Boolean);

beforeAll(async () => {
  synthesizeForms(version, output);
  controllers = await hasControllers();
});

afterAll(() => {
  rmSync(output, { recursive: true });
});

describe.each(formsFor(version))('$folder on a real API server', ({ shop, folder: name }: ShopForm) => {
  const folder = path.join(output, name);
  let ours = false;

  beforeAll(() => {
    const missing = notServed(new Set(objectsOf(folder).map((o) => `${o.apiVersion} ${o.kind}`)));
    if (missing.length > 0) throw new Error(`the cluster does not serve ${missing.join(', ')}: install the CRDs first`);
    const there = attempt(['get', '-f', folder, '--ignore-not-found', '-o', 'name']).stdout.trim();
    if (there !== '') throw new Error(`the cluster is not empty, and what it has is not ours to delete: ${there}`);
    ours = true;
  });

  afterAll(async () => {
    if (!ours) return;
    remove(filesOf(folder).reverse());
    await namespaceGone(shop, controllers);
  });

  test('is admitted file by file in plain name order, without an error or a warning', () => {
    const outcomes = filesOf(folder).map((file) => ({ file: path.basename(file), ...apply(file) }));
    expect(outcomes).toEqual(outcomes.map(({ file }) => expect.objectContaining({ file, ...ACCEPTED })));
    expect(outcomes.flatMap(({ stdout }) => lines(stdout))).toHaveLength(objectsOf(folder).length);
  });

  test('has each of its pods admitted where Pod Security is enforced, and the same pod refused when privileged', () => {
    const pods = podsOf(folder);
    const admitted = dryRun(pods);
    expect(admitted).toEqual(expect.objectContaining(ACCEPTED));
    expect(lines(admitted.stdout)).toEqual(pods.map((pod) => `pod/${pod.metadata.name} created (server dry run)`));
    const refused = dryRun(pods.map(privileged));
    expect(refused).toEqual(expect.objectContaining({ status: 1, stdout: '' }));
    expect(lines(refused.stderr)).toEqual(
      pods.map(() => expect.stringMatching(/forbidden: violates PodSecurity "restricted:[^"]+": privileged/)),
    );
    expect(pods.length).toBeGreaterThan(0);
  });

  test('changes nothing when it is applied again', async () => {
    // Field managers' times are in whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const before = stateOf(folder, MANAGER);
    expect(apply(folder)).toEqual(expect.objectContaining(ACCEPTED));
    const after = stateOf(folder, MANAGER);
    expect(changedObjects(before, after)).toEqual([]);
    expect(after).toHaveLength(objectsOf(folder).length);
  });

  test('leaves nothing behind when it is deleted but what must be kept', async () => {
    const [foundation, ...components] = filesOf(folder);
    expect(remove(components.reverse())).toEqual(expect.objectContaining(ACCEPTED));
    const still = namesIn(foundation);
    const kinds = kindsOf(new Set(objectsOf(folder).map((object) => object.apiVersion.split('/')[0])));
    const left = () => contentOf(shop, kinds).filter((object) => !still.has(object) && !isKept(object));
    await eventually(() => {
      if (!controllers) releaseClaims(shop);
      return left().length === 0;
    }, 120);
    expect(left()).toEqual([]);
    expect(remove([foundation])).toEqual(expect.objectContaining(ACCEPTED));
    await namespaceGone(shop, controllers);
    expect(kubectl(['get', '-f', folder, '--ignore-not-found', '-o', 'name'])).toBe('');
  });
});

/** `kind/name` of the objects of a file, as the cluster spells them. */
function namesIn(file: string): Set<string> {
  return new Set(lines(kubectl(['get', '-f', file, '-o', 'name'])));
}

/** Data outlives the shop: claims that StatefulSets made, and secrets; so does what every namespace has. */
function isKept(object: string): boolean {
  return /^(persistentvolumeclaim|secret)\//.test(object) || ['serviceaccount/default', 'configmap/kube-root-ca.crt'].includes(object);
}

function privileged(pod: AnyManifest): AnyManifest {
  const [first, ...others] = pod.spec.containers;
  const securityContext = { ...first.securityContext, privileged: true, allowPrivilegeEscalation: true };
  return { ...pod, spec: { ...pod.spec, containers: [{ ...first, securityContext }, ...others] } };
}
