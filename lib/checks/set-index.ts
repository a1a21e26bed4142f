import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { oncePerSet } from './once-per-set';
import { PodIndex } from './pod-index';

/** What makes an object of the set findable from a reference to it. */
export interface ObjectName {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Undefined for an object of the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
}

/** Objects by name and pods by label, so that no rule has to look through the set for each reference. */
export class SetIndex {
  public readonly pods: PodIndex;
  private readonly objects = new Map<string, Manifest>();

  constructor(manifests: ManifestSet) {
    this.pods = new PodIndex(manifests.pods);
    for (const manifest of manifests.all) this.objects.set(nameText({ ...manifest, namespace: namespaceOf(manifest) }), manifest);
  }

  /** The object of a name, in whatever version it is stated. */
  public find(object: ObjectName): Manifest | undefined {
    return this.objects.get(nameText(object));
  }
}

/** The index of a set; the same one for every rule. */
export const indexOf = oncePerSet((manifests) => new SetIndex(manifests));

/** `apps/Deployment/shop/orders`, as `identityOf` writes it, with the namespace that is meant where none is stated. */
export function nameText({ group, kind, namespace, name }: ObjectName): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

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
