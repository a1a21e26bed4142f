import { numberAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { oncePerSet } from './once-per-set';

/** The scaler of a workload: a HorizontalPodAutoscaler, or what KEDA makes one from. */
export interface Autoscaler {
  readonly manifest: Manifest;
  /** Pods at the least; what the API defaults where nothing is said. */
  readonly min: number;
}

const byTarget = oncePerSet((manifests) => {
  const scalers = [
    ...manifests.of('HorizontalPodAutoscaler', 'autoscaling').map((m) => scaler(m, numberAt(m.body, 'spec', 'minReplicas') ?? 1)),
    ...manifests.of('ScaledObject', 'keda.sh').map((m) => scaler(m, numberAt(m.body, 'spec', 'minReplicaCount') ?? 0)),
  ];
  return new Map(scalers.map((s) => [s.target, s]));
});

function scaler(manifest: Manifest, min: number): Autoscaler & { readonly target: string } {
  const kind = textAt(manifest.body, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment';
  const name = textAt(manifest.body, 'spec', 'scaleTargetRef', 'name') ?? '';
  return { manifest, min, target: targetKey(kind, manifest.namespace, name) };
}

function targetKey(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? 'default'}/${name}`;
}

/** Who decides how many pods the workload has; undefined where its own `replicas` does. */
export function autoscalerOf({ kind, namespace, name }: Manifest, manifests: ManifestSet): Autoscaler | undefined {
  return byTarget(manifests).get(targetKey(kind, namespace, name));
}

/** Pods that a workload has at the least, by its autoscaler or its own `replicas`. */
export function leastReplicas(manifest: Manifest, manifests: ManifestSet): number {
  return autoscalerOf(manifest, manifests)?.min ?? numberAt(manifest.body, 'spec', 'replicas') ?? 1;
}

const byScaler = oncePerSet(
  (manifests) => new Map(manifests.pods.map((pods) => [targetKey(pods.manifest.kind, pods.manifest.namespace, pods.name), pods])),
);

/** The pods that an autoscaler scales, where they are in the set. */
export function scaledPods(manifest: Manifest, manifests: ManifestSet) {
  return byScaler(manifests).get(scaler(manifest, 0).target);
}
