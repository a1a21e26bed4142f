const PULL = ['Always', 'IfNotPresent', 'Never'];
const PROTOCOL = ['TCP', 'UDP', 'SCTP'];
const MESSAGE = ['File', 'FallbackToLogsOnError'];
const ACCESS = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
const VOLUME = ['Filesystem', 'Block'];
const POLICY = ['Cluster', 'Local'];
const PREEMPTION = ['PreemptLowerPriority', 'Never'];
const FAILURE = ['Fail', 'Ignore'];
const MATCH = ['Exact', 'Equivalent'];
const UPDATE = ['RollingUpdate', 'OnDelete'];
const LOCALHOST = ['RuntimeDefault', 'Localhost', 'Unconfined'];
const HONOR = ['Honor', 'Ignore'];
const EFFECT = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/**
 * Fields whose values the API server closes in its validation; published schemas leave them open. Only fields of manifests,
 * with the values that every version takes or that the newest has added.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/generated/openapi/zz_generated.openapi.go
 */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'admissionregistration.v1.MutatingWebhook.failurePolicy': FAILURE,
  'admissionregistration.v1.MutatingWebhook.matchPolicy': MATCH,
  'admissionregistration.v1.MutatingWebhook.reinvocationPolicy': ['Never', 'IfNeeded'],
  'admissionregistration.v1.ValidatingAdmissionPolicySpec.failurePolicy': FAILURE,
  'admissionregistration.v1.ValidatingWebhook.failurePolicy': FAILURE,
  'admissionregistration.v1.ValidatingWebhook.matchPolicy': MATCH,
  'apps.v1.DaemonSetUpdateStrategy.type': UPDATE,
  'apps.v1.DeploymentStrategy.type': ['RollingUpdate', 'Recreate'],
  'apps.v1.StatefulSetSpec.podManagementPolicy': ['OrderedReady', 'Parallel'],
  'apps.v1.StatefulSetUpdateStrategy.type': UPDATE,
  'autoscaling.v2.HPAScalingRules.selectPolicy': ['Max', 'Min', 'Disabled'],
  'autoscaling.v2.MetricSpec.type': ['Resource', 'ContainerResource', 'Pods', 'Object', 'External'],
  'autoscaling.v2.MetricTarget.type': ['Utilization', 'AverageValue', 'Value'],
  'batch.v1.CronJobSpec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
  'batch.v1.JobSpec.completionMode': ['NonIndexed', 'Indexed'],
  'batch.v1.JobSpec.podReplacementPolicy': ['TerminatingOrFailed', 'Failed'],
  'batch.v1.PodFailurePolicyOnExitCodesRequirement.operator': ['In', 'NotIn'],
  'batch.v1.PodFailurePolicyRule.action': ['FailJob', 'FailIndex', 'Ignore', 'Count'],
  'core.v1.AppArmorProfile.type': LOCALHOST,
  'core.v1.Container.imagePullPolicy': PULL,
  'core.v1.Container.terminationMessagePolicy': MESSAGE,
  'core.v1.ContainerPort.protocol': PROTOCOL,
  'core.v1.HTTPGetAction.scheme': ['HTTP', 'HTTPS'],
  'core.v1.NodeSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
  'core.v1.PersistentVolumeClaimSpec.accessModes': ACCESS,
  'core.v1.PersistentVolumeClaimSpec.volumeMode': VOLUME,
  'core.v1.PersistentVolumeSpec.accessModes': ACCESS,
  'core.v1.PersistentVolumeSpec.persistentVolumeReclaimPolicy': ['Retain', 'Delete', 'Recycle'],
  'core.v1.PersistentVolumeSpec.volumeMode': VOLUME,
  'core.v1.PodSecurityContext.fsGroupChangePolicy': ['OnRootMismatch', 'Always'],
  'core.v1.PodSecurityContext.supplementalGroupsPolicy': ['Merge', 'Strict'],
  'core.v1.PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'core.v1.PodSpec.preemptionPolicy': PREEMPTION,
  'core.v1.PodSpec.restartPolicy': ['Always', 'OnFailure', 'Never'],
  'core.v1.SeccompProfile.type': LOCALHOST,
  'core.v1.SecurityContext.procMount': ['Default', 'Unmasked'],
  'core.v1.ServicePort.protocol': PROTOCOL,
  'core.v1.ServiceSpec.externalTrafficPolicy': POLICY,
  'core.v1.ServiceSpec.internalTrafficPolicy': POLICY,
  'core.v1.ServiceSpec.ipFamilies': ['IPv4', 'IPv6'],
  'core.v1.ServiceSpec.ipFamilyPolicy': ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  'core.v1.ServiceSpec.sessionAffinity': ['None', 'ClientIP'],
  'core.v1.ServiceSpec.type': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  'core.v1.Taint.effect': EFFECT,
  'core.v1.Toleration.effect': EFFECT,
  'core.v1.Toleration.operator': ['Exists', 'Equal', 'Gt', 'Lt'],
  'core.v1.TopologySpreadConstraint.nodeAffinityPolicy': HONOR,
  'core.v1.TopologySpreadConstraint.nodeTaintsPolicy': HONOR,
  'core.v1.TopologySpreadConstraint.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'core.v1.VolumeMount.mountPropagation': ['None', 'HostToContainer', 'Bidirectional'],
  'discovery.v1.EndpointPort.protocol': PROTOCOL,
  'discovery.v1.EndpointSlice.addressType': ['IPv4', 'IPv6', 'FQDN'],
  'meta.v1.LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'networking.v1.HTTPIngressPath.pathType': ['Exact', 'Prefix', 'ImplementationSpecific'],
  'networking.v1.NetworkPolicyPort.protocol': PROTOCOL,
  'networking.v1.NetworkPolicySpec.policyTypes': ['Ingress', 'Egress'],
  'policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': ['IfHealthyBudget', 'AlwaysAllow'],
  'scheduling.v1.PriorityClass.preemptionPolicy': PREEMPTION,
  'storage.v1.StorageClass.reclaimPolicy': ['Delete', 'Retain', 'Recycle'],
  'storage.v1.StorageClass.volumeBindingMode': ['Immediate', 'WaitForFirstConsumer'],
};

/** The values that a field of a definition takes; undefined where they are open. */
export function closedValues(definition: string, field: string): readonly string[] | undefined {
  return VALUES[`${definition}.${field}`];
}

/** The fields with closed values, for the test that each is one of the table's. */
export const CLOSED_FIELDS: readonly string[] = Object.keys(VALUES);
