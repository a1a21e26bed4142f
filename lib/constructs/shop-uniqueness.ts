import type { IConstruct } from 'constructs';
import { ShopError } from '../core/shop-error';
import { shopAt } from './shop-context';

/**
 * Refuses a shop whose name or namespace another shop of the app has: the name is that of its priority classes, which
 * stand in no namespace, and of its folder in dist/.
 */
export function refuseSecondShop(shop: IConstruct, name: string, namespace: string): void {
  const faults = shop.node.root.node.findAll().flatMap((other) => {
    const context = shopAt(other);
    if (!context) return [];
    const taken = [
      ...(context.name === name ? [`the shop name "${name}"`] : []),
      ...(context.namespace === namespace ? [`the namespace "${namespace}"`] : []),
    ];
    return taken.map((what) => ({
      code: 'SHOP-G010',
      path: shop.node.path,
      got: `${what}, which ${other.node.path} already has`,
      wanted: 'a name and a namespace that no other shop of the app has',
      fix: 'give one of the two another id or namespace',
    }));
  });
  if (faults.length > 0) throw new ShopError(faults);
}
