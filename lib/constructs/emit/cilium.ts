import type { Construct } from 'constructs';
import { planHostNames } from '../../policy/host-names';
import { peerLabels } from '../../policy/labels';
import { metadataOf, type Owner } from './metadata';
import { emitObject } from './object';

/**
 * Cilium learns the addresses of a name from the answers that pass its DNS proxy, so the policy that names hosts must
 * send the look-ups through it too.
 * @see https://docs.cilium.io/en/stable/security/policy/language/#dns-based
 */
const THROUGH_DNS_PROXY = {
  toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
  toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
};

/** A CiliumNetworkPolicy for the outside hosts that a client may reach by name; nothing where it has none. */
export function emitHostNamePolicy(scope: Construct, owner: Owner): void {
  const { shop, component } = owner;
  const hosts = planHostNames(shop.graph.connectionsFrom(component.name), shop.cluster);
  if (hosts.length === 0) return;
  emitObject(scope, 'HostNamePolicy', {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: metadataOf(owner),
    spec: {
      endpointSelector: { matchLabels: peerLabels(component.name) },
      egress: [
        THROUGH_DNS_PROXY,
        ...hosts.map(({ host, port, transport }) => ({
          toFQDNs: [{ matchName: host }],
          toPorts: [{ ports: [{ port: `${port}`, protocol: transport }] }],
        })),
      ],
    },
  });
}
