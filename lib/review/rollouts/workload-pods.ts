import { at, requiredTextAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { podsText, replicaRange } from './replica-range';

/** Kinds of workloads that run for as long as they are there. */
export const LASTING_WORKLOADS: readonly string[] = [
  '/Pod',
  '/ReplicationController',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
];

/** `its 3 pods`, as the workload has them; undefined for one that has none. */
export function ownPods(manifest: Manifest, manifests: ManifestSet): string | undefined {
  if (manifest.kind === 'Pod') return 'its pod';
  if (manifest.kind === 'DaemonSet') return 'its pod on every node that it is for';
  const range = replicaRange(manifest, manifests);
  return range.most === 0 ? undefined : `its ${podsText(range)}`;
}

/**
 * Why a workload gets no pods though it is accepted; undefined where it gets them. Each pod of a StatefulSet bears its
 * name and a revision of 11 characters as one label, which takes 63.
 * @see https://github.com/kubernetes/kubernetes/issues/64023
 */
export function withoutPods({ kind, name, body }: Manifest): string | undefined {
  if (kind === 'StatefulSet' && name.length > 52)
    return `never gets a pod: the label of their revision would have ${name.length + 11} characters, and 63 are allowed`;
  if (kind === 'Deployment' && at(body, 'spec', 'paused') === true) return 'gets no pods while it is paused';
  return undefined;
}

/** Where a workload is, for kubectl: `deployment storefront -n shop`. */
export function kubectlName({ kind, name, namespace }: Manifest): string {
  return `${kind.toLowerCase()} ${name}${namespace === undefined ? '' : ` -n ${namespace}`}`;
}

/** When a CronJob runs, in its own words. */
export function scheduleText({ body }: Manifest): string {
  const zone = textAt(body, 'spec', 'timeZone');
  return `"${requiredTextAt(body, 'spec', 'schedule')}"${zone === undefined ? '' : ` (${zone})`}`;
}
