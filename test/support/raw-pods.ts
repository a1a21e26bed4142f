import type { JsonObject } from '../../lib/manifests/json';
import { manifestOf } from '../../lib/manifests/manifest';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { ClusterProfile } from '../../lib/model/cluster-profile';
import { ShopProfile } from '../../lib/model/profile';
import { ShopGraph } from '../../lib/model/shop-graph';
import type { ShopView } from '../../lib/writers/shop-view';

/** A shop of objects alone, as somebody may add them beside the components. */
export function rawView(objects: readonly JsonObject[]): ShopView {
  return {
    name: 'shop',
    namespace: 'shop',
    profile: ShopProfile.development()._data,
    cluster: ClusterProfile.plain()._data,
    graph: new ShopGraph(),
    manifests: new ManifestSet(objects.map((body) => manifestOf(body))),
    files: new Map(),
  };
}

/** A workload with this pod. */
export function workload(kind: string, name: string, spec: JsonObject, more: JsonObject = {}): JsonObject {
  const apiVersion = kind.endsWith('Job') ? 'batch/v1' : 'apps/v1';
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'shop' },
    spec: { ...more, template: { metadata: { labels: { app: name } }, spec } },
  };
}

export function configMap(name: string, data: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data };
}
