import type { PolicyPeer } from '../../manifests/network-policy';
import type { CheckTarget, Rule } from '../rule';
import { crossings, outsider, type Strangers, strangePods } from '../zone-border';
import { deploymentWith, inZone, PCI_DSS, policyOver } from '../zone-example';

const FROM = (peer: string) => `# agreed: from apps/Deployment/shop/storefront to apps/Deployment/shop/checkout, port 8080
${[
  inZone('checkout'),
  deploymentWith('storefront'),
  policyOver(
    'checkout',
    `
  policyTypes: [Ingress]
  ingress:
    - from: [${peer}]
      ports: [{ port: 8080 }]
`,
  ),
]
  .join('---')
  .trim()}
`;

/** Nobody reaches the payment zone but by a connection that was agreed. */
export const ZONE_INGRESS: Rule = {
  id: 'zone-ingress',
  severity: 'error',
  why: 'Whatever may connect to the payment zone belongs to what is assessed with it, and is a way to card data. PCI DSS 4.0 (1.3.1) wants inbound traffic restricted to what is necessary, and all other denied.',
  wanted: 'openings for connections to the payment zone that were agreed',
  fix: 'narrow the peer or its ports, or agree to the connection in settings.paymentZone.edges',
  wrong: FROM('{ namespaceSelector: {} }'),
  right: FROM('{ podSelector: { matchLabels: { app: storefront } } }'),
  see: [PCI_DSS, 'https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  find: (target) => crossings('ingress', (peer, namespace) => clients(peer, namespace, target), target),
};

function clients(peer: PolicyPeer | undefined, namespace: string, target: CheckTarget): Iterable<Strangers> {
  if (!peer) return [outsider('everybody', '0.0.0.0/0')];
  if (peer.kind === 'addresses') return [outsider(`the addresses ${peer.cidr}`, peer.cidr)];
  return strangePods('ingress', peer, namespace, target);
}
