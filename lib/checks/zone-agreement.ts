import { AddressRanges } from '../core/address-ranges';
import { isCidr } from '../core/addresses';
import { groupedBy } from '../core/groups';
import { identityOf } from '../manifests/manifest';
import type { PodsView } from '../manifests/pods';
import { beyond, type PortRange } from '../manifests/port-range';
import type { PaymentZone, ZoneEdge } from './check-settings';

/** An end of an agreed connection that stands for every pod of the cluster. */
export const ANY_NAMESPACE = '/Namespace//*';

/** Names by which an edge may mean one end of a connection; or the range of addresses that it is. */
export type ZoneEnd = { readonly names: readonly string[] } | { readonly cidr: string };

/** Every pod has to ask for names: of the cluster's DNS, or of the node's cache of it. */
const DNS: readonly ZoneEdge[] = ['/Namespace//kube-system', '169.254.20.10/32'].map((to) => ({ from: ANY_NAMESPACE, to, port: 53 }));

/** The pods of a workload as an end. */
export function podsEnd({ manifest, namespace }: PodsView): ZoneEnd {
  return { names: [identityOf(manifest), ...namespaceEnd(namespace).names] };
}

/** Pods of a namespace that nothing else is known of. */
export function namespaceEnd(namespace: string): { readonly names: readonly string[] } {
  return { names: [`/Namespace//${namespace}`, ANY_NAMESPACE] };
}

/** The connections across the border of the payment zone that were agreed. */
export class Agreement {
  private readonly between: ReadonlyMap<string, readonly ZoneEdge[]>;
  /** Edges with addresses at one end, by the name of the other. */
  private readonly fromAddresses = new Map<string, AddressRanges<ZoneEdge>>();
  private readonly toAddresses = new Map<string, AddressRanges<ZoneEdge>>();
  private readonly hosts: ReadonlySet<string>;

  constructor({ edges = [], cidrs = [], hosts = [] }: PaymentZone) {
    const all = [...DNS, ...cidrs.map((to) => ({ from: ANY_NAMESPACE, to })), ...edges];
    for (const edge of all) {
      if (isCidr(edge.from)) rangesOf(this.fromAddresses, edge.to).add(edge.from, edge);
      if (isCidr(edge.to)) rangesOf(this.toAddresses, edge.from).add(edge.to, edge);
    }
    this.hosts = new Set(hosts.map((host) => host.toLowerCase()));
    this.between = groupedBy(all, ({ from, to }) => keyOf(from, to));
  }

  /** Whether a host outside of the cluster, or a pattern of hosts, is one that the zone may connect to. */
  public hasHost(host: string): boolean {
    return this.hosts.has(host.toLowerCase());
  }

  /** The ports of a connection that no edge covers. */
  public beyond(from: ZoneEnd, to: ZoneEnd, ports: readonly PortRange[]): readonly PortRange[] {
    const edges = this.edgesOf(from, to);
    const agreed = edges.flatMap(({ port }) => (port === undefined ? [] : [port]));
    return agreed.length < edges.length ? [] : beyond(ports, agreed);
  }

  private edgesOf(from: ZoneEnd, to: ZoneEnd): readonly ZoneEdge[] {
    if ('cidr' in from) return 'cidr' in to ? [] : to.names.flatMap((name) => this.fromAddresses.get(name)?.covering(from.cidr) ?? []);
    if ('cidr' in to) return from.names.flatMap((name) => this.toAddresses.get(name)?.covering(to.cidr) ?? []);
    return from.names.flatMap((client) => to.names.flatMap((target) => this.between.get(keyOf(client, target)) ?? []));
  }
}

function keyOf(from: string, to: string): string {
  return `${from}\0${to}`;
}

function rangesOf(byName: Map<string, AddressRanges<ZoneEdge>>, name: string): AddressRanges<ZoneEdge> {
  const ranges = byName.get(name) ?? new AddressRanges<ZoneEdge>();
  byName.set(name, ranges);
  return ranges;
}
