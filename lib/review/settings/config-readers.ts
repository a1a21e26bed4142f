import { configReferences } from '../../checks/config-references';
import { oncePerSet } from '../../checks/once-per-set';
import { append } from '../../core/groups';
import { objectsAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { PodsView } from '../../manifests/pods';

/** Pods that read a ConfigMap or Secret, or one key of it. */
export interface ConfigReader {
  readonly pods: PodsView;
  /** A variable and a file under a subPath are read once, when the container starts; a file in a volume follows. */
  readonly by: 'start' | 'file';
  /** Undefined where all keys are read. */
  readonly key?: string;
  /** The pods start without it too. */
  readonly optional: boolean;
}

/** Who reads a ConfigMap or Secret of a name, among the pods of a set. */
export function readersOf(
  { kind, namespace, name }: Pick<Manifest, 'kind' | 'namespace' | 'name'>,
  set: ManifestSet,
): readonly ConfigReader[] {
  return readers(set).get(placeOf(kind, namespace, name)) ?? [];
}

function placeOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? 'default'}/${name}`;
}

const readers = oncePerSet((set) => {
  const found = new Map<string, ConfigReader[]>();
  for (const pods of set.pods) {
    const references = configReferences(pods);
    // A variable names the object and its key; only the key is read.
    const keyed = new Set(references.flatMap(({ key, field }) => (key === undefined ? [] : sourcesOf(field))));
    for (const { kind, name, key, optional, field } of references)
      if (key !== undefined || !keyed.has(field.slice(0, -1).join('\0')))
        append(found, placeOf(kind, pods.namespace, name), { pods, by: howRead(pods, field), ...(key !== undefined && { key }), optional });
  }
  return found;
});

/** Where the object of a key is named: beside the key, or two levels above the items of a volume. */
function sourcesOf(field: readonly (string | number)[]): string[] {
  return [field.slice(0, -1), field.slice(0, -3)].map((path) => path.join('\0'));
}

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically */
function howRead({ containers, spec }: PodsView, [, list, index]: readonly (string | number)[]): ConfigReader['by'] {
  if (list !== 'volumes') return 'start';
  const volume = textAt(objectsAt(spec, 'volumes')[Number(index)], 'name');
  const mounts = containers.flatMap(({ body }) => objectsAt(body, 'volumeMounts')).filter(({ name }) => name === volume);
  return mounts.some(({ subPath, subPathExpr }) => subPath !== undefined || subPathExpr !== undefined) ? 'start' : 'file';
}
