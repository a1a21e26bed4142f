/** Retention of a StatefulSet's claims: GA in 1.32, on by default since 1.27. */
export function claimRetention(retain: boolean) {
  const policy = retain ? 'Retain' : 'Delete';
  // Scaling down never deletes: the claim of a replica that comes back tomorrow is its data.
  return { whenDeleted: policy, whenScaled: 'Retain' };
}

/** Annotations that keep the common delivery tools from pruning or deleting data with a release. */
export const KEEP_DATA = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
} as const;

/** Size of a writable directory that says none: room for temporary files, small enough not to evict the node. */
export const WRITABLE_MEBIBYTES = 64;
