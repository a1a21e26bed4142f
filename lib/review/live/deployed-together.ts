import { type JsonObject, objectsAt, textRecordAt } from '../../manifests/json';

/**
 * By what a tool knows the objects that it has deployed together, and deletes those that it is not given any more. Each
 * is a label or annotation, with all others that belong to it.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#garbage-collection
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-part-of
 */
const MARKS: ReadonlyArray<readonly string[]> = [
  ['argocd.argoproj.io/instance'],
  ['kustomize.toolkit.fluxcd.io/namespace', 'kustomize.toolkit.fluxcd.io/name'],
  ['helm.toolkit.fluxcd.io/namespace', 'helm.toolkit.fluxcd.io/name'],
  ['meta.helm.sh/release-namespace', 'meta.helm.sh/release-name'],
  ['applyset.kubernetes.io/part-of'],
  ['app.kubernetes.io/managed-by', 'app.kubernetes.io/part-of'],
];

/** The name of the application stands before the first colon: `shop:apps/Deployment:shop/orders`. */
const ARGO_CD_ID = 'argocd.argoproj.io/tracking-id';

/** What keeps an object from being deleted, by the tool that keeps to it. */
const KEPT: Readonly<Record<string, RegExp>> = {
  'argocd.argoproj.io/sync-options': /(^|,)\s*(Prune=false|Delete=false)/,
  'kustomize.toolkit.fluxcd.io/prune': /^disabled$/,
  'helm.sh/resource-policy': /^keep$/,
};

/** Live objects that nobody wants any more, of those that whoever deploys the wanted ones has deployed with them. */
export function deployedTogether(others: readonly JsonObject[], wanted: readonly JsonObject[]): JsonObject[] {
  const marks = new Set(wanted.flatMap(marksOf));
  return others.filter((object) => marksOf(object).some((mark) => marks.has(mark)) && !isKept(object) && !hasOwner(object));
}

function marksOf(object: JsonObject): string[] {
  const words = wordsOf(object);
  const marks = MARKS.filter((names) => names.every((name) => words[name] !== undefined)).map((names) =>
    names.map((name) => `${name}=${words[name]}`).join(' '),
  );
  const [application] = words[ARGO_CD_ID]?.split(':') ?? [];
  return application === undefined ? marks : [...marks, `${ARGO_CD_ID}=${application}`];
}

function isKept(object: JsonObject): boolean {
  const words = wordsOf(object);
  return Object.entries(KEPT).some(([name, pattern]) => pattern.test(words[name] ?? ''));
}

/** What a controller has made goes with what it was made for. */
function hasOwner(object: JsonObject): boolean {
  return objectsAt(object, 'metadata', 'ownerReferences').length > 0;
}

function wordsOf(object: JsonObject): Readonly<Record<string, string | undefined>> {
  return { ...textRecordAt(object, 'metadata', 'annotations'), ...textRecordAt(object, 'metadata', 'labels') };
}
