import { Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { sortedRecord } from '../../core/order';
import type { Component } from '../../model/component';
import { DISRUPTION } from '../../policy/availability';
import { peerLabels, selectorOf } from '../../policy/labels';
import { type NetworkPlan, type PolicyRule, planNetwork } from '../../policy/network';
import type { PodPlan } from '../../policy/pod-plan';
import { probedPorts } from '../../policy/probed-ports';
import { SCALE_BEHAVIOR, type ScalePlan } from '../../policy/scaling';
import { pathsConfigMap, secretPaths } from './env';
import { metadataOf, type Owner } from './metadata';
import { addTrafficDistribution } from './newer-fields';
import { emitObject } from './object';

/** The component's own ServiceAccount, without a token unless the pods ask. */
export function emitServiceAccount(scope: Construct, owner: Owner): void {
  emitObject(
    scope,
    'ServiceAccount',
    k8s.KubeServiceAccount.manifest({ metadata: metadataOf(owner), automountServiceAccountToken: false }),
  );
}

/** One eviction at a time. */
export function emitDisruptionBudget(scope: Construct, owner: Owner): void {
  const { maxUnavailable, unhealthyPodEvictionPolicy } = DISRUPTION;
  const manifest = k8s.KubePodDisruptionBudget.manifest({
    metadata: metadataOf(owner),
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable),
      unhealthyPodEvictionPolicy,
      selector: { matchLabels: selectorOf(owner.component.name) },
    },
  });
  emitObject(scope, 'DisruptionBudget', manifest);
}

/** Scaling on CPU: of the pod, or of its main container, where idle sidecars would water the average down. */
export function emitAutoscaler(scope: Construct, owner: Owner, scale: ScalePlan, sidecars: boolean): void {
  const target = { type: 'Utilization', averageUtilization: scale.cpuPercent };
  const { name } = owner.component;
  const manifest = k8s.KubeHorizontalPodAutoscalerV2.manifest({
    metadata: metadataOf(owner),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: scale.min,
      maxReplicas: scale.max,
      metrics: [
        sidecars
          ? { type: 'ContainerResource', containerResource: { name: 'cpu', container: name, target } }
          : { type: 'Resource', resource: { name: 'cpu', target } },
      ],
      behavior: SCALE_BEHAVIOR,
    },
  });
  emitObject(scope, 'Autoscaler', manifest);
}

/** The component's NetworkPolicy: the one object that depends on other components, so its spec is read late. */
export function emitNetworkPolicy(scope: Construct, owner: Owner, component: Component, plan: PodPlan): void {
  const probed = probedPorts(plan);
  emitLatePolicy(scope, owner, () => policySpec(component, owner, probed));
}

/** Lets the clients of pods that are not ours in, where the shop's own default deny shuts them out. */
export function emitAdmission(scope: Construct, owner: Owner, component: Component, podLabels: Readonly<Record<string, string>>): void {
  const { graph, cluster } = owner.shop;
  emitLatePolicy(scope, owner, () => ({
    podSelector: { matchLabels: podLabels },
    policyTypes: ['Ingress'],
    ...ingressOf(planNetwork(component, graph, cluster, [])),
  }));
}

function emitLatePolicy(scope: Construct, owner: Owner, spec: () => k8s.NetworkPolicySpec): void {
  const produce = () => k8s.KubeNetworkPolicy.manifest({ spec: spec() }).spec;
  emitObject(scope, 'NetworkPolicy', { ...k8s.KubeNetworkPolicy.manifest({ metadata: metadataOf(owner) }), spec: Lazy.any({ produce }) });
}

/** The API server keeps no empty list, and would take each further apply for a change. */
function ingressOf({ ingress }: NetworkPlan): Pick<k8s.NetworkPolicySpec, 'ingress'> {
  return ingress.length > 0 ? { ingress: ingress.map(rule('from')) } : {};
}

const rule = (side: 'from' | 'to') => (r: PolicyRule) => ({
  [side]: [...r.peers],
  ports: r.ports.map((p) => ({ port: k8s.IntOrString.fromNumber(p.port), protocol: p.protocol })),
});

function policySpec(component: Component, { shop }: Owner, probed: readonly number[]): k8s.NetworkPolicySpec {
  const plan = planNetwork(component, shop.graph, shop.cluster, probed);
  return {
    // One label: Polaris pairs a policy with its workload by exactly one.
    podSelector: { matchLabels: peerLabels(component.name) },
    policyTypes: ['Ingress', 'Egress'],
    ...ingressOf(plan),
    egress: plan.egress.map(rule('to')),
  };
}

/** A port of a Service. */
export interface ServicePortPlan {
  readonly name: string;
  readonly port: number;
  readonly appProtocol?: string;
}

/** How a Service is reached. */
export interface ServiceShape {
  readonly id: string;
  readonly name: string;
  readonly ports: readonly ServicePortPlan[];
  /** The governing Service of a StatefulSet: an address for each pod, ready or not. */
  readonly headless?: boolean;
  /** Keep traffic in its zone, where the version knows how. */
  readonly prefersZone?: boolean;
}

/** A Service inside the cluster; ports go to the container's port of the same name. */
export function emitService(scope: Construct, owner: Owner, shape: ServiceShape): void {
  const manifest = k8s.KubeService.manifest({
    metadata: metadataOf(owner, shape.name),
    spec: {
      ...(shape.headless ? { clusterIp: 'None', publishNotReadyAddresses: true } : { type: 'ClusterIP' }),
      selector: selectorOf(owner.component.name),
      ports: shape.ports.map((p) => ({
        name: p.name,
        port: p.port,
        targetPort: k8s.IntOrString.fromString(p.name),
        protocol: 'TCP',
        ...(p.appProtocol && { appProtocol: p.appProtocol }),
      })),
    },
  });
  if (shape.prefersZone) addTrafficDistribution(manifest, owner.shop.cluster.kubernetes);
  emitObject(scope, shape.id, manifest);
}

/** A ConfigMap. */
export function emitConfigMap(scope: Construct, id: string, owner: Owner, name: string, data: Readonly<Record<string, string>>): void {
  emitObject(scope, id, k8s.KubeConfigMap.manifest({ metadata: metadataOf(owner, name), data: sortedRecord(data) }));
}

/** The paths of a component's secrets, for the variables that point at them. */
export function emitSecretPaths(scope: Construct, owner: Owner, plan: PodPlan): void {
  const paths = secretPaths(plan);
  if (paths.size === 0) return;
  emitConfigMap(
    scope,
    'Paths',
    owner,
    pathsConfigMap(owner.component.name),
    Object.fromEntries([...paths].map(([path, key]) => [key, path])),
  );
}
