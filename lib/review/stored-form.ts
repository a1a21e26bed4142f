import type { Manifest } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';

/** The manifests of a set as the API server stores them, so that what only says its default is no difference. */
export function storedForm(set: ManifestSet): ManifestSet {
  return new ManifestSet(set.all.map(stored));
}

function stored(manifest: Manifest): Manifest {
  const { status: _, ...body } = manifest.body;
  return { ...manifest, body };
}
