import { pinned } from './image-rules';
import type { ShopContext } from './shop-context';
import type { SideContainer } from './workload-props';

/** Every image of a workload, with the digests of the shop's table. */
export function imagesOf(shop: ShopContext, main: string, ...sides: ReadonlyArray<readonly SideContainer[] | undefined>): string[] {
  return [main, ...sides.flatMap((s) => (s ?? []).map((c) => c.image))].map((image) => pinned(image, shop.imageDigests));
}
