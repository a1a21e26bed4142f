import type { ManifestSet } from '../manifests/manifest-set';

/** Builds something the first time it is asked for, and gives the same to every rule after it. */
export function oncePer<K extends object, T>(build: (key: K) => T): (key: K) => T {
  const built = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const found = built.get(key) ?? { value: build(key) };
    built.set(key, found);
    return found.value;
  };
}

/** The same for an index over a set. */
export function oncePerSet<T>(build: (manifests: ManifestSet) => T): (manifests: ManifestSet) => T {
  return oncePer(build);
}
