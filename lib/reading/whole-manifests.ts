import { ShopError } from '../core/shop-error';
import type { ManifestSet } from '../manifests/manifest-set';
import type { InputFile } from './file-values';
import { readManifests } from './read';

/**
 * The manifests of files, all of them: what is read by half would differ by what was not read. So where a text cannot be
 * read, every fault is told with its file and line.
 */
export function wholeManifests(files: Iterable<InputFile>): ManifestSet {
  const { manifests, findings } = readManifests(files);
  const unread = findings.filter(({ severity }) => severity === 'error');
  if (unread.length === 0) return manifests;
  throw new ShopError(
    unread.map(({ rule, got, source }) => ({
      code: 'SHOP-F004',
      path: `${source?.file}:${source?.line}`,
      got: `${got} (${rule})`,
      wanted: 'texts that can all be read, since what is left out would look like a difference',
      fix: 'correct the text at that place',
    })),
  );
}
