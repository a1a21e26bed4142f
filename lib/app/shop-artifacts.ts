import type { FileTree } from '../writers/file-tree';
import { graphJson } from '../writers/graph-json';
import type { ShopView } from '../writers/shop-view';
import { deliveryTrees } from './delivery-tree';
import type { ShopDelivery } from './shop-delivery';

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
}

/** The artifacts of every shop of an app; several shops have a folder each, as their manifests have. */
export function artifactTree(shops: readonly ShopView[], wanted: ShopArtifacts): FileTree {
  const [, ...more] = shops;
  const delivery = deliveryTrees(shops, wanted);
  return new Map(
    shops.flatMap((shop) =>
      [...artifactsOf(shop, wanted), ...(delivery.get(shop.name) ?? [])].map(([path, text]) => [
        more.length > 0 ? `${shop.name}/${path}` : path,
        text,
      ]),
    ),
  );
}

function artifactsOf(shop: ShopView, { graph = true }: ShopArtifacts): FileTree {
  return new Map([...(graph ? [['graph.json', graphJson(shop)] as const] : [])]);
}
