import type { AnyManifest } from '../../../support/synthesis';

/** Pods that end as soon as they are told to, while others still send them requests. */
export function withoutPreStop(manifest: AnyManifest): AnyManifest {
  if (manifest.kind === 'Deployment') for (const container of manifest.spec.template.spec.containers) delete container.lifecycle;
  return manifest;
}
