import { parseAllDocuments } from 'yaml';
import type { AnyManifest } from '../support/synthesis';
import { type DeliveredShop, deliver } from './delivery/delivered-shop';
import { HAS_HELM, helm, withoutMarks } from './delivery/helm';
import { Scene } from './delivery/scene';
import { nameOf, stored, wouldBeStored } from './delivery/stored-objects';
import { attempt, eventually, kubectl, kubectlJson } from './kubectl';
import { changedObjects, stateOf } from './object-state';
import { objectsOf } from './shop-form';

const OK = expect.objectContaining({ status: 0, stderr: '' });
const onHelm = HAS_HELM ? describe : describe.skip;
if (!HAS_HELM) console.warn('helm is not in PATH: what it delivers is skipped');

/** A value that is changed, and the objects in which it stands. */
interface Change {
  readonly set: string;
  readonly objects: readonly string[];
}

interface Case {
  readonly shop: string;
  readonly profile: string;
  readonly cluster: string;
  readonly name: string;
  readonly image: Change;
  readonly bounds: Change;
}

const CASES: readonly Case[] = [
  {
    ...{ shop: 'bookshop', profile: 'staging', cluster: 'plain', name: 'delivery' },
    image: { set: 'images.storefront=registry.example/storefront:9.9.9', objects: ['Deployment/storefront'] },
    bounds: { set: 'replicas.orders.min=3', objects: ['HorizontalPodAutoscaler/orders'] },
  },
  {
    ...{ shop: 'bookshop', profile: 'production', cluster: 'full', name: 'delivery-full' },
    image: { set: 'images.orders-db=postgres:17.7', objects: ['StatefulSet/orders-db'] },
    bounds: { set: 'replicas.fulfilment.max=9', objects: ['ScaledObject/fulfilment'] },
  },
  {
    ...{ shop: 'online-boutique', profile: 'production', cluster: 'plain', name: 'delivery-boutique' },
    image: { set: 'images.frontend=registry.example/frontend:9.9.9', objects: ['Deployment/frontend'] },
    bounds: { set: 'replicas.frontend.max=4', objects: ['HorizontalPodAutoscaler/frontend'] },
  },
];

const listOf = (items: AnyManifest[]): AnyManifest => ({ apiVersion: 'v1', kind: 'List', items });

onHelm.each(CASES)('Helm, $shop for $profile, $cluster', ({ shop, profile, cluster, name, image, bounds }) => {
  let delivered: DeliveredShop;
  let scene: Scene;
  let wanted: AnyManifest[];
  const dist = () => delivered.dist(profile);
  const chart = () => delivered.artifact(`helm/${name}`);
  const release = (...args: string[]) => helm('upgrade', '--install', name, chart(), '--namespace', name, ...args);
  const state = () => stateOf(dist(), 'helm');

  beforeAll(async () => {
    delivered = deliver(shop, cluster, [profile], name);
    scene = await Scene.begin(name, dist());
    kubectl(['create', 'namespace', name]);
    wanted = wouldBeStored(dist());
  });
  afterAll(async () => {
    await scene?.clear();
    delivered?.remove();
  });

  test('installs, without a warning, what kubectl would apply of dist/', () => {
    expect(release('--take-ownership')).toEqual(OK);
    const got = stored(dist());
    expect(got.map(withoutMarks)).toEqual(wanted);
    expect(got).toHaveLength(objectsOf(dist()).length);
  });

  test('has tests that the API server and Pod Security admit', () => {
    const hooks = parseAllDocuments(helm('get', 'hooks', name, '-n', name).stdout).map((document) => document.toJS());
    expect(hooks.map(({ kind }) => kind).sort()).toEqual(['NetworkPolicy', 'NetworkPolicy', 'Pod', 'ServiceAccount']);
    // A pod is admitted where its account is.
    const accounts = hooks.filter(({ kind }) => kind === 'ServiceAccount');
    kubectl(['create', '-f', '-'], listOf(accounts));
    const others = hooks.filter(({ kind }) => kind !== 'ServiceAccount');
    expect(attempt(['create', '--dry-run=server', '--validate=strict', '-f', '-'], listOf(others))).toEqual(OK);
    kubectl(['delete', '-f', '-'], listOf(accounts));
  });

  test('changes the objects of changed values and no others, and none where nothing differs; and rolls back', () => {
    const values = ['--set', image.set, '--set', bounds.set];
    const both = [...image.objects, ...bounds.objects].sort();
    const installed = state();
    expect(release(...values)).toEqual(OK);
    const upgraded = state();
    expect(changedObjects(installed, upgraded).sort()).toEqual(both);
    expect(release(...values)).toEqual(OK);
    const again = state();
    expect(changedObjects(upgraded, again)).toEqual([]);
    expect(helm('rollback', name, '1', '-n', name)).toEqual(OK);
    expect(changedObjects(again, state()).sort()).toEqual(both);
    expect(stored(dist()).map(withoutMarks)).toEqual(wanted);
  });

  test('leaves what is to be kept when it is uninstalled, and takes it back', async () => {
    const kept = objectsOf(dist()).filter(
      ({ kind, metadata }) => kind === 'Namespace' || metadata.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled',
    );
    expect(kept.length).toBeGreaterThan(1);
    const { status, stderr } = helm('uninstall', name, '-n', name);
    expect({ status, stderr }).toEqual(OK);
    const left = () => kubectlJson('get', '-f', dist(), '--ignore-not-found').items.map(nameOf).sort();
    await eventually(() => left().length === kept.length, 60);
    expect(left()).toEqual(kept.map(nameOf).sort());
    expect(helm('list', '-n', name, '-q').stdout).toBe('');
    expect(release()).toEqual(OK);
    expect(stored(dist()).map(withoutMarks)).toEqual(wanted);
  });
});
