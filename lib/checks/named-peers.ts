import type { LabelSelector } from '../manifests/label-selector';
import type { ManifestSet } from '../manifests/manifest-set';
import { NAMESPACE_NAME } from '../manifests/network-end';
import type { PolicyPeer } from '../manifests/network-policy';
import type { PodsView } from '../manifests/pods';
import { indexOf } from './set-index';

/** A peer that is pods. */
export type PodsPeer = Extract<PolicyPeer, { kind: 'pods' }>;

/** The namespaces that a peer names: its policy's own, or those asked for by name; undefined where it asks by other labels. */
export function namedNamespaces({ namespaces }: PodsPeer, own: string): readonly string[] | undefined {
  if (namespaces === undefined) return [own];
  return namespaces.find(isName)?.values;
}

function isName({ key, operator }: LabelSelector[number]): boolean {
  return key === NAMESPACE_NAME && operator === 'In';
}

/** The pods of the set that a peer selects in namespaces, one workload after the other. */
export function* podsAmong(namespaces: readonly string[], { pods }: PodsPeer, manifests: ManifestSet): Generator<PodsView> {
  for (const namespace of namespaces) yield* indexOf(manifests).pods.selected(namespace, pods);
}
