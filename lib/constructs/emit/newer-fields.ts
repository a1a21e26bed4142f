import type { KubernetesVersion } from '../../model/kubernetes-version';
import type { ContainerPlan, PodPlan } from '../../policy/pod-plan';
import { serves } from '../../policy/version-gates';

/**
 * Fields newer than Kubernetes 1.27, which the generated classes drop without a word. They are added to the plain
 * manifest here and nowhere else, and only where the target version serves them.
 */

/** The part of a container that the generated class of 1.27 cannot say. */
interface NewerContainer {
  readonly name: string;
  lifecycle?: { preStop: unknown };
  restartPolicy?: string;
}

/** A pod template as plain data. */
export interface PlainTemplate {
  spec: { containers: NewerContainer[]; initContainers?: NewerContainer[] };
}

/** Adds native sleeps and native sidecars to a pod template; below their versions, what stands in for them. */
export function addPodFields(template: PlainTemplate, plan: PodPlan, version: KubernetesVersion): void {
  const preStops = new Map([...plan.containers, ...plan.sidecars].map((c) => [c.name, c.preStop]));
  const native = new Set(serves(version, 'nativeSidecar') ? plan.sidecars.map((c) => c.name) : []);
  for (const container of [...template.spec.containers, ...(template.spec.initContainers ?? [])]) {
    addSleep(container, preStops.get(container.name), version);
    if (native.has(container.name)) container.restartPolicy = 'Always';
  }
}

/** Native sleep before SIGTERM needs no program in the image; below 1.30 the image's `sleep` has to do it. */
function addSleep(container: NewerContainer, preStop: ContainerPlan['preStop'], version: KubernetesVersion): void {
  if (preStop?.kind !== 'sleep') return;
  const { seconds } = preStop;
  container.lifecycle = {
    preStop: serves(version, 'sleepAction') ? { sleep: { seconds } } : { exec: { command: ['sleep', `${seconds}`] } },
  };
}

/** Traffic stays in its zone while the zone has endpoints. */
export function addTrafficDistribution(service: { spec: { trafficDistribution?: string } }, version: KubernetesVersion): void {
  if (!serves(version, 'trafficDistribution')) return;
  service.spec.trafficDistribution = serves(version, 'preferSameZone') ? 'PreferSameZone' : 'PreferClose';
}

/** `apiVersion` and `kind` of a claim template, which the API stores and a comparison would else find missing for ever. */
export function addClaimKind(template: { apiVersion?: string; kind?: string }): void {
  template.apiVersion = 'v1';
  template.kind = 'PersistentVolumeClaim';
}
