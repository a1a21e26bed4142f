import { ARGO, FLUX, HELM, KAPP, KPT, keepersOf, keptAt, type Pruner } from '../../lib/checks/pruners';
import type { JsonObject } from '../../lib/manifests/json';

const annotated = (annotations: JsonObject): JsonObject => ({ metadata: { annotations } });
const SYNC = 'argocd.argoproj.io/sync-options';
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const POLICY = 'helm.sh/resource-policy';

test.each<[Pruner, string, string]>([
  [ARGO, SYNC, 'Prune=false'],
  [ARGO, SYNC, 'ServerSideApply=true , Prune=false,Delete=false'],
  [ARGO, SYNC, 'Prune=confirm'],
  [FLUX, PRUNE, 'disabled'],
  [FLUX, PRUNE, 'Disabled'],
  [FLUX, 'kustomize.toolkit.fluxcd.io/reconcile', 'disabled'],
  [HELM, POLICY, 'keep'],
  [KAPP, 'kapp.k14s.io/delete-strategy', 'orphan'],
  [KPT, 'client.lifecycle.config.k8s.io/deletion', 'detach'],
  [KPT, 'cli-utils.sigs.k8s.io/on-remove', 'keep'],
])('$name keeps what says %s: %s', (pruner, name, value) => {
  expect(keptAt(pruner, annotated({ [name]: value }))).toEqual(['metadata', 'annotations', name]);
});

test.each<[Pruner, string, string]>([
  // Which is for the day when the whole application is deleted.
  [ARGO, SYNC, 'Delete=false'],
  [ARGO, SYNC, 'Delete=confirm'],
  [ARGO, SYNC, 'NoPrune=false'],
  [ARGO, SYNC, 'Prune=falsely'],
  [ARGO, SYNC, 'PruneLast=true'],
  [ARGO, POLICY, 'keep'],
  [FLUX, PRUNE, 'enabled'],
  [FLUX, 'kustomize.toolkit.fluxcd.io/ssa', 'disabled'],
  // An upgrade compares to the letter.
  [HELM, POLICY, 'Keep'],
  [HELM, POLICY, 'delete'],
  [KAPP, 'kapp.k14s.io/delete-strategy', ''],
])('$name does not keep what says %s: %s', (pruner, name, value) => {
  expect(keptAt(pruner, annotated({ [name]: value }))).toBeUndefined();
});

test('Flux reads labels too, and the others do not', () => {
  const labelled = { metadata: { labels: { [PRUNE]: 'disabled', [POLICY]: 'keep', [SYNC]: 'Prune=false' } } };
  expect(keepersOf(labelled)).toEqual([{ name: 'Flux', field: ['metadata', 'labels', PRUNE] }]);
});

test('each tool keeps what it is told to keep by the words that we write', () => {
  for (const pruner of [ARGO, FLUX, HELM, KAPP, KPT]) {
    expect(keepersOf(annotated({ [pruner.annotation]: pruner.keep })).map(({ name }) => name)).toEqual([pruner.name]);
  }
  expect(keepersOf({ metadata: {} })).toEqual([]);
});
