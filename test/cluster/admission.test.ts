import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { AnyManifest } from '../support/synthesis';
import { finalize, hasControllers, releaseClaims } from './controllers';
import { attempt, contentOf, eventually, kindsOf, kubectl, kubectlJson, notServed, type Outcome } from './kubectl';
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
    await waitUntilGone(shop);
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
    const before = stateOf(folder);
    expect(apply(folder)).toEqual(expect.objectContaining(ACCEPTED));
    const after = stateOf(folder);
    expect(after.filter((state, i) => isChanged(before[i], state))).toEqual([]);
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
    await waitUntilGone(shop);
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

/** The API server stores the defaults of their status at the first write after the creation, whatever is written. */
const STORED_LATE = new Set(['Gateway', 'PersistentVolumeClaim']);

/**
 * What tells whether an object was changed: what is recorded of our own writing, times included; and, where nobody else has
 * written to it, as an autoscaler does, its version.
 */
interface State {
  readonly kind: string;
  readonly name: string;
  readonly own: AnyManifest[];
  readonly alone: boolean;
  readonly version: string | number;
}

function stateOf(folder: string): State[] {
  return kubectlJson('get', '-f', folder, '--show-managed-fields').items.map(({ kind, metadata }: AnyManifest): State => {
    const { name, resourceVersion, generation, managedFields } = metadata;
    const own = managedFields.filter(({ manager }: { manager: string }) => manager === MANAGER);
    const version = STORED_LATE.has(kind) ? generation : resourceVersion;
    return { kind, name, own, alone: own.length === managedFields.length, version };
  });
}

function isChanged(before: State | undefined, after: State): boolean {
  if (JSON.stringify(before?.own) !== JSON.stringify(after.own)) return true;
  return before?.alone === true && after.alone && before.version !== after.version;
}

/** Waits until a deleted namespace has gone; with a bare API server it has to be let go. */
async function waitUntilGone(namespace: string): Promise<void> {
  const gone = () => attempt(['get', 'namespace', namespace]).status !== 0;
  if (gone()) return;
  if (controllers) await eventually(gone, 180);
  else {
    releaseClaims(namespace);
    finalize(namespace);
  }
}
