import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileTree } from '../../lib/writers/file-tree';

/** A folder with these files. */
export function folderOf(tree: FileTree): string {
  const folder = mkdtempSync(join(tmpdir(), 'shop-local-'));
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
