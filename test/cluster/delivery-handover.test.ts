import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runIn } from '../support/command-run';
import type { AnyManifest } from '../support/synthesis';
import { type DeliveredShop, deliver } from './delivery/delivered-shop';
import { HAS_HELM, helm, withoutMarks } from './delivery/helm';
import { Scene } from './delivery/scene';
import { stored, wouldBeStored } from './delivery/stored-objects';
import { attempt, kubectl, kubectlJson } from './kubectl';

const NAME = 'delivery-handover';
const OK = expect.objectContaining({ status: 0, stderr: '' });
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
if (!HAS_HELM) console.warn('helm is not in PATH: how it hands over to kubectl, and back, is skipped');

/** What docs/guides/delivery.md says of going from one way of delivery to another, in its order. */
(HAS_HELM ? describe : describe.skip)('from Helm to kubectl and back', () => {
  let delivered: DeliveredShop;
  let scene: Scene;
  let wanted: AnyManifest[];
  const dist = () => delivered.dist('staging');
  const chart = () => delivered.artifact(`helm/${NAME}`);
  const orders = () => join(dist(), '30-orders.k8s.yaml');
  const release = (...args: string[]) => helm('upgrade', '--install', NAME, chart(), '--namespace', NAME, ...args);
  const variables = ({ spec }: AnyManifest): string[] => spec.template.spec.containers[0].env.map(({ name }: { name: string }) => name);
  const live = () => variables(kubectlJson('get', 'deployment', 'orders', '-n', NAME));
  /** One variable less, as a next release might have it. */
  const withoutVariable = () => readFileSync(orders(), 'utf8').replace(/ +- name: PAYMENTS_URI\n +value: .*\n/, '');

  beforeAll(async () => {
    delivered = deliver('bookshop', 'plain', ['staging'], NAME);
    scene = await Scene.begin(NAME, dist());
    kubectl(['create', 'namespace', NAME]);
    wanted = wouldBeStored(dist());
    expect(release('--take-ownership')).toEqual(OK);
  });
  afterAll(async () => {
    await scene?.clear();
    delivered?.remove();
  });

  test('a live review of the chart tells no difference, though Helm has written its marks', async () => {
    const text = helm('template', NAME, chart(), '--skip-tests', '--kube-version', '1.36').stdout;
    writeFileSync(delivered.artifact('release.yaml'), text);
    const { out } = await runIn(delivered.artifact('.'), ['review', '--live', 'release.yaml', '--format', 'json'], {
      environment: process.env,
    });
    expect(JSON.parse(out)).toMatchObject({ changes: [], effects: [] });
  });

  test('from the server’s side kubectl conflicts with Helm about its label alone, and a field that Helm has written stays', () => {
    const apply = ['apply', '--server-side', '--dry-run=server'];
    const conflicts = attempt([...apply, '-f', dist()]).stderr.match(/conflict with .*/g) ?? [];
    expect(new Set(conflicts.map((text) => text.replace(/ using .*?: /, ': ')))).toEqual(
      new Set(['conflict with "helm": .metadata.labels.app.kubernetes.io/managed-by']),
    );
    const next = parseAllDocuments(withoutVariable())
      .map((d) => d.toJS())
      .find(({ kind }) => kind === 'Deployment');
    expect(variables(next)).not.toContain('PAYMENTS_URI');
    const forced = JSON.parse(kubectl([...apply, '--force-conflicts', '-o', 'json', '-f', '-'], next));
    expect(variables(forced)).toContain('PAYMENTS_URI');
  });

  test('kubectl takes over from the client’s side; then a field that goes is gone, and Helm forgets without deleting', () => {
    expect(attempt(['apply', '-f', dist()]).status).toBe(0);
    kubectl(['delete', 'secret', '-n', NAME, '-l', `owner=helm,name=${NAME}`]);
    expect(helm('list', '-n', NAME, '-q').stdout).toBe('');
    const text = readFileSync(orders(), 'utf8');
    writeFileSync(orders(), withoutVariable());
    expect(attempt(['apply', '-f', orders()])).toEqual(OK);
    expect(live()).not.toContain('PAYMENTS_URI');
    writeFileSync(orders(), text);
  });

  test('Helm takes over what kubectl has applied only where that is asked for, and nothing is rolled', () => {
    const { status, stderr } = release();
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('cannot be imported into the current release') });
    const templates = () => kubectlJson('get', 'statefulset,deployment', '-n', NAME).items.map(({ spec }: AnyManifest) => spec.template);
    kubectl(['apply', '-f', orders()]);
    const before = templates();
    expect(release('--take-ownership')).toEqual(OK);
    expect(templates()).toEqual(before);
    expect(stored(dist()).map(withoutLastApplied).map(withoutMarks)).toEqual(wanted);
  });
});

function withoutLastApplied(object: AnyManifest): AnyManifest {
  const { [LAST_APPLIED]: _, ...annotations } = object.metadata.annotations;
  return { ...object, metadata: { ...object.metadata, annotations } };
}
