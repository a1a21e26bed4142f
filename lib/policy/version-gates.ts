import type { KubernetesVersion } from '../model/kubernetes-version';

/**
 * First minor version in which a field is served with its feature gate on by default.
 * Before it, the API server refuses the field as unknown or drops it without a word.
 */
const FIELDS = {
  /** KEP-3960: known from 1.29, on from 1.30. */
  sleepAction: 30,
  /** KEP-753: on from 1.29. Below it, a "sidecar" would be an init container that never ends. */
  nativeSidecar: 29,
  /** KEP-4444: on from 1.31. */
  trafficDistribution: 31,
  /** KEP-3015: on from 1.34, where `PreferClose` becomes its old name. */
  preferSameZone: 34,
  /** KEP-3619: on from 1.33. */
  strictSupplementalGroups: 33,
  /** KEP-127: on from 1.33, but needs the runtime's help; an option, never a default. */
  userNamespaces: 33,
} as const;

/** A field of the API that is newer than the oldest supported version. */
export type GatedField = keyof typeof FIELDS;

/**
 * Whether the target version serves the field.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/features/kube_features.go
 */
export function serves(version: KubernetesVersion, field: GatedField): boolean {
  return version.minor >= FIELDS[field];
}
