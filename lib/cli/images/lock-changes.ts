import { sortedBy } from '../../core/order';
import { type ImageLockData, type ImageUse, LOCK_VERSION, type LockedImage } from '../../model/image-lock-data';
import type { ResolvedImage } from '../../registry/image-digest';
import type { FoundImages } from './images-found';

/** What becomes of one image of the lock. */
export interface LockChange {
  readonly image: string;
  readonly kind: 'added' | 'moved' | 'kept' | 'unused' | 'removed';
  readonly before?: LockedImage;
  readonly after?: LockedImage;
}

/** What registries have answered, and what becomes of entries that nothing uses. */
export interface Answers {
  readonly found: FoundImages;
  readonly resolved: ReadonlyMap<string, ResolvedImage>;
  readonly prune: boolean;
}

/** What becomes of each image that is locked, or is to be, in order. */
export function lockChanges({ images }: ImageLockData, { found, resolved, prune }: Answers): LockChange[] {
  const before = new Map(Object.entries(images));
  const all = sortedBy(new Set([...before.keys(), ...resolved.keys()]), (image) => image);
  return all.map((image) => {
    const entry = before.get(image);
    const uses = found.get(image);
    const now = resolved.get(image) ?? entry;
    if (!uses && !resolved.has(image)) return { image, kind: prune ? 'removed' : 'unused', before: entry, ...(!prune && { after: entry }) };
    const after = now && locked(now, usesOf(uses, entry, prune));
    return { image, kind: kindOf(entry, after), before: entry, after };
  });
}

function kindOf(before: LockedImage | undefined, after: LockedImage | undefined): LockChange['kind'] {
  if (!before) return 'added';
  return before.digest === after?.digest ? 'kept' : 'moved';
}

/** A run that looks at manifests alone does not know what Dockerfiles use, so earlier uses stay unless they are pruned. */
function usesOf(found: readonly ImageUse[] = [], before: LockedImage | undefined, prune: boolean): ImageUse[] {
  const uses = new Set([...found, ...(prune && found.length > 0 ? [] : (before?.use ?? []))]);
  return sortedBy(uses, (use) => use);
}

/** The fields in the order of the file. */
function locked({ digest, mediaType, platforms }: ResolvedImage, use: readonly ImageUse[]): LockedImage {
  return { digest, mediaType, platforms, use };
}

/** The lock after the changes. */
export function changedLock(changes: readonly LockChange[]): ImageLockData {
  const entries = changes.flatMap(({ image, after }) => (after ? [[image, after] as const] : []));
  return { version: LOCK_VERSION, images: Object.fromEntries(entries) };
}
