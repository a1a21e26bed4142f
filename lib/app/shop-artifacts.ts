import type { FileTree } from '../writers/file-tree';
import { graphJson } from '../writers/graph-json';
import type { ShopView } from '../writers/shop-view';
import { diagramTree, type ShopDiagram } from './shop-diagram';

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
   * Pictures of the graph: who talks to whom, and across which trust boundaries.
   *
   * @default - none
   */
  readonly diagram?: ShopDiagram;
}

/** The artifacts of every shop of an app; several shops have a folder each, as their manifests have. */
export function artifactTree(shops: readonly ShopView[], wanted: ShopArtifacts): FileTree {
  const [, ...more] = shops;
  return new Map(
    shops.flatMap((shop) => [...artifactsOf(shop, wanted)].map(([path, text]) => [more.length > 0 ? `${shop.name}/${path}` : path, text])),
  );
}

function artifactsOf(shop: ShopView, { graph = true, diagram }: ShopArtifacts): FileTree {
  return new Map([...(graph ? [['graph.json', graphJson(shop)] as const] : []), ...(diagram ? diagramTree(shop, diagram) : [])]);
}
