/**
 * Fields that API servers know before they keep them: while the feature's gate is off, which is its default, the field is
 * dropped without a word. The number is the minor version since which the gate is
 * on by default; of some it is off in every version.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
const KEPT_SINCE: Readonly<Record<string, number | 'later'>> = {
  'autoscaling.v2.HPAScalingRules.tolerance': 35,
  'apps.v1.RollingUpdateStatefulSetStrategy.maxUnavailable': 'later',
  'batch.v1.JobSpec.backoffLimitPerIndex': 29,
  'batch.v1.JobSpec.managedBy': 32,
  'batch.v1.JobSpec.maxFailedIndexes': 29,
  'batch.v1.JobSpec.podReplacementPolicy': 29,
  'batch.v1.JobSpec.successPolicy': 31,
  'core.v1.Container.resizePolicy': 33,
  'core.v1.Container.restartPolicy': 29,
  'core.v1.Container.restartPolicyRules': 35,
  'core.v1.EnvVarSource.fileKeyRef': 35,
  'core.v1.Lifecycle.stopSignal': 'later',
  'core.v1.LifecycleHandler.sleep': 30,
  'core.v1.PersistentVolumeClaimSpec.volumeAttributesClassName': 34,
  'core.v1.PersistentVolumeSpec.volumeAttributesClassName': 34,
  'core.v1.PodAffinityTerm.matchLabelKeys': 31,
  'core.v1.PodAffinityTerm.mismatchLabelKeys': 31,
  'core.v1.PodSecurityContext.seLinuxChangePolicy': 33,
  'core.v1.PodSecurityContext.supplementalGroupsPolicy': 33,
  'core.v1.PodSpec.hostUsers': 33,
  'core.v1.PodSpec.hostnameOverride': 35,
  'core.v1.PodSpec.resourceClaims': 34,
  'core.v1.PodSpec.resources': 34,
  'core.v1.PodSpec.schedulingGroup': 'later',
  'core.v1.ResourceRequirements.claims': 34,
  'core.v1.ServiceSpec.trafficDistribution': 31,
  'core.v1.TypedObjectReference.namespace': 'later',
  'core.v1.Volume.image': 35,
  'core.v1.VolumeMount.recursiveReadOnly': 31,
  'core.v1.VolumeProjection.clusterTrustBundle': 'later',
  'core.v1.VolumeProjection.podCertificate': 'later',
  'storage.v1.CSIDriverSpec.nodeAllocatableUpdatePeriodSeconds': 35,
  'storage.v1.CSIDriverSpec.preventPodSchedulingIfMissing': 'later',
  'storage.v1.CSIDriverSpec.seLinuxMount': 28,
};

/**
 * When API servers keep a field that they have known for longer: the first minor version, or "later"; undefined for a field
 * that this version keeps.
 */
export function keptSince(definition: string, field: string, minor: number): number | 'later' | undefined {
  const since = KEPT_SINCE[`${definition}.${field}`];
  return typeof since === 'number' && since <= minor ? undefined : since;
}

/** The fields with a gate, for the test that each is one of the table's. */
export const GATED_FIELDS: readonly string[] = Object.keys(KEPT_SINCE);
