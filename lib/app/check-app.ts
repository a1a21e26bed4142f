import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type CheckOptions, check } from '../checks/check';
import type { Finding } from '../checks/finding';
import { inOrder } from '../checks/runner';
import { type ShopContext, shopAt } from '../constructs/shop-context';
import { sortedBy } from '../core/order';
import { identityOf } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import { type ResolvedObject, resolved } from './resolved';

/**
 * Everything that the rules find in what an App, a Chart or any other construct makes. Objects of a shop are checked for
 * the Kubernetes version of its cluster and for what its profile demands, others as those of the oldest cluster are; what
 * the options say is for all.
 */
export function checkApp(scope: IConstruct, options: CheckOptions = {}): Finding[] {
  const objects = scope.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c));
  return checkResolved(objects.map(resolved), options);
}

/** The same for objects that have been resolved already. */
export function checkResolved(objects: readonly ResolvedObject[], options: CheckOptions): Finding[] {
  const set = new ManifestSet(objects.map(({ manifest }) => manifest));
  const ways = new Map<string, CheckOptions>();
  const wayOf = new Map<string, string>();
  for (const { object, manifest } of objects) {
    const shop = shopAround(object);
    if (!shop) continue;
    const own = demandsOf(shop, options);
    const key = `${own.kubernetes.minor} ${own.settings.requireDigests} ${own.settings.requireHighUserIds}`;
    ways.set(key, { ...options, ...own });
    wayOf.set(identityOf(manifest), key);
  }
  const [first = ['', options] as const, ...more] = sortedBy(ways, ([key]) => key);
  if (more.length === 0) return check(set, first[1]);
  return inOrder([first, ...more].flatMap(([key, way]) => check(set, way).filter(({ object }) => (wayOf.get(object) ?? first[0]) === key)));
}

/** How the objects of a shop are checked: as its cluster and its profile say, unless somebody says otherwise. */
function demandsOf({ cluster, profile }: ShopContext, { kubernetes, settings = {} }: CheckOptions) {
  const { requireDigests = profile.requireDigests, requireHighUserIds = profile.highUserIds } = settings;
  return { kubernetes: kubernetes ?? cluster.kubernetes, settings: { ...settings, requireDigests, requireHighUserIds } };
}

/** The shop that a construct stands in. */
function shopAround(construct: IConstruct): ShopContext | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const shop = shopAt(at);
    if (shop) return shop;
  }
  return undefined;
}
