import { objectsAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';

/**
 * Claims that no lasting pod mounts, such as a backup's: where the StorageClass waits for the first consumer, they stay
 * pending until a CronJob runs, and whoever waits for their health waits until then.
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
 */
export function waitingClaims(manifests: ManifestSet): readonly Manifest[] {
  const mounted = new Set(
    manifests.pods
      .filter(({ manifest }) => manifest.kind !== 'CronJob')
      .flatMap(({ namespace, spec }) =>
        objectsAt(spec, 'volumes').map((volume) => `${namespace}/${textAt(volume, 'persistentVolumeClaim', 'claimName')}`),
      ),
  );
  return manifests.of('PersistentVolumeClaim', '').filter(({ namespace, name }) => !mounted.has(`${namespace}/${name}`));
}
