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
const REINVOCATION = ['Never', 'IfNeeded'];
const SIDE_EFFECTS = ['None', 'NoneOnDryRun'];
const RETENTION = ['Retain', 'Delete'];
const RESTART = ['Always', 'OnFailure', 'Never'];
const SELECTION = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const SCOPES = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
];

/**
 * Fields whose values the API server closes in its validation; published schemas leave them open. Only fields of manifests,
 * with the values that every version takes or that the newest has added.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/generated/openapi/zz_generated.openapi.go
 */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'admissionregistration.v1.MatchResources.matchPolicy': MATCH,
  'admissionregistration.v1.MutatingAdmissionPolicySpec.failurePolicy': FAILURE,
  'admissionregistration.v1.MutatingAdmissionPolicySpec.reinvocationPolicy': REINVOCATION,
  'admissionregistration.v1.MutatingWebhook.failurePolicy': FAILURE,
  'admissionregistration.v1.MutatingWebhook.matchPolicy': MATCH,
  'admissionregistration.v1.MutatingWebhook.reinvocationPolicy': REINVOCATION,
  'admissionregistration.v1.MutatingWebhook.sideEffects': SIDE_EFFECTS,
  'admissionregistration.v1.Mutation.patchType': ['ApplyConfiguration', 'JSONPatch'],
  'admissionregistration.v1.ParamRef.parameterNotFoundAction': ['Allow', 'Deny'],
  'admissionregistration.v1.RuleWithOperations.operations': ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
  'admissionregistration.v1.RuleWithOperations.scope': ['*', 'Cluster', 'Namespaced'],
  'admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec.validationActions': ['Deny', 'Warn', 'Audit'],
  'admissionregistration.v1.ValidatingAdmissionPolicySpec.failurePolicy': FAILURE,
  'admissionregistration.v1.ValidatingWebhook.failurePolicy': FAILURE,
  'admissionregistration.v1.ValidatingWebhook.matchPolicy': MATCH,
  'admissionregistration.v1.ValidatingWebhook.sideEffects': SIDE_EFFECTS,
  'apps.v1.DaemonSetUpdateStrategy.type': UPDATE,
  'apps.v1.DeploymentStrategy.type': ['RollingUpdate', 'Recreate'],
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': RETENTION,
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': RETENTION,
  'apps.v1.StatefulSetSpec.podManagementPolicy': ['OrderedReady', 'Parallel'],
  'apps.v1.StatefulSetUpdateStrategy.type': UPDATE,
  'autoscaling.v2.HPAScalingPolicy.type': ['Pods', 'Percent'],
  'autoscaling.v2.HPAScalingRules.selectPolicy': ['Max', 'Min', 'Disabled'],
  'autoscaling.v2.MetricSpec.type': ['Resource', 'ContainerResource', 'Pods', 'Object', 'External'],
  'autoscaling.v2.MetricTarget.type': ['Utilization', 'AverageValue', 'Value'],
  'batch.v1.CronJobSpec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
  'batch.v1.JobSpec.completionMode': ['NonIndexed', 'Indexed'],
  'batch.v1.JobSpec.podReplacementPolicy': ['TerminatingOrFailed', 'Failed'],
  'batch.v1.PodFailurePolicyOnExitCodesRequirement.operator': ['In', 'NotIn'],
  'batch.v1.PodFailurePolicyRule.action': ['FailJob', 'FailIndex', 'Ignore', 'Count'],
  'core.v1.AppArmorProfile.type': LOCALHOST,
  'core.v1.AzureDiskVolumeSource.cachingMode': ['None', 'ReadOnly', 'ReadWrite'],
  'core.v1.AzureDiskVolumeSource.kind': ['Shared', 'Dedicated', 'Managed'],
  'core.v1.Container.imagePullPolicy': PULL,
  'core.v1.Container.restartPolicy': RESTART,
  'core.v1.Container.terminationMessagePolicy': MESSAGE,
  'core.v1.ContainerPort.protocol': PROTOCOL,
  'core.v1.ContainerResizePolicy.resourceName': ['cpu', 'memory'],
  'core.v1.ContainerResizePolicy.restartPolicy': ['NotRequired', 'RestartContainer'],
  'core.v1.ContainerRestartRule.action': ['Restart', 'RestartAllContainers'],
  'core.v1.ContainerRestartRuleOnExitCodes.operator': ['In', 'NotIn'],
  'core.v1.EndpointPort.protocol': PROTOCOL,
  'core.v1.EphemeralContainer.imagePullPolicy': PULL,
  'core.v1.EphemeralContainer.terminationMessagePolicy': MESSAGE,
  'core.v1.HTTPGetAction.scheme': ['HTTP', 'HTTPS'],
  'core.v1.HostPathVolumeSource.type': ['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
  'core.v1.ImageVolumeSource.pullPolicy': PULL,
  'core.v1.NodeSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
  'core.v1.PersistentVolumeClaimSpec.accessModes': ACCESS,
  'core.v1.PersistentVolumeClaimSpec.volumeMode': VOLUME,
  'core.v1.PersistentVolumeSpec.accessModes': ACCESS,
  'core.v1.PersistentVolumeSpec.persistentVolumeReclaimPolicy': ['Retain', 'Delete', 'Recycle'],
  'core.v1.PersistentVolumeSpec.volumeMode': VOLUME,
  'core.v1.PodOS.name': ['linux', 'windows'],
  'core.v1.PodSecurityContext.fsGroupChangePolicy': ['OnRootMismatch', 'Always'],
  'core.v1.PodSecurityContext.seLinuxChangePolicy': ['Recursive', 'MountOption'],
  'core.v1.PodSecurityContext.supplementalGroupsPolicy': ['Merge', 'Strict'],
  'core.v1.PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'core.v1.PodSpec.preemptionPolicy': PREEMPTION,
  'core.v1.PodSpec.restartPolicy': RESTART,
  'core.v1.ResourceQuotaSpec.scopes': SCOPES,
  'core.v1.ScopedResourceSelectorRequirement.operator': SELECTION,
  'core.v1.ScopedResourceSelectorRequirement.scopeName': SCOPES,
  'core.v1.SeccompProfile.type': LOCALHOST,
  'core.v1.SecurityContext.procMount': ['Default', 'Unmasked'],
  'core.v1.ServicePort.protocol': PROTOCOL,
  'core.v1.ServiceSpec.externalTrafficPolicy': POLICY,
  'core.v1.ServiceSpec.internalTrafficPolicy': POLICY,
  'core.v1.ServiceSpec.ipFamilies': ['IPv4', 'IPv6'],
  'core.v1.ServiceSpec.ipFamilyPolicy': ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  'core.v1.ServiceSpec.sessionAffinity': ['None', 'ClientIP'],
  'core.v1.ServiceSpec.trafficDistribution': ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
  'core.v1.ServiceSpec.type': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  'core.v1.Taint.effect': EFFECT,
  'core.v1.Toleration.effect': EFFECT,
  'core.v1.Toleration.operator': ['Exists', 'Equal', 'Gt', 'Lt'],
  'core.v1.TopologySpreadConstraint.nodeAffinityPolicy': HONOR,
  'core.v1.TopologySpreadConstraint.nodeTaintsPolicy': HONOR,
  'core.v1.TopologySpreadConstraint.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'core.v1.VolumeMount.mountPropagation': ['None', 'HostToContainer', 'Bidirectional'],
  'core.v1.VolumeMount.recursiveReadOnly': ['Disabled', 'IfPossible', 'Enabled'],
  'discovery.v1.EndpointPort.protocol': PROTOCOL,
  'discovery.v1.EndpointSlice.addressType': ['IPv4', 'IPv6', 'FQDN'],
  'flowcontrol.v1.FlowDistinguisherMethod.type': ['ByUser', 'ByNamespace'],
  'flowcontrol.v1.LimitResponse.type': ['Queue', 'Reject'],
  'flowcontrol.v1.PriorityLevelConfigurationSpec.type': ['Exempt', 'Limited'],
  'meta.v1.LabelSelectorRequirement.operator': SELECTION,
  'networking.v1.HTTPIngressPath.pathType': ['Exact', 'Prefix', 'ImplementationSpecific'],
  'networking.v1.IngressClassParametersReference.scope': ['Cluster', 'Namespace'],
  'networking.v1.NetworkPolicyPort.protocol': PROTOCOL,
  'networking.v1.NetworkPolicySpec.policyTypes': ['Ingress', 'Egress'],
  'policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': ['IfHealthyBudget', 'AlwaysAllow'],
  'rbac.v1.RoleRef.kind': ['Role', 'ClusterRole'],
  'rbac.v1.Subject.kind': ['User', 'Group', 'ServiceAccount'],
  'scheduling.v1.PriorityClass.preemptionPolicy': PREEMPTION,
  'storage.v1.CSIDriverSpec.fsGroupPolicy': ['ReadWriteOnceWithFSType', 'File', 'None'],
  'storage.v1.CSIDriverSpec.volumeLifecycleModes': ['Persistent', 'Ephemeral'],
  'storage.v1.StorageClass.reclaimPolicy': ['Delete', 'Retain'],
  'storage.v1.StorageClass.volumeBindingMode': ['Immediate', 'WaitForFirstConsumer'],
};

/** The values that a field of a definition takes; undefined where they are open. */
export function closedValues(definition: string, field: string): readonly string[] | undefined {
  return VALUES[`${definition}.${field}`];
}

/** The fields with closed values, for the test that each is one of the table's. */
export const CLOSED_FIELDS: readonly string[] = Object.keys(VALUES);
