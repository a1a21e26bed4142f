import type { FileTree } from '../writers/file-tree';
import { graphJson } from '../writers/graph-json';
import type { ShopView } from '../writers/shop-view';
import { imageTree } from './images/image-tree';
import type { ShopImage } from './images/shop-image';

/** What is written beside the manifests, from the same shop. */
export interface ShopArtifacts {
  /**
   * Folder of the artifacts.
   *
   * @default - `artifacts`, beside the folder of the manifests
   */
  readonly outdir?: string;
  /**
   * Whether graph.json is written: the components, their endpoints, and who talks to whom.
   *
   * @default true
   */
  readonly graph?: boolean;
  /**
   * Images whose Dockerfile and Dockerfile.dockerignore are written, each into images/<name>.
   *
   * @default []
   */
  readonly images?: ShopImage[];
}

/** The artifacts of every shop of an app; several shops have a folder each, as their manifests have. */
export function artifactTree(shops: readonly ShopView[], wanted: ShopArtifacts): FileTree {
  const [, ...more] = shops;
  const ofShops = shops.flatMap((shop) =>
    [...artifactsOf(shop, wanted)].map(([path, text]) => [more.length > 0 ? `${shop.name}/${path}` : path, text] as const),
  );
  return new Map([...ofShops, ...imageTree(shops, wanted.images ?? [], wanted.outdir)]);
}

function artifactsOf(shop: ShopView, { graph = true }: ShopArtifacts): FileTree {
  return new Map([...(graph ? [['graph.json', graphJson(shop)] as const] : [])]);
}
