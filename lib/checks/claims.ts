import { objectsAt } from '../manifests/json';
import type { PodsView } from '../manifests/pods';

/** Whether the pods keep data in a PersistentVolumeClaim, which most storage gives to one node at a time. */
export function hasClaim({ spec }: PodsView): boolean {
  return objectsAt(spec, 'volumes').some((volume) => volume.persistentVolumeClaim !== undefined);
}
