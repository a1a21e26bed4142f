import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type CheckOptions, check } from '../checks/check';
import type { Finding } from '../checks/finding';
import { inOrder } from '../checks/runner';
import { shopAt } from '../constructs/shop-context';
import { identityOf } from '../manifests/manifest';
import { ManifestSet } from '../manifests/manifest-set';
import type { KubernetesVersion } from '../model/kubernetes-version';
import { type ResolvedObject, resolved } from './resolved';

/**
 * Everything that the rules find in what an App, a Chart or any other construct makes. Objects of a shop are checked for
 * the Kubernetes version of its cluster, others for the oldest of those; a version in the options is for all.
 */
export function checkApp(scope: IConstruct, options: CheckOptions = {}): Finding[] {
  const objects = scope.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c));
  return checkResolved(objects.map(resolved), options);
}

/** The same for objects that have been resolved already. */
export function checkResolved(objects: readonly ResolvedObject[], options: CheckOptions): Finding[] {
  const set = new ManifestSet(objects.map(({ manifest }) => manifest));
  const versionOf = new Map(objects.map(({ object, manifest }) => [identityOf(manifest), versionAt(object)]));
  const versions = [...new Set(versionOf.values())].filter((v) => v !== undefined).sort((a, b) => a.minor - b.minor);
  if (options.kubernetes || versions.length < 2) return check(set, { kubernetes: versions[0], ...options });
  const found = versions.flatMap((kubernetes) =>
    check(set, { ...options, kubernetes }).filter(({ object }) => (versionOf.get(object) ?? versions[0]) === kubernetes),
  );
  return inOrder(found);
}

/** Version of the cluster of the shop that a construct stands in. */
function versionAt(construct: IConstruct): KubernetesVersion | undefined {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    const shop = shopAt(at);
    if (shop) return shop.cluster.kubernetes;
  }
  return undefined;
}
