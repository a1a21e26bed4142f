import type { LockChange } from './lock-changes';

type Kind = LockChange['kind'];

/** What a change is called when it was made, and when somebody only asks. */
const MADE: Readonly<Record<Kind, string>> = { added: 'added', moved: 'moved', kept: 'as it was', unused: 'unused', removed: 'removed' };
const ASKED: Readonly<Record<Kind, string>> = { ...MADE, added: 'missing', moved: 'stale', removed: 'unused' };

/** The changes of a lock, a line each and one for all of them. */
export function lockReport(file: string, changes: readonly LockChange[], isAsked: boolean): string {
  const words = isAsked ? ASKED : MADE;
  const lines = changes.filter(({ kind }) => kind !== 'kept').map((change) => `${words[change.kind].padEnd(9)}${lineOf(change)}`);
  const counts = (['added', 'moved', 'removed', 'unused', 'kept'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count > 0 ? [`${count} ${words[kind]}`] : [];
  });
  return [...lines, `${file}: ${counts.join(', ') || 'no images'}`].map((line) => `${line}\n`).join('');
}

function lineOf({ image, kind, before, after }: LockChange): string {
  if (kind === 'unused') return `${image}; --prune removes it`;
  if (!after) return image;
  if (!before) return `${image} ${after.digest}${platformsText(after.platforms)}`;
  return `${image} from ${before.digest} to ${after.digest}${platformsText(after.platforms)}${lostText(before.platforms, after.platforms)}`;
}

function platformsText(platforms: readonly string[]): string {
  return platforms.length > 0 ? ` (${platforms.join(', ')})` : '';
}

/** A node of a platform that is gone can no longer run the image, which is seen when a pod is moved there. */
function lostText(before: readonly string[], after: readonly string[]): string {
  const lost = before.filter((platform) => !after.includes(platform));
  return lost.length > 0 ? `, no longer for ${lost.join(', ')}` : '';
}
