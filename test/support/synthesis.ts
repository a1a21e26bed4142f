import { ApiObject, App, type Chart } from 'cdk8s';
import { ClusterProfile, type ClusterProfileProps, Shop, ShopProfile, type ShopProps } from '../../lib';
import { type Fault, ShopError } from '../../lib/core/shop-error';

/** A resolved manifest, open for any look inside. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at fields of every kind
export type AnyManifest = any;

/** A shop named `shop` in a plain cdk8s App: development profile and plain cluster unless said otherwise. */
export function testShop(props: ShopProps = {}): Shop {
  return new Shop(new App(), 'shop', { profile: ShopProfile.development(), ...props });
}

/** A shop for a cluster that differs from the plain one. */
export function testShopOn(cluster: ClusterProfileProps, props: ShopProps = {}): Shop {
  return testShop({ cluster: ClusterProfile.of(cluster), ...props });
}

/** Every object of the app that a construct belongs to, resolved. */
export function manifestsOf(scope: Chart): AnyManifest[] {
  return scope.node.root.node
    .findAll()
    .filter((c) => ApiObject.isApiObject(c))
    .map((c) => (c as ApiObject).toJson());
}

/** The one object of a kind and name. */
export function manifest(scope: Chart, kind: string, name: string): AnyManifest {
  const found = manifestsOf(scope).filter((m) => m.kind === kind && m.metadata.name === name);
  if (found.length !== 1) throw new Error(`${found.length} objects ${kind}/${name}`);
  return found[0];
}

/** `Kind/name` of every object of one component. */
export function objectsOf(scope: Chart, component: string): string[] {
  return manifestsOf(scope)
    .filter((m) => m.metadata.labels?.['app.kubernetes.io/instance'] === component)
    .map((m) => `${m.kind}/${m.metadata.name}`)
    .sort();
}

/** The faults that a call throws; fails when it throws none. */
export function faultsOf(call: () => unknown): readonly Fault[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ShopError) return error.faults;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The full text of the error that a call throws. */
export function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
