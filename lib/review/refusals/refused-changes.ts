import { oncePer } from '../../checks/once-per-set';
import type { ObjectChange } from '../diff/object-diff';
import type { ReviewTarget } from '../effect-rule';
import { API_SERVER_RULES } from '../packs/api-server';

/** The changes that the API server does not accept, so that what they would do does not come about. */
export const refusedChanges: (target: ReviewTarget) => ReadonlySet<ObjectChange> = oncePer((target: ReviewTarget) => {
  const refusals = API_SERVER_RULES.filter(({ kind }) => kind === 'refused' || kind === 'removed-api').flatMap((rule) =>
    [...rule.find(target)].filter(({ severity = rule.severity }) => severity === 'error'),
  );
  return new Set(refusals.map(({ change }) => change));
});
