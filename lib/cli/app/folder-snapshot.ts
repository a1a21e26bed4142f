import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sortedBy } from '../../core/order';

/** The files below a folder, each with the digest of what is in it. */
export type FolderSnapshot = ReadonlyMap<string, string>;

/** Files by what became of them. */
export interface FolderChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What a folder holds; nothing where it is not there. */
export function snapshotOf(folder: string): FolderSnapshot {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => lstatSync(join(folder, path)).isFile());
  const files = paths.map((path): [string, string] => [
    path,
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex'),
  ]);
  return new Map(sortedBy(files, ([path]) => path));
}

export function changesBetween(before: FolderSnapshot, after: FolderSnapshot): FolderChanges {
  return {
    added: [...after.keys()].filter((path) => !before.has(path)),
    changed: [...after].filter(([path, digest]) => before.has(path) && before.get(path) !== digest).map(([path]) => path),
    removed: [...before.keys()].filter((path) => !after.has(path)),
  };
}
