import { isObject, itemsAt } from '../manifests/json';
import type { PodsView } from '../manifests/pods';
import type { FieldPath } from './finding';

/** A volume with the fields that say where its content comes from: one, in a volume that the API server accepts. */
export interface VolumeSources {
  readonly field: FieldPath;
  readonly types: readonly string[];
}

/** The volumes of the pods. A volume without a source has none here; the API server makes it an emptyDir. */
export function volumeSourcesOf({ spec }: PodsView): VolumeSources[] {
  return itemsAt(spec, 'volumes').flatMap((volume, index) => {
    if (!isObject(volume)) return [];
    const types = Object.keys(volume).filter((name) => name !== 'name' && isObject(volume[name]));
    return [{ field: ['spec', 'volumes', index], types }];
  });
}
