import type { ManifestSet } from '../../manifests/manifest-set';
import type { Diff } from '../../review/diff/diff-report';
import { objectChanges } from '../../review/diff/object-diff';
import { type ProfileEnd, profileCauses } from './profile-causes';
import type { Synthesizer } from './profile-run';

/** One side of a difference, with its profile where it is one. */
export interface DiffEnd {
  readonly name: string;
  readonly manifests: ManifestSet;
  readonly profile?: ProfileEnd;
}

/** What differs, without a word about why. */
export function plainDiff([before, after]: readonly [DiffEnd, DiffEnd]): Diff {
  const changes = objectChanges(before.manifests, after.manifests);
  return { before: before.name, after: after.name, groups: [{ changes }], idle: [], untried: [] };
}

/** What differs and why. Only of two profiles can anything be tried, and only where there is a shop to try it with. */
export async function diffWithCauses(ends: readonly [DiffEnd, DiffEnd], runs: Synthesizer, say: (text: string) => void): Promise<Diff> {
  const [before, after] = ends.map(({ profile }) => profile);
  const known = before && after && [before, after].every(({ profiles }) => Object.keys(profiles).length > 0);
  if (!known) return plainDiff(ends);
  const { groups, settings, idle, untried } = await profileCauses(
    objectChanges(before.manifests, after.manifests),
    [before, after],
    runs,
    say,
  );
  return {
    before: before.profile,
    after: after.profile,
    groups: groups.map((group) => ({
      settings: settings.filter(({ setting }) => group.settings.includes(setting)),
      changes: group.changes,
    })),
    idle,
    untried,
  };
}
