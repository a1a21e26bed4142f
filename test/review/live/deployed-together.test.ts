import type { JsonObject } from '../../../lib/manifests/json';
import { deployedTogether, deployerOf } from '../../../lib/review/live/deployed-together';

interface Written {
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
  readonly namespace?: string;
  /** Who has written the labels. */
  readonly by?: string;
}

const object = (
  name: string,
  { labels = {}, annotations = {}, namespace = 'shop', by = 'ci' }: Written,
  rest: JsonObject = {},
): JsonObject => {
  const own = Object.fromEntries(Object.keys(labels).map((label) => [`f:${label}`, {}]));
  const managedFields = [{ manager: by, operation: 'Update', fieldsV1: { 'f:metadata': { 'f:labels': own } } }];
  const place = namespace === '' ? {} : { namespace };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...place, labels, annotations, managedFields, ...rest } };
};
const together = (live: JsonObject, ...others: readonly JsonObject[]) => {
  const { going, notes } = deployedTogether(others, deployerOf([], [live]));
  return { goes: going.map(({ metadata }) => (metadata as JsonObject).name), notes };
};
const goes = (live: JsonObject, ...others: readonly JsonObject[]): unknown[] => together(live, ...others).goes;

const SHOP = { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'cdk8s-shop' };
const ARGO = { 'argocd.argoproj.io/instance': 'shop' };
const idOf = (app: string, identity: string) => ({ 'argocd.argoproj.io/tracking-id': `${app}:${identity}` });
const RELEASE = { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'shop' };

test.each<[string, JsonObject, JsonObject]>([
  ['argocd.argoproj.io/instance', ARGO, { 'argocd.argoproj.io/instance': 'other' }],
  ['applyset.kubernetes.io/part-of', { 'applyset.kubernetes.io/part-of': 'a' }, { 'applyset.kubernetes.io/part-of': 'b' }],
  ['kapp.k14s.io/app', { 'kapp.k14s.io/app': '1' }, { 'kapp.k14s.io/app': '2' }],
  [
    'Flux',
    { 'kustomize.toolkit.fluxcd.io/name': 'shop', 'kustomize.toolkit.fluxcd.io/namespace': 'flux' },
    { 'kustomize.toolkit.fluxcd.io/name': 'shop', 'kustomize.toolkit.fluxcd.io/namespace': 'other' },
  ],
  ['the recommended labels', SHOP, { ...SHOP, 'app.kubernetes.io/managed-by': 'Helm' }],
])('what was deployed together is known by %s', (_, labels, foreign) => {
  expect(goes(object('wanted', { labels }), object('old', { labels }), object('foreign', { labels: foreign }), object('bare', {}))).toEqual(
    ['old'],
  );
});

test('and by annotations', () => {
  const tracked = (app: string, name: string) => object(name, { annotations: idOf(app, `/ConfigMap:shop/${name}`) });
  expect(goes(tracked('shop', 'a'), tracked('shop', 'b'), tracked('other', 'c'))).toEqual(['b']);
  expect(goes(object('wanted', { annotations: RELEASE }), object('old', { annotations: RELEASE }), object('bare', {}))).toEqual(['old']);
  const owned = { annotations: { 'config.k8s.io/owning-inventory': '1' } };
  expect(goes(object('wanted', owned), object('old', owned))).toEqual(['old']);
});

test('Argo CD knows a copy by the identity that it has from another object; of the whole cluster an object has the namespace of its application', () => {
  const wanted = object('a', { annotations: idOf('shop', '/ConfigMap:shop/a') });
  const said = (identity: string, namespace = 'shop') => goes(wanted, object('b', { annotations: idOf('shop', identity), namespace }));
  expect(said('/ConfigMap:shop/b')).toEqual(['b']);
  expect(said('/ConfigMap:shop/b', '')).toEqual(['b']);
  const role = object('system:b', { annotations: idOf('shop', '/ConfigMap:shop/system:b') });
  expect(goes(wanted, role)).toEqual(['system:b']);
  expect([said('/ConfigMap:shop/a'), said('/ConfigMap:other/b'), said('/Secret:shop/b'), said('apps/ConfigMap:shop/b'), said('')]).toEqual(
    Array(5).fill([]),
  );
});

test('a part of a mark is no mark, nor is what the API server would refuse', () => {
  const half = { labels: { 'app.kubernetes.io/part-of': 'shop' } };
  expect(goes(object('wanted', half), object('old', half))).toEqual([]);
  const refused = { labels: { 'applyset.kubernetes.io/part-of': 'a,b' } };
  expect(goes(object('wanted', refused), object('old', refused))).toEqual([]);
});

