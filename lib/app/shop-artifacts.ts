import { composeFiles } from '../writers/compose/compose-files';
import { localBuilds } from '../writers/compose/local-builds';
import type { ShopCompose } from '../writers/compose/shop-compose';
import type { FileTree } from '../writers/file-tree';
import { graphJson } from '../writers/graph-json';
import type { ShopView } from '../writers/shop-view';
import { deliveryTrees } from './delivery-tree';
import { imageTree, writtenFolder } from './images/image-tree';
import type { ShopImage } from './images/shop-image';
import type { ShopDelivery } from './shop-delivery';
import { diagramTree, type ShopDiagram } from './shop-diagram';

/** What is written beside the manifests, from the same shop. */
export interface ShopArtifacts extends ShopDelivery {
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
   * Whether and how compose/ is written: the whole shop on one machine, by Docker Compose. `{}` takes every default. What
   * runs one of the `images` is built there where it has not been pushed.
   *
   * @default - it is not
   */
  readonly compose?: ShopCompose;
  /**
   * Images whose Dockerfile and Dockerfile.dockerignore are written, each into images/<name>.
   *
   * @default []
   */
  readonly images?: ShopImage[];
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
  const delivery = deliveryTrees(shops, wanted);
  const ofShops = shops.flatMap((shop) =>
    [...artifactsOf(shop, wanted, more.length > 0), ...(delivery.get(shop.name) ?? [])].map(
      ([path, text]) => [more.length > 0 ? `${shop.name}/${path}` : path, text] as const,
    ),
  );
  return new Map([...ofShops, ...imageTree(shops, wanted.images ?? [], wanted.outdir)]);
}

function artifactsOf(
  shop: ShopView,
  { graph = true, compose, diagram, images = [], outdir }: ShopArtifacts,
  isOneOfMany: boolean,
): FileTree {
  const folder = writtenFolder(outdir);
  const plans = images.map(({ _plan }) => _plan);
  const builds = () => localBuilds(plans, folder, `${folder}${isOneOfMany ? `/${shop.name}` : ''}/compose`);
  return new Map([
    ...(graph ? [['graph.json', graphJson(shop)] as const] : []),
    ...(diagram ? diagramTree(shop, diagram) : []),
    ...(compose ? below('compose', composeFiles(shop, compose, builds())) : []),
  ]);
}

function below(folder: string, tree: FileTree): [string, string][] {
  return [...tree].map(([path, text]) => [`${folder}/${path}`, text]);
}
