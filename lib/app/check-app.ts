import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type CheckOptions, check } from '../checks/check';
import type { Finding } from '../checks/finding';
import { inOrder } from '../checks/runner';
import { type ShopContext, shopAt } from '../constructs/shop-context';
import { identityOf } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { agreedZone } from './payment-zone';
import { type ResolvedObject, resolved } from './resolved';

/**
 * Everything that the rules find in what an App, a Chart or any other construct makes. Objects of a shop are checked for
 * the Kubernetes version of its cluster, others for the oldest of those; a version in the options is for all. The
 * connections of a shop count as agreed for its payment zone.
 */
export function checkApp(scope: IConstruct, options: CheckOptions = {}): Finding[] {
  const objects = scope.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c));
  return checkResolved(objects.map(resolved), options);
}

/** The same for objects that have been resolved already. */
export function checkResolved(objects: readonly ResolvedObject[], options: CheckOptions): Finding[] {
  const set = new ManifestSet(objects.map(({ manifest }) => manifest));
  const shopOf = new Map(objects.map(({ object, manifest }) => [identityOf(manifest), shopAround(object)]));
  const shops = [...new Set(shopOf.values())].filter((shop) => shop !== undefined);
  const told = { ...options, settings: { ...options.settings, paymentZone: agreedZone(shops, set, options.settings?.paymentZone) } };
  const versions = [...new Set(shops.map(({ cluster }) => cluster.kubernetes))].sort((a, b) => a.minor - b.minor);
  if (options.kubernetes || versions.length < 2) return check(set, { kubernetes: versions[0], ...told });
  const found = versions.flatMap((kubernetes) =>
    check(set, { ...told, kubernetes }).filter(({ object }) => (shopOf.get(object)?.cluster.kubernetes ?? versions[0]) === kubernetes),
  );
  return inOrder(found);
}

/** The shop that a construct stands in. */
function shopAround(construct: IConstruct): ShopContext | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const shop = shopAt(at);
    if (shop) return shop;
  }
  return undefined;
}