describe('labels count in the hand of those who deploy', () => {
  const by = (manager: string, live = 'ci') =>
    goes(object('wanted', { labels: SHOP, by: live }), object('old', { labels: SHOP, by: manager }));

  test('of who has written them on what is wanted, and of the tools of people', () => {
    for (const manager of ['ci', 'kubectl-client-side-apply', 'kubectl-label', 'kubectl', 'helm', 'pulumi-kubernetes-1a2b', 'Terraform'])
      expect([manager, by(manager)]).toEqual([manager, ['old']]);
  });

  test('and not of a controller, which copies them: claims of a StatefulSet, identities of a network', () => {
    for (const manager of ['kube-controller-manager', 'cilium-agent', 'somebody']) expect([manager, by(manager)]).toEqual([manager, []]);
    expect(by('kube-controller-manager', 'kube-controller-manager')).toEqual([]);
  });

  test('who has written another label has not written these', () => {
    const labelled = object('old', { labels: { team: 'a' }, by: 'kubectl-label' }, { labels: { ...SHOP, team: 'a' } });
    expect(goes(object('wanted', { labels: SHOP }), labelled)).toEqual([]);
  });

  test('what kubectl has noted counts where no field has a manager', () => {
    const applied = (labels: JsonObject) => ({
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ metadata: { labels } }),
    });
    const old = (labels: JsonObject) => object('old', { labels: SHOP, annotations: applied(labels) }, { managedFields: [] });
    const wanted = object('wanted', { labels: SHOP });
    expect(goes(wanted, old(SHOP), object('older', { labels: SHOP }, { managedFields: [] }))).toEqual(['old']);
    expect(goes(wanted, old({ team: 'a' }))).toEqual([]);
  });
});

describe('labels that anybody may write', () => {
  const wanted = object('wanted', { labels: SHOP });

  test('say nothing of what a tool knows as another one’s', () => {
    expect(goes(wanted, object('released', { labels: SHOP, annotations: RELEASE }), object('old', { labels: SHOP }))).toEqual(['old']);
  });

  test('say nothing where a tool deploys, which deletes what it knows itself', () => {
    const released = object('wanted', { labels: SHOP, annotations: RELEASE });
    expect(goes(released, object('by hand', { labels: SHOP }), object('old', { labels: SHOP, annotations: RELEASE }))).toEqual(['old']);
  });

  test('are not enough for what belongs to no namespace, since another environment has them too', () => {
    expect(together(wanted, object('production', { labels: SHOP, namespace: '' }))).toEqual({
      goes: [],
      notes: ['in no manifest, perhaps another namespace’s by its labels, and not taken to go: ConfigMap/production'],
    });
    const tracked = object('wanted', { labels: ARGO });
    expect(goes(tracked, object('old', { labels: ARGO, namespace: '' }))).toEqual(['old']);
  });
});

test('what a controller has made, what comes and goes as a hook, and what is on its way out does not go', () => {
  const own = { labels: ARGO };
  const others = [
    object('made', own, { ownerReferences: [{ kind: 'Deployment', name: 'orders' }] }),
    object('leaving', own, { deletionTimestamp: '2026-11-28T00:00:00Z' }),
    object('hook', { ...own, annotations: { 'argocd.argoproj.io/hook': 'PreSync' } }),
    object('hook of Helm', { ...own, annotations: { 'helm.sh/hook': 'test' } }),
    object('goes', { ...own, annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' } }),
  ];
  expect(together(object('wanted', own), ...others)).toEqual({ goes: ['goes'], notes: [] });
});

test('what its tool is told to keep stays, and what another tool is told goes', () => {
  const told = (annotations: JsonObject) => together(object('wanted', { labels: ARGO }), object('old', { labels: ARGO, annotations }));
  const kept = { goes: [], notes: ['in no manifest, and kept by Argo CD, which is told so: ConfigMap/shop/old'] };
  expect(told({ 'argocd.argoproj.io/sync-options': 'ServerSideApply=true, Prune=false' })).toEqual(kept);
  expect(told({ 'argocd.argoproj.io/sync-options': 'Prune=confirm' })).toEqual(kept);
  const gone = { goes: ['old'], notes: [] };
  expect(told({ 'argocd.argoproj.io/sync-options': 'Delete=false' })).toEqual(gone);
  expect(told({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled', 'helm.sh/resource-policy': 'keep' })).toEqual(gone);
});

test('where nothing tells which tool it is, what some would keep goes: the review says who would keep it', () => {
  const annotations = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
  const by = (manager: string) => together(object('wanted', { labels: SHOP }), object('old', { labels: SHOP, annotations, by: manager }));
  expect(by('ci')).toEqual({ goes: ['old'], notes: [] });
  expect(by('helm')).toEqual({ goes: ['old'], notes: [] });
  expect(by('argocd-controller').notes).toEqual(['in no manifest, and kept by Argo CD, which is told so: ConfigMap/shop/old']);
  expect(by('kustomize-controller').notes).toEqual(['in no manifest, and kept by Flux, which is told so: ConfigMap/shop/old']);
});
