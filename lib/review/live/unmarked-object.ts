import { type JsonObject, objectAt, textRecordAt } from '../../manifests/json';

/**
 * Labels and annotations by which tools know what they have delivered. They write them themselves: they stand in no manifest,
 * and stay on whatever is delivered again.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#garbage-collection
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-part-of
 * @see https://github.com/helm/helm/blob/main/pkg/action/validate.go
 */
const MARKS = new Set([
  'argocd.argoproj.io/instance',
  'argocd.argoproj.io/tracking-id',
  'argocd.argoproj.io/installation-id',
  'kustomize.toolkit.fluxcd.io/name',
  'kustomize.toolkit.fluxcd.io/namespace',
  'helm.toolkit.fluxcd.io/name',
  'helm.toolkit.fluxcd.io/namespace',
  'applyset.kubernetes.io/part-of',
  'meta.helm.sh/release-name',
  'meta.helm.sh/release-namespace',
]);

/** Helm writes its own name into it, whatever the chart says. */
const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** A live object without the marks of the tool that delivers it, but for those that are wanted. */
export function unmarked(live: JsonObject, wanted: JsonObject): JsonObject {
  const { annotations, labels, ...metadata } = objectAt(live, 'metadata');
  const byHelm = textRecordAt(live, 'metadata', 'annotations')['meta.helm.sh/release-name'] !== undefined;
  const own = textRecordAt(wanted, 'metadata', 'labels')[MANAGED_BY];
  const left = withoutMarks('labels', live, wanted);
  const ownLabels = byHelm && left[MANAGED_BY] === 'Helm' && own !== undefined ? { ...left, [MANAGED_BY]: own } : left;
  return {
    ...live,
    metadata: {
      ...metadata,
      ...(annotations !== undefined && { annotations: withoutMarks('annotations', live, wanted) }),
      ...(labels !== undefined && { labels: ownLabels }),
    },
  };
}

function withoutMarks(part: 'annotations' | 'labels', live: JsonObject, wanted: JsonObject): JsonObject {
  const own = textRecordAt(wanted, 'metadata', part);
  const left = Object.entries(textRecordAt(live, 'metadata', part)).filter(([name]) => own[name] !== undefined || !MARKS.has(name));
  return Object.fromEntries(left);
}
