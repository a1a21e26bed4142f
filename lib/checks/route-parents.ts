import { indexedObjectsAt, numberAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import type { FieldPath } from './finding';
import type { ObjectName } from './set-index';

const GATEWAY_API = 'gateway.networking.k8s.io';

/** Kinds of routes of the Gateway API. */
export const ROUTE_KINDS: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** What a route wants to be attached to. */
export interface RouteParent {
  readonly manifest: Manifest;
  readonly parent: ObjectName & { readonly namespace: string };
  /** Name of the listener that is meant; undefined for all of them. */
  readonly section?: string;
  /** Port of the listeners that are meant; undefined for all of them. */
  readonly port?: number;
  readonly field: FieldPath;
}

/** Every parent of every route of a set; a Gateway unless it says otherwise. */
export function* routeParents(manifests: ManifestSet): Generator<RouteParent> {
  for (const route of ROUTE_KINDS)
    for (const manifest of manifests.of(route, GATEWAY_API))
      for (const [index, ref] of indexedObjectsAt(manifest.body, 'spec', 'parentRefs')) {
        const name = textAt(ref, 'name');
        const [group, kind] = [textAt(ref, 'group') ?? GATEWAY_API, textAt(ref, 'kind') ?? 'Gateway'];
        const namespace = textAt(ref, 'namespace') ?? manifest.namespace ?? 'default';
        const [section, port] = [textAt(ref, 'sectionName'), numberAt(ref, 'port')];
        if (name) yield { manifest, parent: { group, kind, namespace, name }, section, port, field: ['spec', 'parentRefs', index] };
      }
}
