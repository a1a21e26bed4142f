import { oncePer } from '../checks/once-per-set';
import { identityOf } from '../manifests/manifest';
import type { ReviewTarget } from './effect-rule';

/** What renamed objects were called before, by the identity that they have after the change. */
export const oldIdentities = oncePer(({ changes }: ReviewTarget): ReadonlyMap<string, string> => {
  return new Map(changes.flatMap(({ kind, object, before }) => (kind === 'renamed' && before ? [[object, identityOf(before)]] : [])));
});
