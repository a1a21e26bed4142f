import { isClusterPart } from '../../model/cluster-part';
import type { Component, Location } from '../../model/component';

/** Where trust changes. What is beyond every zone is the internet. */
export type ZoneKind = 'edge' | 'shop' | 'namespace' | 'payment' | 'outside';

/** An area of a diagram, with a border that is a trust boundary. */
export interface Zone {
  readonly id: string;
  readonly kind: ZoneKind;
  readonly label: string;
  /** The zone around it. */
  readonly parent?: Zone;
}

/** The zone that a component of a shop is in. */
export function zoneOf(component: Component, shopNamespace: string): Zone {
  const { role, location } = component;
  if (role === 'edge') return { id: 'edge', kind: 'edge', label: 'edge proxies' };
  if (location.kind === 'addresses' && !isClusterPart(component)) return OUTSIDE;
  const namespace = namespaceZone(component.namespace, shopNamespace);
  if (!component.paymentZone) return namespace;
  return { id: `payment ${namespace.id}`, kind: 'payment', label: 'payment zone', parent: namespace };
}

/** A namespace as a zone; the shop's own is told apart from those of others. */
export function namespaceZone(namespace: string, shopNamespace: string): Zone {
  return { id: `namespace ${namespace}`, kind: namespace === shopNamespace ? 'shop' : 'namespace', label: `namespace ${namespace}` };
}

const OUTSIDE: Zone = { id: 'outside', kind: 'outside', label: 'outside' };

/** Where something is that is no pod of a known namespace: as wide as what the policies admit. */
export function placeOf(location: Location): string {
  switch (location.kind) {
    case 'pods':
      return `namespace ${location.namespace}`;
    case 'namespaces':
      return location.names.length > 0 ? `namespace ${location.names.join(', ')}` : 'any other namespace';
    case 'addresses':
      return location.hostNames.length > 0 ? location.hostNames.join(', ') : location.cidrs.join(', ');
  }
}
