import type { AnyManifest } from '../../../support/synthesis';
import { kubectl } from '../../kubectl';
import type { Change, DeployedShop } from './deployed-shop';

/** Makes a data service anew, for the API server refuses to change its claims. */
export async function recreated(shop: DeployedShop, name: string, change: Change): Promise<void> {
  // Its pod too must be gone: a migration that finds the old database has done its work there.
  kubectl(['delete', 'statefulset', name, '-n', shop.namespace, '--cascade=foreground', '--wait']);
  await migrated(shop, change);
}

/** Runs the migration on what the database has now. */
export async function migrated(shop: DeployedShop, change: Change): Promise<void> {
  kubectl(['delete', 'job', 'migrate-orders', '-n', shop.namespace, '--wait', '--ignore-not-found']);
  shop.change(change);
  await shop.ready(180);
}

/** Data in a folder that ends with its pod. */
export function withoutClaim(name: string): Change {
  return (manifest) => {
    if (manifest.kind !== 'StatefulSet' || manifest.metadata.name !== name) return manifest;
    manifest.spec.template.spec.volumes.push({ name: manifest.spec.volumeClaimTemplates[0].metadata.name, emptyDir: {} });
    delete manifest.spec.volumeClaimTemplates;
    delete manifest.spec.persistentVolumeClaimRetentionPolicy;
    return manifest;
  };
}

/** Carts in memory alone. */
export function withoutAppendOnly(manifest: AnyManifest): AnyManifest {
  const { kind, metadata } = manifest;
  if (kind === 'ConfigMap' && metadata.name === 'carts-config')
    for (const [file, text] of Object.entries<string>(manifest.data)) manifest.data[file] = text.replace('appendonly yes', 'appendonly no');
  if (kind === 'StatefulSet' && metadata.name === 'carts') manifest.spec.template.metadata.annotations['cdk8s-shop/config'] = 'twin';
  return manifest;
}
