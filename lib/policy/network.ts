import { cidrContains } from '../core/addresses';
import { sortedBy } from '../core/order';
import type { ClusterData } from '../model/cluster-profile';
import { HostNamePolicy } from '../model/cluster-profile';
import type { Component, ConnectionRecord, Location } from '../model/component';
import type { ShopGraph } from '../model/shop-graph';
import { peerLabels } from './labels';

/** A port of a rule, as the API writes it. */
interface PolicyPort {
  readonly port: number;
  readonly protocol: string;
}

/** A peer of a rule, as the API writes it. */
type PolicyPeer = Readonly<Record<string, unknown>>;

/** One rule: peers (either `from` or `to`) and ports. */
export interface PolicyRule {
  readonly peers: readonly PolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

/** Both directions of one component's policy. */
export interface NetworkPlan {
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
}

/** Label that the API server gives every namespace: its name. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/**
 * Cluster DNS: CoreDNS by the labels that every conformant distribution keeps, and NodeLocal DNSCache, which runs on
 * the host network and answers at a link-local address. TCP too: answers over 512 bytes fall back to it.
 * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 */
const DNS: PolicyRule = {
  peers: [
    { namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } },
    { ipBlock: { cidr: '169.254.20.10/32' } },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};

/** Every address of the internet: an outside host whose own addresses are not known. */
export const ANY_ADDRESS = ['0.0.0.0/0', '::/0'];

/**
 * Never the internet: private networks (RFC 1918), carrier NAT (RFC 6598), link-local with the metadata service of
 * every cloud (RFC 3927), loopback; unique local and link-local IPv6 (RFC 4193, RFC 4291).
 */
export const PRIVATE_ADDRESSES = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

/** The rules of one component: a read of the edge list, and of the ports at which the kubelet asks its pods. */
export function planNetwork(component: Component, graph: ShopGraph, cluster: ClusterData, probed: readonly number[]): NetworkPlan {
  const outgoing = graph.connectionsFrom(component.name);
  const incoming = graph.connectionsTo(component.name);
  return {
    ingress: [
      ...rules(incoming, (c) => c.from, component, cluster),
      ...peerRules(component),
      ...scrapeRules(component, cluster),
      ...nodeRules(probed, cluster),
    ],
    egress: [DNS, ...rules(outgoing, (c) => c.to, component, cluster), ...peerRules(component)],
  };
}

/** One rule for each other end, with all its ports. */
function rules(
  connections: readonly ConnectionRecord[],
  otherEnd: (c: ConnectionRecord) => Component,
  self: Component,
  cluster: ClusterData,
): PolicyRule[] {
  const byPeer = new Map<string, { end: Component; ports: Map<string, PolicyPort> }>();
  for (const connection of connections) {
    const end = otherEnd(connection);
    const key = `${end.namespace}/${end.name}`;
    const entry = byPeer.get(key) ?? { end, ports: new Map() };
    // Toward addresses the dialled port counts; a pod is reached on its own port, behind the Service.
    const port = connection.to.location.kind === 'addresses' ? connection.endpoint.port : connection.endpoint.targetPort;
    entry.ports.set(`${port}/${connection.endpoint.transport}`, { port, protocol: connection.endpoint.transport });
    byPeer.set(key, entry);
  }
  return sortedBy(byPeer, ([key]) => key).flatMap(([, { end, ports }]) => {
    const peers = peersOf(end.location, self.namespace, cluster);
    return peers.length === 0 ? [] : [{ peers, ports: sortedBy(ports.values(), (p) => `${`${p.port}`.padStart(5, '0')}/${p.protocol}`) }];
  });
}

/** A location as the peers of a rule. Host names are no peers of a NetworkPolicy; where Cilium opens them, no CIDR is. */
function peersOf(location: Location, ownNamespace: string, cluster: ClusterData): PolicyPeer[] {
  switch (location.kind) {
    case 'pods': {
      const podSelector = { matchLabels: { ...location.labels } };
      if (location.namespace === ownNamespace) return [{ podSelector }];
      return [{ namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: location.namespace } }, podSelector }];
    }
    case 'namespaces':
      return [namespacePeer(location), ...(location.cidrs ?? []).map((cidr) => ({ ipBlock: { cidr } }))];
    case 'addresses':
      if (location.hostNames.length > 0 && cluster.hostNames === HostNamePolicy.CILIUM) return [];
      return location.cidrs.map((cidr) => ({ ipBlock: ipBlock(cidr, location.except) }));
  }
}

function namespacePeer(location: Extract<Location, { kind: 'namespaces' }>): PolicyPeer {
  const { names, except, labels } = location;
  const namespaceSelector =
    names.length === 1
      ? { matchLabels: { [NAMESPACE_NAME]: names[0] } }
      : {
          matchExpressions: [
            names.length > 0
              ? { key: NAMESPACE_NAME, operator: 'In', values: [...names] }
              : { key: NAMESPACE_NAME, operator: 'NotIn', values: [...except] },
          ],
        };
  return { namespaceSelector, ...(Object.keys(labels).length > 0 && { podSelector: { matchLabels: { ...labels } } }) };
}

/** A CIDR with those exceptions that lie within it; the API refuses others. */
export function ipBlock(cidr: string, except: readonly string[]): { readonly cidr: string; readonly except?: string[] } {
  const own = except.filter((e) => cidrContains(cidr, e));
  return own.length > 0 ? { cidr, except: own } : { cidr };
}

function peerRules(component: Component): PolicyRule[] {
  if (component.peerPorts.length === 0) return [];
  return [
    {
      peers: [{ podSelector: { matchLabels: peerLabels(component.name) } }],
      ports: component.peerPorts.map((port) => ({ port, protocol: 'TCP' })),
    },
  ];
}

function scrapeRules({ metrics }: Component, cluster: ClusterData): PolicyRule[] {
  if (!metrics) return [];
  return [
    {
      peers: [{ namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: cluster.monitoringNamespace } } }],
      ports: [{ port: metrics.port, protocol: 'TCP' }],
    },
  ];
}

/** The specification admits a pod's own node without a rule; some plugins with a host firewall want the CIDR named. */
function nodeRules(probed: readonly number[], { nodeCidrs }: ClusterData): PolicyRule[] {
  if (nodeCidrs.length === 0 || probed.length === 0) return [];
  return [{ peers: nodeCidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: probed.map((port) => ({ port, protocol: 'TCP' })) }];
}
