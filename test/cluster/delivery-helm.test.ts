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

interface Shop {
  readonly shop: string;
  readonly profile: string;
  readonly cluster: string;
  readonly name: string;
}

/** Values that are changed, and the objects in which they stand. */
interface Case extends Shop {
  readonly values: readonly string[];
  readonly objects: readonly string[];
}

const CASES: readonly Case[] = [
  {
    ...{ shop: 'bookshop', profile: 'staging', cluster: 'plain', name: 'delivery' },
    values: ['images.storefront=registry.example/storefront:9.9.9', 'replicas.orders.min=3'],
    objects: ['Deployment/storefront', 'HorizontalPodAutoscaler/orders'],
  },
  {
    ...{ shop: 'bookshop', profile: 'production', cluster: 'full', name: 'delivery-full' },
    values: ['images.orders-db=postgres:17.7', 'replicas.fulfilment.max=9', 'hosts.edge[0]=other.example'],
    objects: ['Gateway/edge', 'HTTPRoute/edge', 'HTTPRoute/edge-redirect', 'ScaledObject/fulfilment', 'StatefulSet/orders-db'],
  },
];

const listOf = (items: AnyManifest[]): AnyManifest => ({ apiVersion: 'v1', kind: 'List', items });

/** A shop's chart on the cluster, from before it is installed; what it is asked in each case. */
function released({ shop, profile, cluster, name }: Shop) {
  let delivered: DeliveredShop;
  let scene: Scene;
  let wanted: AnyManifest[];
  const dist = () => delivered.dist(profile);
  const release = (...args: string[]) =>
    helm('upgrade', '--install', name, delivered.artifact(`helm/${name}`), '--namespace', name, ...args);

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

  return { dist, release, wanted: () => wanted, state: () => stateOf(dist(), 'helm') };
}

onHelm.each(CASES)('Helm, $shop for $profile, $cluster', ({ values, objects, ...shop }) => {
  const { name } = shop;
  const { dist, release, wanted, state } = released(shop);

  test('changes the objects of changed values and no others, and none where nothing differs; and rolls back', () => {
    const set = values.flatMap((value) => ['--set', value]);
    const installed = state();
    expect(release(...set)).toEqual(OK);
    const upgraded = state();
    expect(changedObjects(installed, upgraded).sort()).toEqual(objects);
    expect(release(...set)).toEqual(OK);
    const again = state();
    expect(changedObjects(upgraded, again)).toEqual([]);
    expect(helm('rollback', name, '1', '-n', name)).toEqual(OK);
    expect(changedObjects(again, state()).sort()).toEqual(objects);
    expect(stored(dist()).map(withoutMarks)).toEqual(wanted());
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
    expect(stored(dist()).map(withoutMarks)).toEqual(wanted());
  });
});

onHelm('Helm, online-boutique for production, plain', () => {
  released({ shop: 'online-boutique', profile: 'production', cluster: 'plain', name: 'delivery-boutique' });
});
