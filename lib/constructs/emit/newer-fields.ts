import { type ApiObject, JsonPatch } from 'cdk8s';
import type { KubernetesVersion } from '../../model/kubernetes-version';
import type { PodPlan } from '../../policy/pod-plan';
import { serves } from '../../policy/version-gates';

/**
 * Fields newer than Kubernetes 1.27, which the generated classes drop without a word. They are set after construction,
 * here and nowhere else, and only where the target version serves them.
 */

/** Native sleep before SIGTERM; below 1.30 the `sleep` binary of the image. */
export function setSleeps(object: ApiObject, template: string, plan: PodPlan, version: KubernetesVersion): void {
  const native = serves(version, 'nativeSidecar');
  const main = [...plan.containers, ...(native ? [] : plan.sidecars)];
  const lists = [
    { list: 'containers', containers: main },
    { list: 'initContainers', containers: native ? plan.sidecars : [] },
  ];
  for (const { list, containers } of lists) {
    containers.forEach((c, i) => {
      if (c.preStop?.kind !== 'sleep') return;
      const { seconds } = c.preStop;
      const preStop = serves(version, 'sleepAction') ? { sleep: { seconds } } : { exec: { command: ['sleep', `${seconds}`] } };
      object.addJsonPatch(JsonPatch.add(`${template}/spec/${list}/${i}/lifecycle`, { preStop }));
    });
  }
}

/** `restartPolicy: Always` of native sidecars, which stand first among the init containers. */
export function setSidecars(object: ApiObject, template: string, plan: PodPlan, version: KubernetesVersion): void {
  if (!serves(version, 'nativeSidecar')) return;
  plan.sidecars.forEach((_, i) => object.addJsonPatch(JsonPatch.add(`${template}/spec/initContainers/${i}/restartPolicy`, 'Always')));
}

/** Traffic stays in its zone while the zone has endpoints. */
export function setTrafficDistribution(service: ApiObject, version: KubernetesVersion): void {
  if (!serves(version, 'trafficDistribution')) return;
  service.addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
}
