import { ARGO, FLUX, HELM, KAPP, KPT } from '../../checks/pruners';
import { type JsonObject, textAt, textRecordAt } from '../../manifests/json';
import { manifestOf } from '../../manifests/manifest';

/** By what a tool knows the objects that it has deployed together: what one of them has, all of them have. */
export interface DeliveryMark {
  /** What is equal for objects that were deployed together. */
  readonly text: string;
  /** Who deletes what has it and is wanted no more; undefined for a mark that anybody may write. */
  readonly tool?: string;
  /** Labels of the mark: anybody's objects may have got them as a copy. */
  readonly labels: readonly string[];
  /** By which labels the API server finds what has it; undefined where only annotations tell. */
  readonly selector?: string;
}

interface MarkKind {
  readonly tool?: string;
  readonly labels?: readonly string[];
  readonly annotations?: readonly string[];
  /** Labels that whatever has the annotations has too. */
  readonly selector?: string;
  /** What the tool writes besides. */
  readonly also?: readonly string[];
}

/** The name of the application stands before the first colon. */
const ARGO_CD_ID = 'argocd.argoproj.io/tracking-id';

/**
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#garbage-collection
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-part-of
 * @see https://github.com/helm/helm/blob/main/pkg/action/validate.go which writes both annotations and the label
 * @see https://carvel.dev/kapp/docs/latest/app-group/
 */
const MARKS: readonly MarkKind[] = [
  { tool: ARGO.name, labels: ['argocd.argoproj.io/instance'], also: [ARGO_CD_ID, 'argocd.argoproj.io/installation-id'] },
  { tool: FLUX.name, labels: ['kustomize.toolkit.fluxcd.io/namespace', 'kustomize.toolkit.fluxcd.io/name'] },
  { tool: HELM.name, labels: ['helm.toolkit.fluxcd.io/namespace', 'helm.toolkit.fluxcd.io/name'] },
  {
    tool: HELM.name,
    annotations: ['meta.helm.sh/release-namespace', 'meta.helm.sh/release-name'],
    selector: 'app.kubernetes.io/managed-by=Helm',
  },
  { tool: 'kubectl apply --prune', labels: ['applyset.kubernetes.io/part-of'] },
  {
    tool: KAPP.name,
    labels: ['kapp.k14s.io/app'],
    also: ['kapp.k14s.io/association', 'kapp.k14s.io/identity', 'kapp.k14s.io/original', 'kapp.k14s.io/original-diff-md5'],
  },
  { tool: KPT.name, annotations: ['config.k8s.io/owning-inventory'] },
  { labels: ['app.kubernetes.io/managed-by', 'app.kubernetes.io/part-of'] },
];

/** Labels and annotations that tools write themselves on what they deliver: they stand in no manifest. */
export const WRITTEN_BY_TOOLS: ReadonlySet<string> = new Set(
  MARKS.flatMap(({ tool, labels = [], annotations = [], also = [] }) => (tool === undefined ? [] : [...labels, ...annotations, ...also])),
);

/** The marks of an object. */
export function marksOf(object: JsonObject): DeliveryMark[] {
  const words = { labels: textRecordAt(object, 'metadata', 'labels'), annotations: textRecordAt(object, 'metadata', 'annotations') };
  const marks = MARKS.flatMap(({ tool, labels = [], annotations = [], selector }): DeliveryMark[] => {
    const told = [...saidBy(words.labels, labels).filter(isLabel), ...saidBy(words.annotations, annotations)];
    if (told.length < labels.length + annotations.length) return [];
    const found = annotations.length === 0 ? told.join() : selector;
    return [{ text: told.join(), labels, ...(tool !== undefined && { tool }), ...(found !== undefined && { selector: found }) }];
  });
  const application = applicationOf(object);
  return application === undefined ? marks : [...marks, { text: `${ARGO_CD_ID}=${application}`, tool: ARGO.name, labels: [] }];
}

function saidBy(words: Readonly<Record<string, string>>, names: readonly string[]): string[] {
  return names.flatMap((name) => (words[name] === undefined ? [] : [`${name}=${words[name]}`]));
}

/** A value that the API server refuses is on none of its objects, and would be no selector. */
function isLabel(text: string): boolean {
  return /=[\w.-]{0,63}$/.test(text);
}

/**
 * The application that stands before the object's own identity: `shop:apps/Deployment:shop/orders`. Of an object with the
 * identity of another one, Argo CD knows that it is a copy.
 */
function applicationOf(object: JsonObject): string | undefined {
  const stated = /^([^:]*):([^:]*):([^/]*)\/(.*)$/.exec(textAt(object, 'metadata', 'annotations', ARGO_CD_ID) ?? '');
  const { group, namespace, ...own } = manifestOf(object);
  const [, application, kind, statedNamespace, name] = stated ?? [];
  const isOwn = kind === `${group}/${own.kind}` && name === own.name && (namespace === undefined || namespace === statedNamespace);
  return isOwn ? application : undefined;
}
