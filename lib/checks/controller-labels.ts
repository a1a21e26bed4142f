import type { LabelSelector } from '../manifests/label-selector';

/**
 * Labels that controllers put on each pod, so that no template has them.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const OF_CONTROLLERS: ReadonlySet<string> = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-generation',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/** What a selector asks of the pods of a template; what it asks beside, for one pod of a StatefulSet or a Job, no manifest shows. */
export function askedOfTemplates(selector: LabelSelector): LabelSelector {
  return selector.filter(({ key }) => !OF_CONTROLLERS.has(key));
}
