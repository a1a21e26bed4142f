import type { ManifestSet } from '../manifests/manifest-set';

/** Builds an index over a set the first time it is asked for, and gives the same one to every rule after it. */
export function oncePerSet<T>(build: (manifests: ManifestSet) => T): (manifests: ManifestSet) => T {
  const built = new WeakMap<ManifestSet, { readonly index: T }>();
  return (manifests) => {
    const found = built.get(manifests) ?? { index: build(manifests) };
    built.set(manifests, found);
    return found.index;
  };
}
