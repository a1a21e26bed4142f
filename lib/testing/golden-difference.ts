import type { FileTree } from '../writers/file-tree';

/** How files differ from those that were reviewed. */
export interface GoldenDifference {
  readonly changed: ReadonlyArray<{ readonly path: string; readonly golden: string; readonly now: string }>;
  /** Files that nobody has reviewed yet. */
  readonly missing: readonly string[];
  /** Files that nothing makes any more. */
  readonly obsolete: readonly string[];
  /** How many are as they were. */
  readonly same: number;
}

/** What has changed, come and gone, each in the order of the files. */
export function goldenDifference(golden: FileTree, now: FileTree): GoldenDifference {
  const both = [...now].flatMap(([path, text]) => {
    const before = golden.get(path);
    return before === undefined ? [] : [{ path, golden: before, now: text }];
  });
  const changed = both.filter(({ golden: before, now: text }) => before !== text);
  return {
    changed,
    missing: [...now.keys()].filter((path) => !golden.has(path)),
    obsolete: [...golden.keys()].filter((path) => !now.has(path)).sort(),
    same: both.length - changed.length,
  };
}
