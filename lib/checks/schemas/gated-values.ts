import { isObject, type Json } from '../../manifests/json';

/** A value that its field takes from a version on: "later" where no known version takes it without a feature gate. */
export interface ValueGate {
  readonly since: number | 'later';
  /** What earlier versions do with it: refuse the object, or drop the value without a word. */
  readonly earlier: 'refused' | 'dropped';
  /** A value that earlier versions take, and that comes near. */
  readonly instead?: string;
}

const ZONES: ValueGate = { since: 34, earlier: 'refused', instead: 'PreferClose' };
const COMPARISON: ValueGate = { since: 'later', earlier: 'refused' };
const NO_REPLICAS: ValueGate = { since: 'later', earlier: 'refused', instead: '1' };
const RESTART: ValueGate = { since: 35, earlier: 'refused' };
const CLASS_SCOPE: ValueGate = { since: 34, earlier: 'refused' };

/**
 * Values that are newer than their fields. Where the field itself has a gate, that of the value counts beside it.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/features/kube_features.go
 */
const GATES: Readonly<Record<string, Readonly<Record<string, ValueGate>>>> = {
  'autoscaling.v1.HorizontalPodAutoscalerSpec.minReplicas': { 0: NO_REPLICAS },
  'autoscaling.v2.HorizontalPodAutoscalerSpec.minReplicas': { 0: NO_REPLICAS },
  'batch.v1.PodFailurePolicyRule.action': { FailIndex: { since: 29, earlier: 'dropped' } },
  'core.v1.Container.restartPolicy': { Never: RESTART, OnFailure: RESTART },
  'core.v1.ContainerRestartRule.action': { RestartAllContainers: { since: 36, earlier: 'refused', instead: 'Restart' } },
  'core.v1.ResourceQuotaSpec.scopes': { VolumeAttributesClass: CLASS_SCOPE },
  'core.v1.ScopedResourceSelectorRequirement.scopeName': { VolumeAttributesClass: CLASS_SCOPE },
  'core.v1.SecurityContext.procMount': { Unmasked: { since: 33, earlier: 'dropped' } },
  'core.v1.ServiceSpec.trafficDistribution': { PreferSameNode: ZONES, PreferSameZone: ZONES },
  'core.v1.SleepAction.seconds': { 0: { since: 33, earlier: 'refused', instead: '1' } },
  'core.v1.Toleration.operator': { Gt: COMPARISON, Lt: COMPARISON },
};

/** The gate that a value does not pass at a minor version. */
export function valueGate(definition: string, field: string, value: Json, minor: number): ValueGate | undefined {
  if (isObject(value) || Array.isArray(value)) return undefined;
  const gates = GATES[`${definition}.${field}`];
  const gate = gates && Object.hasOwn(gates, `${value}`) ? gates[`${value}`] : undefined;
  return gate && typeof gate.since === 'number' && gate.since <= minor ? undefined : gate;
}

/** Every value with a gate, for the test that its field takes it at last. */
export const GATED_VALUES: readonly (readonly [field: string, value: string])[] = Object.entries(GATES).flatMap(([field, gates]) =>
  Object.keys(gates).map((value) => [field, value] as const),
);
