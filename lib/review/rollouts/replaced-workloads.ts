import { oncePer } from '../../checks/once-per-set';
import type { ReviewTarget } from '../effect-rule';
import { refusedChanges } from '../refusals/refused-changes';
import { templateChange } from './template-change';

/** Identities of the workloads whose pods are replaced by the change, so that they read everything anew. */
export const replacedWorkloads: (target: ReviewTarget) => ReadonlySet<string> = oncePer((target: ReviewTarget) => {
  const replaced = target.changes.filter((change) => {
    const replacement = templateChange(change, target)?.replacement;
    return (replacement === 'rolls' || replacement === 'recreates') && !refusedChanges(target).has(change);
  });
  return new Set(replaced.map(({ object }) => object));
});
