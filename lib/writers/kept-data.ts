import { objectAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';

/** Annotation in which Argo CD is told what not to do with an object. */
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** Whether an object holds data that no tool may delete: its construct says so to Argo CD and Flux. */
export function isKept({ body }: Manifest): boolean {
  return textAt(objectAt(body, 'metadata', 'annotations'), SYNC_OPTIONS)?.includes('Prune=false') === true;
}

/** Whether deleting an object would delete data: it holds some, or it is the namespace of what does. */
export function keepsData(manifest: Manifest, all: readonly Manifest[]): boolean {
  return isKept(manifest) || (manifest.group === '' && manifest.kind === 'Namespace' && all.some(isKept));
}
