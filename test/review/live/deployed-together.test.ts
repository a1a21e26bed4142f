import type { JsonObject } from '../../../lib/manifests/json';
import { deployedTogether } from '../../../lib/review/live/deployed-together';

const object = (name: string, labels: JsonObject, annotations: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({
  metadata: { name, labels, annotations, ...rest },
});
const goes = (wanted: JsonObject, ...others: readonly JsonObject[]): unknown[] =>
  deployedTogether(others, [wanted]).map(({ metadata }) => (metadata as JsonObject).name);

test.each<[string, JsonObject, JsonObject]>([
  ['argocd.argoproj.io/instance', { 'argocd.argoproj.io/instance': 'shop' }, { 'argocd.argoproj.io/instance': 'other' }],
  ['applyset.kubernetes.io/part-of', { 'applyset.kubernetes.io/part-of': 'a' }, { 'applyset.kubernetes.io/part-of': 'b' }],
  [
    'Flux',
    { 'kustomize.toolkit.fluxcd.io/name': 'shop', 'kustomize.toolkit.fluxcd.io/namespace': 'flux' },
    { 'kustomize.toolkit.fluxcd.io/name': 'shop', 'kustomize.toolkit.fluxcd.io/namespace': 'other' },
  ],
  [
    'the recommended labels',
    { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'cdk8s-shop' },
    { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/managed-by': 'Helm' },
  ],
])('what was deployed together is known by %s', (_, own, foreign) => {
  expect(goes(object('wanted', own), object('old', own), object('foreign', foreign), object('bare', {}))).toEqual(['old']);
});

test('and by annotations', () => {
  const id = (app: string, name: string) => ({ 'argocd.argoproj.io/tracking-id': `${app}:apps/Deployment:shop/${name}` });
  expect(goes(object('wanted', {}, id('shop', 'a')), object('old', {}, id('shop', 'b')), object('foreign', {}, id('other', 'b')))).toEqual([
    'old',
  ]);
  const release = { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'shop' };
  expect(goes(object('wanted', {}, release), object('old', {}, release), object('bare', {}))).toEqual(['old']);
});

test('a part of a mark is no mark', () => {
  const half = { 'app.kubernetes.io/part-of': 'shop' };
  expect(goes(object('wanted', half), object('old', half))).toEqual([]);
});

test('what a controller has made, and what is kept, does not go', () => {
  const own = { 'argocd.argoproj.io/instance': 'shop' };
  const others = [
    object('made', own, {}, { ownerReferences: [{ kind: 'Deployment', name: 'orders' }] }),
    object('kept by Argo CD', own, { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true, Prune=false' }),
    object('kept by Flux', own, { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }),
    object('kept by Helm', own, { 'helm.sh/resource-policy': 'keep' }),
    object('goes', own, { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' }),
  ];
  expect(goes(object('wanted', own), ...others)).toEqual(['goes']);
});
