import { identityOf, type Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { oncePerSet } from './once-per-set';
import { PodIndex } from './pod-index';

/** What makes an object findable from a reference to it; the namespace of an object of the whole cluster is undefined. */
export type ObjectName = Pick<Manifest, 'group' | 'kind' | 'namespace' | 'name'>;

/** Objects by name and pods by label, so that no rule has to look through the set for each reference. */
export class SetIndex {
  public readonly pods: PodIndex;
  private readonly objects = new Map<string, Manifest>();

  constructor(manifests: ManifestSet) {
    this.pods = new PodIndex(manifests.pods);
    for (const manifest of manifests.all) this.objects.set(identityOf({ ...manifest, namespace: namespaceOf(manifest) }), manifest);
  }

  /** The object of a name, in whatever version it is stated. */
  public find(object: ObjectName): Manifest | undefined {
    return this.objects.get(identityOf(object));
  }
}

/** The index of a set; the same one for every rule. */
export const indexOf = oncePerSet((manifests) => new SetIndex(manifests));

/** Kinds of the whole cluster that other objects refer to. */
const OF_THE_CLUSTER: readonly string[] = [
  '/Namespace',
  '/PersistentVolume',
  'rbac.authorization.k8s.io/ClusterRole',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
];

/** The namespace that an object stands in; an object that states none is taken to be for `default`. */
export function namespaceOf({ group, kind, namespace }: Omit<ObjectName, 'name'>): string | undefined {
  return OF_THE_CLUSTER.includes(`${group}/${kind}`) ? undefined : (namespace ?? 'default');
}
