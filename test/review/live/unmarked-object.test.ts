import type { JsonObject } from '../../../lib/manifests/json';
import { asApplied } from '../../../lib/review/live/live-projection';
import { unmarked } from '../../../lib/review/live/unmarked-object';

const WANTED = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { 'app.kubernetes.io/managed-by': 'cdk8s-shop' }, name: 'a' } };
const HELM = { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'shop' };

function live(labels: JsonObject, annotations?: JsonObject): JsonObject {
  return { ...WANTED, metadata: { ...(annotations && { annotations }), labels, name: 'a' } };
}

test('what Helm writes on every object of a release is none of the chart’s', () => {
  const object = live({ 'app.kubernetes.io/managed-by': 'Helm' }, { ...HELM, note: 'x' });
  expect(unmarked(object, WANTED)).toEqual(live({ 'app.kubernetes.io/managed-by': 'cdk8s-shop' }, { note: 'x' }));
});

test('who manages an object is a difference where Helm does not, and where nobody is wanted', () => {
  const byHand = live({ 'app.kubernetes.io/managed-by': 'Helm' }, { note: 'x' });
  expect(unmarked(byHand, WANTED)).toEqual(byHand);
  const somebody = live({ 'app.kubernetes.io/managed-by': 'somebody' }, HELM);
  expect(unmarked(somebody, WANTED)).toEqual(live({ 'app.kubernetes.io/managed-by': 'somebody' }, {}));
  const helms = live({ 'app.kubernetes.io/managed-by': 'Helm' }, HELM);
  expect(unmarked(helms, { metadata: {} })).toEqual(live({ 'app.kubernetes.io/managed-by': 'Helm' }, {}));
});

test.each([
  ['Argo CD', {}, { 'argocd.argoproj.io/tracking-id': 'shop:/ConfigMap:shop/a', 'argocd.argoproj.io/installation-id': 'one' }],
  ['Argo CD by a label', { 'argocd.argoproj.io/instance': 'shop' }, {}],
  ['Flux', { 'kustomize.toolkit.fluxcd.io/name': 'shop', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' }, {}],
  ['a HelmRelease of Flux', { 'helm.toolkit.fluxcd.io/name': 'shop', 'helm.toolkit.fluxcd.io/namespace': 'flux-system' }, HELM],
  ['an ApplySet', { 'applyset.kubernetes.io/part-of': 'applyset-1-v1' }, {}],
])('the marks of %s go, but for those that are wanted, and the rest stays', (_, labels, annotations) => {
  const rest = live({ mine: 'a' }, { 'argocd.argoproj.io/sync-options': 'Prune=false' });
  const object = live({ mine: 'a', ...labels }, { 'argocd.argoproj.io/sync-options': 'Prune=false', ...annotations });
  expect(unmarked(object, WANTED)).toEqual(rest);
  expect(unmarked(object, object)).toEqual(object);
});

test('an object without labels and annotations gets none', () => {
  expect(unmarked({ metadata: { name: 'a' } }, WANTED)).toEqual({ metadata: { name: 'a' } });
});

test('a release of Helm differs in nothing from its chart', () => {
  const fields = {
    'f:metadata': {
      'f:annotations': { '.': {}, 'f:meta.helm.sh/release-name': {}, 'f:meta.helm.sh/release-namespace': {} },
      'f:labels': { '.': {}, 'f:app.kubernetes.io/managed-by': {} },
    },
  };
  const { metadata, ...object } = live({ 'app.kubernetes.io/managed-by': 'Helm' }, HELM);
  const managedFields = [{ manager: 'helm', operation: 'Update', fieldsType: 'FieldsV1', fieldsV1: fields }];
  const applied = asApplied({ ...object, metadata: { ...(metadata as JsonObject), managedFields } }, WANTED);
  expect(applied).toEqual({ ...WANTED, metadata: { ...WANTED.metadata, annotations: {} } });
});
