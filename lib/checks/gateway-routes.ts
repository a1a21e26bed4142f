import { isObject, itemsAt, type Json, type JsonObject, numberAt, objectsAt, textAt } from '../manifests/json';
import type { Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { oncePerSet } from './once-per-set';

const GROUP = 'gateway.networking.k8s.io';

const gateways = oncePerSet(
  (manifests) => new Map(manifests.of('Gateway', GROUP).map((gateway) => [keyOf(gateway.namespace, gateway.name), gateway])),
);

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? 'default'}/${name}`;
}

/** The listeners of Gateways in the set that a route is attached to. */
export function listenersOf({ body, namespace }: Manifest, manifests: ManifestSet): readonly JsonObject[] {
  return objectsAt(body, 'spec', 'parentRefs').flatMap((parent) => {
    const gateway = gateways(manifests).get(keyOf(textAt(parent, 'namespace') ?? namespace, textAt(parent, 'name') ?? ''));
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
