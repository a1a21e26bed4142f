import { indexedObjectsAt, type JsonObject, objectsAt, textAt, textsAt } from '../manifests/json';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PodsView } from '../manifests/pods';
import type { FieldPath } from './finding';
import { indexOf } from './set-index';

/** Whether the pods keep data in a PersistentVolumeClaim, which most storage gives to one node at a time. */
export function hasClaim({ spec }: PodsView): boolean {
  return objectsAt(spec, 'volumes').some((volume) => volume.persistentVolumeClaim !== undefined);
}

/** A claim that pods have as a volume. */
export interface PodClaim {
  readonly volume: string;
  /** Name of the claim that all of the pods share; undefined where a StatefulSet makes one for each pod. */
  readonly shared?: string;
  /** The claim or its template; undefined where it is not among the manifests. */
  readonly body?: JsonObject;
  /** Where the workload states it, in the whole manifest. */
  readonly field: FieldPath;
}

/** The claims that a StatefulSet makes for each of its pods. */
export function claimTemplatesOf({ group, kind, body }: PodsView['manifest']): [number, JsonObject][] {
  return group === 'apps' && kind === 'StatefulSet' ? indexedObjectsAt(body, 'spec', 'volumeClaimTemplates') : [];
}

/** Every claim of the pods. A template takes the place of a volume of its name. */
export function claimsOf(pods: PodsView, manifests: ManifestSet): PodClaim[] {
  const own = claimTemplatesOf(pods.manifest).map(([index, template]) => ({
    volume: textAt(template, 'metadata', 'name') ?? '',
    body: template,
    field: ['spec', 'volumeClaimTemplates', index],
  }));
  const taken = new Set(own.map(({ volume }) => volume));
  const shared = indexedObjectsAt(pods.spec, 'volumes').flatMap(([index, stated]) => {
    const name = textAt(stated, 'persistentVolumeClaim', 'claimName');
    const volume = textAt(stated, 'name') ?? '';
    if (!name || taken.has(volume)) return [];
    const claim = indexOf(manifests).find({ group: '', kind: 'PersistentVolumeClaim', namespace: pods.namespace, name });
    const field = [...pods.template, 'spec', 'volumes', index, 'persistentVolumeClaim'];
    return [{ volume, shared: name, ...(claim && { body: claim.body }), field }];
  });
  return [...own, ...shared];
}

/** The mode of a claim whose volume is at one node at a time, or in one pod; undefined where that is not known, or not so. */
export function exclusiveMode({ body }: PodClaim): 'ReadWriteOnce' | 'ReadWriteOncePod' | undefined {
  const modes = textsAt(body, 'spec', 'accessModes');
  if (modes.includes('ReadWriteOncePod')) return 'ReadWriteOncePod';
  return modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce') ? 'ReadWriteOnce' : undefined;
}

/** Whether pods are told to come to a node that others are at, or to one that is named, so that they can share its volumes. */
export function isPinned({ spec }: PodsView): boolean {
  const together = objectsAt(spec, 'affinity', 'podAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const hostname = textAt(spec, 'nodeSelector', 'kubernetes.io/hostname');
  return together.length > 0 || hostname !== undefined || Boolean(textAt(spec, 'nodeName'));
}

/** Names of the volumes that a container mounts so that it can write to them. */
export function writtenVolumes(container: JsonObject): string[] {
  return objectsAt(container, 'volumeMounts').flatMap((mount) => (mount.readOnly === true ? [] : [textAt(mount, 'name') ?? '']));
}
