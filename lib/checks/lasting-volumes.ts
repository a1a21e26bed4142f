import { indexedObjectsAt, objectsAt, textAt } from '../manifests/json';
import type { ContainerView, PodsView } from '../manifests/pods';
import { claimTemplatesOf } from './claims';

/** Sources whose content goes with the pod, or is read alone; a volume without any source is an emptyDir too. */
const PASSING: ReadonlySet<string> = new Set([
  'configMap',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'gitRepo',
  'image',
  'projected',
  'secret',
]);

/** Names of the volumes that are still there when the pod is not. */
export function lastingVolumes({ spec, manifest }: PodsView): ReadonlySet<string> {
  const stated = indexedObjectsAt(spec, 'volumes').flatMap(([, { name, ...sources }]) => {
    const lasts = Object.keys(sources).some((source) => sources[source] !== null && !PASSING.has(source));
    return lasts && typeof name === 'string' ? [name] : [];
  });
  return new Set([...stated, ...claimTemplatesOf(manifest).map(([, template]) => textAt(template, 'metadata', 'name') ?? '')]);
}

/** The volumes that a container has, as directories or as devices. */
export function volumesOf({ body }: ContainerView): string[] {
  return [...objectsAt(body, 'volumeMounts'), ...objectsAt(body, 'volumeDevices')].flatMap((mount) => textAt(mount, 'name') ?? []);
}
