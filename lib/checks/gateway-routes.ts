import { isObject, itemsAt, type Json, type JsonObject, numberAt, objectsAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { indexOf } from './set-index';

const GROUP = 'gateway.networking.k8s.io';

/** The listeners of Gateways in the set that a route is attached to. */
export function listenersOf({ body, namespace: own = 'default' }: Manifest, manifests: ManifestSet): readonly JsonObject[] {
  return objectsAt(body, 'spec', 'parentRefs').flatMap((parent) => {
    const [namespace, name] = [textAt(parent, 'namespace') ?? own, textAt(parent, 'name') ?? ''];
    const gateway = indexOf(manifests).find({ group: GROUP, kind: 'Gateway', namespace, name });
    const [section, port] = [textAt(parent, 'sectionName'), numberAt(parent, 'port')];
    return objectsAt(gateway?.body, 'spec', 'listeners').filter(
      (listener) => (section === undefined || listener.name === section) && (port === undefined || listener.port === port),
    );
  });
}

/** Whether a rule of a route sends requests on, rather than answering with a redirect. */
export function forwards(rule: Json): boolean {
  return (
    isObject(rule) &&
    objectsAt(rule, 'backendRefs').length > 0 &&
    itemsAt(rule, 'filters').every((f) => textAt(f, 'type') !== 'RequestRedirect')
  );
}

/** A Gateway with one listener, for examples. */
export function gatewayWith(listener: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec:
  gatewayClassName: envoy
  listeners:
    - ${listener}
`;
}

export const HTTPS_LISTENER =
  '{ name: https, port: 443, protocol: HTTPS, hostname: shop.example, tls: { certificateRefs: [{ name: edge-tls }] } }';
