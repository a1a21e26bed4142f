import type { IConstruct } from 'constructs';
import { type CheckOptions, check } from '../checks/check';
import type { Finding } from '../checks/finding';
import { inOrder } from '../checks/runner';
import { type ShopContext, shopAt } from '../constructs/shop-context';
import { sortedBy } from '../core/order';
import { identityOf } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { agreedZone } from './payment-zone';
import { type ResolvedObject, resolvedIn } from './resolved';

/**
 * Everything that the rules find in what an App, a Chart or any other construct makes. Objects of a shop are checked for
 * the Kubernetes version of its cluster and for what its profile demands, others as those of the oldest cluster are; what
 * the options say is for all. The connections of a shop count as agreed for its payment zone.
 */
export function checkApp(scope: IConstruct, options: CheckOptions = {}): Finding[] {
  return checkResolved(resolvedIn(scope), options);
}

/** The same for objects that have been resolved already. */
export function checkResolved(objects: readonly ResolvedObject[], options: CheckOptions): Finding[] {
  const set = new ManifestSet(objects.map(({ manifest }) => manifest));
  const shopOf = new Map(objects.map(({ object, manifest }) => [identityOf(manifest), shopAround(object)]));
  const shops = [...new Set(shopOf.values())].filter((shop) => shop !== undefined);
  const told = { ...options, settings: { ...options.settings, paymentZone: agreedZone(shops, set, options.settings?.paymentZone) } };
  const ways = new Map(shops.map((shop) => [wayOf(shop, told), demandsOf(shop, told)]));
  const [first = ['', told] as const, ...more] = sortedBy(ways, ([way]) => way);
  if (more.length === 0) return check(set, first[1]);
  const isOf = (object: string, way: string) => {
    const shop = shopOf.get(object);
    return (shop ? wayOf(shop, told) : first[0]) === way;
  };
  return inOrder([first, ...more].flatMap(([way, demands]) => check(set, demands).filter(({ object }) => isOf(object, way))));
}

/** How the objects of a shop are checked: as its cluster and its profile say, unless somebody says otherwise. */
function demandsOf({ cluster, profile }: ShopContext, options: CheckOptions) {
  const { kubernetes = cluster.kubernetes, settings = {} } = options;
  const { requireDigests = profile.requireDigests, requireHighUserIds = profile.highUserIds } = settings;
  return { ...options, kubernetes, settings: { ...settings, requireDigests, requireHighUserIds } };
}

/** The same for all shops whose objects are checked in the same way; the oldest cluster comes first. */
function wayOf(shop: ShopContext, options: CheckOptions): string {
  const { kubernetes, settings } = demandsOf(shop, options);
  return `${kubernetes.minor} ${settings.requireDigests} ${settings.requireHighUserIds}`;
}

/** The shop that a construct stands in. */
function shopAround(construct: IConstruct): ShopContext | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const shop = shopAt(at);
    if (shop) return shop;
  }
  return undefined;
}
