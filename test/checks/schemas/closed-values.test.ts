import { WRONG_VALUE } from '../../../lib/checks/rules/wrong-value';
import { CLOSED_FIELDS, closedValues } from '../../../lib/checks/schemas/closed-values';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf } from '../../support/checked';

const KINDS: Readonly<Record<string, string>> = {
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  CSIDriver: 'storage.k8s.io/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Pod: 'v1',
  PodDisruptionBudget: 'policy/v1',
  ResourceQuota: 'v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Service: 'v1',
  StatefulSet: 'apps/v1',
  StorageClass: 'storage.k8s.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
};

/** Whether the newest version takes a value at a place of a kind. */
function taken(kind: string, fields: string, value: string): boolean {
  const yaml = `{ apiVersion: ${KINDS[kind]}, kind: ${kind}, metadata: { name: it }, ${fields.replace('$', JSON.stringify(value))} }`;
  return findingsOf(WRONG_VALUE, yaml, { kubernetes: KubernetesVersion.V1_36 }).length === 0;
}

/**
 * What the validation of the API server takes and what it refuses, place by place.
 * @see https://github.com/kubernetes/kubernetes/tree/v1.36.3/pkg/apis
 */
const FACTS: readonly (readonly [kind: string, fields: string, taken: readonly string[], refused: readonly string[]])[] = [
  [
    'HorizontalPodAutoscaler',
    'spec: { behavior: { scaleUp: { selectPolicy: $ } } }',
    ['Max', 'Min', 'Disabled'],
    ['max', 'None', 'MinPolicySelect'],
  ],
  [
    'HorizontalPodAutoscaler',
    'spec: { behavior: { scaleDown: { policies: [{ type: $ }] } } }',
    ['Pods', 'Percent'],
    ['Percentage', 'pods'],
  ],
  [
    'HorizontalPodAutoscaler',
    'spec: { metrics: [{ type: $ }] }',
    ['Resource', 'ContainerResource', 'Pods', 'Object', 'External'],
    ['CPU', 'Container'],
  ],
  [
    'HorizontalPodAutoscaler',
    'spec: { metrics: [{ type: Resource, resource: { name: cpu, target: { type: $ } } }] }',
    ['Utilization', 'AverageValue', 'Value'],
    ['AverageUtilization', 'utilization', 'Average'],
  ],
  ['PodDisruptionBudget', 'spec: { unhealthyPodEvictionPolicy: $ }', ['IfHealthyBudget', 'AlwaysAllow'], ['Always', 'IfHealthy']],
  [
    'PodDisruptionBudget',
    'spec: { selector: { matchExpressions: [{ key: a, operator: $ }] } }',
    ['In', 'NotIn', 'Exists', 'DoesNotExist'],
    ['Equal', '=', 'in', 'Gt', 'Lt'],
  ],
  [
    'NetworkPolicy',
    'spec: { podSelector: { matchExpressions: [{ key: a, operator: $ }] } }',
    ['In', 'NotIn', 'Exists', 'DoesNotExist'],
    ['Equals', 'Gt'],
  ],
  ['NetworkPolicy', 'spec: { podSelector: {}, policyTypes: [$] }', ['Ingress', 'Egress'], ['ingress', 'Both']],
  ['NetworkPolicy', 'spec: { podSelector: {}, ingress: [{ ports: [{ protocol: $ }] }] }', ['TCP', 'UDP', 'SCTP'], ['tcp', 'HTTP']],
  [
    'Pod',
    'spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: $ }] }] } } } }',
    ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
    ['Equal', 'GreaterThan'],
  ],
  ['Pod', 'spec: { tolerations: [{ operator: $ }] }', ['Exists', 'Equal'], ['In', 'NotEqual']],
  ['Pod', 'spec: { tolerations: [{ effect: $ }] }', ['NoSchedule', 'PreferNoSchedule', 'NoExecute'], ['Evict', 'noSchedule']],
  ['Pod', 'spec: { topologySpreadConstraints: [{ whenUnsatisfiable: $ }] }', ['DoNotSchedule', 'ScheduleAnyway'], ['Ignore', 'Schedule']],
  ['Pod', 'spec: { topologySpreadConstraints: [{ nodeTaintsPolicy: $ }] }', ['Honor', 'Ignore'], ['Honour']],
  ['Pod', 'spec: { dnsPolicy: $ }', ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'], ['Cluster']],
  ['Pod', 'spec: { restartPolicy: $ }', ['Always', 'OnFailure', 'Never'], ['on-failure', 'UnlessStopped']],
  ['Pod', 'spec: { os: { name: $ } }', ['linux', 'windows'], ['Linux', 'darwin']],
  [
    'Pod',
    'spec: { volumes: [{ name: v, hostPath: { path: /a, type: $ } }] }',
    ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
    ['directory', 'Dir'],
  ],
  ['Pod', 'spec: { containers: [{ name: a, imagePullPolicy: $ }] }', ['Always', 'IfNotPresent', 'Never', ''], ['ifNotPresent', 'Missing']],
  ['Pod', 'spec: { ephemeralContainers: [{ name: a, imagePullPolicy: $ }] }', ['Always', 'IfNotPresent', 'Never'], ['Allways']],
  ['Pod', 'spec: { containers: [{ name: a, terminationMessagePolicy: $ }] }', ['File', 'FallbackToLogsOnError'], ['Logs']],
  [
    'Pod',
    'spec: { containers: [{ name: a, resizePolicy: [{ resourceName: $, restartPolicy: NotRequired }] }] }',
    ['cpu', 'memory'],
    ['storage', 'CPU'],
  ],
  [
    'Pod',
    'spec: { containers: [{ name: a, resizePolicy: [{ resourceName: cpu, restartPolicy: $ }] }] }',
    ['NotRequired', 'RestartContainer'],
    ['Restart', 'Never'],
  ],
  [
    'Pod',
    'spec: { containers: [{ name: a, volumeMounts: [{ mountPropagation: $ }] }] }',
    ['None', 'HostToContainer', 'Bidirectional'],
    ['Private'],
  ],
  ['Pod', 'spec: { containers: [{ name: a, volumeMounts: [{ recursiveReadOnly: $ }] }] }', ['Disabled', 'IfPossible', 'Enabled'], ['true']],
  [
    'Pod',
    'spec: { securityContext: { seccompProfile: { type: $ } } }',
    ['RuntimeDefault', 'Localhost', 'Unconfined'],
    ['runtime/default', 'DockerDefault'],
  ],
  ['Pod', 'spec: { securityContext: { fsGroupChangePolicy: $ } }', ['OnRootMismatch', 'Always'], ['Never']],
  ['Pod', 'spec: { securityContext: { seLinuxChangePolicy: $ } }', ['Recursive', 'MountOption'], ['Mount']],
  ['Service', 'spec: { type: $ }', ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'], ['Headless', 'clusterIP']],
  ['Service', 'spec: { ipFamilyPolicy: $ }', ['SingleStack', 'PreferDualStack', 'RequireDualStack'], ['DualStack']],
  ['Service', 'spec: { sessionAffinity: $ }', ['None', 'ClientIP'], ['Cookie']],
  ['Service', 'spec: { externalTrafficPolicy: $ }', ['Cluster', 'Local'], ['Global']],
  ['Service', 'spec: { trafficDistribution: $ }', ['PreferClose', 'PreferSameZone', 'PreferSameNode'], ['PreferLocal', 'Close']],
  ['StatefulSet', 'spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: $ } }', ['Retain', 'Delete'], ['Recycle', 'Keep']],
  ['StatefulSet', 'spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: $ } }', ['Retain', 'Delete'], ['delete']],
  ['StatefulSet', 'spec: { podManagementPolicy: $ }', ['OrderedReady', 'Parallel'], ['Ordered']],
  ['Job', 'spec: { podFailurePolicy: { rules: [{ action: $ }] } }', ['FailJob', 'FailIndex', 'Ignore', 'Count'], ['Fail']],
  ['Job', 'spec: { completionMode: $ }', ['NonIndexed', 'Indexed'], ['Index']],
  [
    'Ingress',
    'spec: { rules: [{ http: { paths: [{ pathType: $ }] } }] }',
    ['Exact', 'Prefix', 'ImplementationSpecific'],
    ['Regex', 'prefix'],
  ],
  ['StorageClass', 'reclaimPolicy: $', ['Delete', 'Retain'], ['Recycle', 'Keep']],
  ['StorageClass', 'volumeBindingMode: $', ['Immediate', 'WaitForFirstConsumer'], ['Wait']],
  ['CSIDriver', 'spec: { volumeLifecycleModes: [$] }', ['Persistent', 'Ephemeral'], ['Inline']],
  ['RoleBinding', 'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: $, name: a }', ['Role', 'ClusterRole'], ['role', 'Roles']],
  ['ClusterRoleBinding', 'subjects: [{ kind: $, name: a }]', ['User', 'Group', 'ServiceAccount'], ['Serviceaccount', 'Role']],
  [
    'ResourceQuota',
    'spec: { scopes: [$] }',
    ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity', 'VolumeAttributesClass'],
    ['Burstable', 'Guaranteed'],
  ],
  ['ValidatingWebhookConfiguration', 'webhooks: [{ sideEffects: $ }]', ['None', 'NoneOnDryRun'], ['Unknown', 'Some']],
  ['ValidatingWebhookConfiguration', 'webhooks: [{ failurePolicy: $ }]', ['Fail', 'Ignore'], ['Closed']],
  [
    'ValidatingWebhookConfiguration',
    'webhooks: [{ rules: [{ operations: [$] }] }]',
    ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
    ['create', 'PATCH'],
  ],
  ['ValidatingWebhookConfiguration', 'webhooks: [{ rules: [{ scope: $ }] }]', ['*', 'Cluster', 'Namespaced'], ['Namespace']],
];

test.each(FACTS)('%s %s takes %j and refuses %j', (kind, fields, accepted, refused) => {
  expect(accepted.filter((value) => !taken(kind, fields, value))).toEqual([]);
  expect(refused.filter((value) => taken(kind, fields, value))).toEqual([]);
});

test('every closed field has at least one value, each once, none of them empty', () => {
  for (const place of CLOSED_FIELDS) {
    const split = place.lastIndexOf('.');
    const values = closedValues(place.slice(0, split), place.slice(split + 1)) ?? [];
    expect([place, values.length > 0, new Set(values).size, values.includes('')]).toEqual([place, true, values.length, false]);
  }
});
