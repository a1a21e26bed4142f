import { indexedObjectsAt, objectAt, textAt } from '../manifests/json';
import type { PodsView } from '../manifests/pods';
import type { FieldPath } from './finding';

/** A volume that is a path of the node. */
export interface HostPath {
  readonly volume: string;
  /** Without a slash at its end, and without doubled ones. */
  readonly path: string;
  readonly field: FieldPath;
}

/** The hostPath volumes of the pods. */
export function hostPathsOf({ spec }: PodsView): HostPath[] {
  const volumes = Array.isArray(spec.volumes) ? spec.volumes : [];
  return volumes.flatMap((volume, index) => {
    const path = textAt(objectAt(volume, 'hostPath'), 'path');
    const field = ['spec', 'volumes', index, 'hostPath', 'path'];
    return path === undefined ? [] : [{ volume: textAt(volume, 'name') ?? '', path: plain(path), field }];
  });
}

function plain(path: string): string {
  const single = path.replace(/\/{2,}/g, '/');
  return single.length > 1 && single.endsWith('/') ? single.slice(0, -1) : single;
}

/** Mounts of the node's paths that can be written to. */
export function writableHostMountsOf(pods: PodsView): { readonly field: FieldPath; readonly path: string }[] {
  const paths = new Map(hostPathsOf(pods).map(({ volume, path }) => [volume, path]));
  if (paths.size === 0) return [];
  return pods.containers.flatMap(({ body, field }) =>
    indexedObjectsAt(body, 'volumeMounts').flatMap(([index, mount]) => {
      const path = paths.get(textAt(mount, 'name') ?? '');
      return path === undefined || mount.readOnly === true ? [] : [{ field: [...field, 'volumeMounts', index, 'readOnly'], path }];
    }),
  );
}
