import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Component, ConnectionRecord } from '../../model/component';
import type { PodPlan } from '../../policy/pod-plan';
import type { RolloutPlan } from '../../policy/rollout';
import type { ScalePlan } from '../../policy/scaling';
import { configKey } from '../config-key';
import type { ConfigFile } from '../workload-props';
import { emitHostNamePolicy } from './cilium';
import { emitAutoscaler, emitConfigMap, emitDisruptionBudget, emitNetworkPolicy, emitSecretPaths, emitServiceAccount } from './companions';
import { emitPodMonitor, emitQueueScaler } from './custom-resources';
import type { Owner } from './metadata';
import { emitDeployment } from './workloads';

/** A stateless component, decided. */
export interface ScaledDeployment {
  readonly component: Component;
  readonly plan: PodPlan;
  readonly rollout: RolloutPlan;
  readonly scale: ScalePlan;
  readonly files: readonly ConfigFile[];
  /** Queues that it scales on, where KEDA is there. */
  readonly queues?: readonly ConnectionRecord[];
}

/**
 * A Deployment with everything that belongs to it, but for its Services. Returns whether an autoscaler is among it;
 * where none is, the user may bring one, so whether the Deployment counts its replicas is read late.
 */
export function emitScaledDeployment(scope: Construct, owner: Owner, d: ScaledDeployment, autoscaled: () => boolean): boolean {
  const { cluster } = owner.shop;
  const queues = d.queues ?? [];
  const scales = d.scale.max > d.scale.min;
  const onQueues = scales && cluster.kedaNamespace !== undefined && queues.length > 0;
  const onCpu = scales && !onQueues && cluster.resourceMetrics;
  emitPodCompanions(scope, owner, d.component, d.plan, d.files);
  const replicas = Lazy.any({ produce: () => (autoscaled() ? undefined : d.scale.min) });
  emitDeployment(scope, owner, d.plan, d.rollout, onQueues || onCpu ? undefined : replicas);
  if (onQueues) emitQueueScaler(scope, owner, d.scale, queues);
  if (onCpu) emitAutoscaler(scope, owner, d.scale, d.plan.sidecars.length > 0);
  emitDisruptionBudget(scope, owner);
  return onQueues || onCpu;
}

/** What every component with pods has: identity, config, policy, monitoring. */
export function emitPodCompanions(scope: Construct, owner: Owner, component: Component, plan: PodPlan, files: readonly ConfigFile[]): void {
  emitServiceAccount(scope, owner);
  if (files.length > 0)
    emitConfigMap(scope, 'Config', owner, `${component.name}-config`, Object.fromEntries(files.map((f) => [configKey(f.path), f.content])));
  emitSecretPaths(scope, owner, plan);
  emitNetworkPolicy(scope, owner, component, plan);
  emitHostNamePolicy(scope, owner);
  emitPodMonitor(scope, owner, component.metrics);
}
