import { numberAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { change, type KustomizePatch, targetOf } from '../kustomize/kustomization';

/**
 * Patches that let finished Jobs stay. Elsewhere they leave by themselves, for kubectl's sake; a tool that compares the
 * cluster with the repository again and again would find them missing and run each migration anew, every time. What it
 * replaces a changed Job by stands in the Job's annotations.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
 */
export function lastingJobs(manifests: readonly Manifest[]): KustomizePatch[] {
  return manifests
    .filter(
      ({ group, kind, body }) => group === 'batch' && kind === 'Job' && numberAt(body, 'spec', 'ttlSecondsAfterFinished') !== undefined,
    )
    .map((job) => change(targetOf(job), [{ op: 'remove', path: '/spec/ttlSecondsAfterFinished' }]));
}
