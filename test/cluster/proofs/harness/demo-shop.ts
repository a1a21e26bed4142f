import type { AnyManifest } from '../../../support/synthesis';
import { kubectlJson } from '../../kubectl';
import { DeployedShop, type ShopChoice } from './deployed-shop';

export const NAMESPACE = 'proof-shop';

const CHOICE: ShopChoice = { main: 'main.ts', namespace: NAMESPACE, cpuPercent: 5 };

/** What keeps data; its volumes are folders of one node, as a cloud's disks belong to one zone. */
export const DATA_SERVICES = ['orders-db', 'carts', 'order-events'];

/** The demo shop, deployed by the first proof that needs it and left to the next; each leaves it as it was. */
export function demoShop(): Promise<DeployedShop> {
  const [home] = nodes();
  return DeployedShop.at(CHOICE, (manifest) => fitted(manifest, home));
}

/** Takes the demo shop off the cluster. */
export function removeDemoShop(): Promise<void> {
  return DeployedShop.of(CHOICE).remove();
}

/** The nodes that may run pods of a shop, the one with the data first. */
export function nodes(): string[] {
  return kubectlJson('get', 'nodes')
    .items.map((node: AnyManifest) => node.metadata.name)
    .sort();
}

/** With slow endpoints for the proofs, all data on one node, and as many pods as its least: scaling has proofs of its own. */
function fitted(manifest: AnyManifest, home: string): AnyManifest {
  const { kind, metadata, spec } = manifest;
  if (kind === 'HorizontalPodAutoscaler') spec.maxReplicas = spec.minReplicas;
  if (kind === 'Deployment' && metadata.name === 'orders')
    spec.template.spec.containers[0].env.push({ name: 'LOAD_ENDPOINTS', value: 'true' });
  if (kind === 'StatefulSet' && DATA_SERVICES.includes(metadata.name)) spec.template.spec.nodeSelector = { 'kubernetes.io/hostname': home };
  return manifest;
}
