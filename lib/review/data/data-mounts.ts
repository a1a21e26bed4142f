import { claimTemplatesOf } from '../../checks/claims';
import { lastingVolumes } from '../../checks/lasting-volumes';
import { isObject, objectsAt, requiredTextAt, textAt } from '../../manifests/json';
import type { ContainerView, PodsView } from '../../manifests/pods';

/** A place in a container that keeps what is written there. */
export interface DataMount {
  readonly container: string;
  readonly path: string;
  /** What is mounted there: `claim uploads`, `claim template data`, `nfs server:/export`. */
  readonly source: string;
  /** Name of the claim, where all pods share one. */
  readonly claim?: string;
  readonly subPath: string;
  readonly readOnly: boolean;
  /** Name of the volume in the pods' template. */
  readonly volume: string;
}

/** Every place of the containers where what is written outlives the pod. */
export function dataMounts(pods: PodsView): DataMount[] {
  const lasting = lastingVolumes(pods);
  return pods.containers
    .filter(({ role }) => role === 'main' || role === 'sidecar')
    .flatMap((container) => mountsIn(container, pods).filter(({ volume }) => lasting.has(volume)));
}

/** What is mounted where in a container, with what outlives the pod and what does not. */
export function mountsIn({ name, body }: ContainerView, pods: PodsView): DataMount[] {
  return objectsAt(body, 'volumeMounts').map((mount) => {
    const volume = requiredTextAt(mount, 'name');
    return {
      container: name,
      path: `/${requiredTextAt(mount, 'mountPath').split('/').filter(Boolean).join('/')}`,
      subPath: textAt(mount, 'subPath') ?? textAt(mount, 'subPathExpr') ?? '',
      readOnly: mount.readOnly === true,
      volume,
      ...sourceOf(volume, pods),
    };
  });
}

function sourceOf(volume: string, { manifest, spec }: PodsView): Pick<DataMount, 'source' | 'claim'> {
  if (claimTemplatesOf(manifest).some(([, template]) => textAt(template, 'metadata', 'name') === volume))
    return { source: `claim template ${volume}` };
  const stated = objectsAt(spec, 'volumes').find(({ name }) => name === volume) ?? {};
  const claim = textAt(stated, 'persistentVolumeClaim', 'claimName');
  if (claim !== undefined) return { source: `claim ${claim}`, claim };
  const [kind = 'emptyDir', source] = Object.entries(stated).find(([field, value]) => field !== 'name' && isObject(value)) ?? [];
  const place = ['path', 'volumeHandle', 'server'].flatMap((field) => textAt(source, field) ?? []).join(' ');
  return { source: [kind, place].filter(Boolean).join(' ') };
}
