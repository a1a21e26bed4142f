import type { Construct, IConstruct } from 'constructs';
import { ShopError } from '../core/shop-error';
import type { ClusterData } from '../model/cluster-profile';
import type { ProfileData } from '../model/profile-data';
import type { ShopGraph } from '../model/shop-graph';

/** What every component of a shop reads of the shop it stands in. */
export interface ShopContext {
  readonly name: string;
  readonly namespace: string;
  readonly graph: ShopGraph;
  readonly profile: ProfileData;
  readonly cluster: ClusterData;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly imageDigests: Readonly<Record<string, string>>;
}

// Shared by duplicate copies of the package, as cdk8s does for its own constructs.
const CONTEXT = Symbol.for('cdk8s-shop.ShopContext');

/** Makes a construct the shop of everything below it. */
export function provideShop(construct: IConstruct, context: ShopContext): void {
  Object.defineProperty(construct, CONTEXT, { value: context });
}

/** The shop that a construct itself is; undefined for a construct that is none. */
export function shopAt(construct: IConstruct): ShopContext | undefined {
  return (construct as { [CONTEXT]?: ShopContext })[CONTEXT];
}

/** The shop that a construct stands in. */
export function shopOf(scope: Construct, id: string): ShopContext {
  for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
    const context = shopAt(at);
    if (context) return context;
  }
  throw new ShopError([
    {
      code: 'SHOP-G003',
      path: [scope.node.path, id].filter((part) => part !== '').join('/'),
      got: 'a component outside of a Shop',
      wanted: 'a Shop among the scopes of the component',
      fix: 'create it with the shop, or a construct inside it, as its scope',
    },
  ]);
}
