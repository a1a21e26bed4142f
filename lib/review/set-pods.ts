import { oncePerSet } from '../checks/once-per-set';
import { identityOf } from '../manifests/manifest';
import type { PodsView } from '../manifests/pods';
import type { ObjectChange } from './diff/object-diff';
import type { ReviewTarget } from './effect-rule';

/** The pods of the workloads of a set, by the identity of the workload. */
export const podsIn = oncePerSet(
  (set): ReadonlyMap<string, PodsView> => new Map(set.pods.map((pods) => [identityOf(pods.manifest), pods])),
);

/** A workload that stays, under its own name or another, with its pods before and after. */
export interface PodsChange {
  readonly change: ObjectChange;
  readonly before: PodsView;
  readonly after: PodsView;
}

/** Every workload that stays and differs. */
export function* changedPods({ changes, before, after }: Pick<ReviewTarget, 'changes' | 'before' | 'after'>): Generator<PodsChange> {
  for (const change of changes) {
    const old = change.before && podsIn(before).get(identityOf(change.before));
    const fresh = change.after && podsIn(after).get(identityOf(change.after));
    if (old && fresh) yield { change, before: old, after: fresh };
  }
}
