import type { PodsView } from '../../manifests/pods';

/** Name of the one pod that runs here: that of the first replica, where pods have fixed names. */
export function podNameOf({ name, manifest }: PodsView): string {
  return manifest.kind === 'StatefulSet' ? `${name}-0` : name;
}
