import { repeated } from '../../core/repeated';
import { type Rule, refuse } from '../../core/shop-error';
import { dockerfile } from '../../writers/dockerfile';
import { dockerignore } from '../../writers/dockerignore';
import type { FileTree } from '../../writers/file-tree';
import type { ShopView } from '../../writers/shop-view';
import { DIGEST_RULE, unpinnedBases } from './recipe-rules';
import type { ShopImage } from './shop-image';

/**
 * The files that images are built by. Where a shop of the app has a profile that asks for it, each base has to have its
 * digest: a build is the same for every shop.
 *
 * @param outdir folder of the artifacts, where it is another than usual
 */
export function imageTree(shops: readonly ShopView[], images: readonly ShopImage[], outdir: string | undefined): FileTree {
  const pinned = shops.some(({ profile }) => profile.requireBaseDigests);
  const unpinned = pinned ? [...new Set(images.flatMap(({ _plan }) => unpinnedBases(_plan)))] : [];
  refuse('artifacts/images', { unpinned, names: images.map(({ name }) => name) }, [DIGEST_RULE], [ONCE]);
  const folder = `${writtenFolder(outdir)}/images`;
  return new Map(
    images.flatMap(({ name, _plan }) => [
      [`images/${name}/Dockerfile`, dockerfile(_plan, folder)],
      [`images/${name}/Dockerfile.dockerignore`, dockerignore(_plan)],
    ]),
  );
}

/** The folder of the artifacts as files name it that others read: one of this machine alone is no path for them. */
export function writtenFolder(outdir = 'artifacts'): string {
  return outdir.startsWith('/') ? 'artifacts' : outdir;
}

const ONCE: Rule<{ readonly names: readonly string[] }> = {
  code: 'SHOP-B013',
  broken: ({ names }) => repeated(names).map((name) => `two images with the name "${name}"`),
  wanted: 'names that are unique in the app',
  fix: 'rename one of the two',
};
