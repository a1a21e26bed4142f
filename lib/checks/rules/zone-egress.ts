import type { Rule } from '../rule';
import { crossings, strangePods } from '../zone-border';
import { deploymentWith, inZone, PCI_DSS, policyOver } from '../zone-example';

const TO = (peers: string) => `# agreed: from apps/Deployment/shop/checkout to apps/Deployment/shop/orders, port 8080
${[
  inZone('checkout'),
  deploymentWith('orders'),
  deploymentWith('mails'),
  policyOver(
    'checkout',
    `
  policyTypes: [Egress]
  egress:
    - to: [${peers}]
      ports: [{ port: 8080 }]
`,
  ),
]
  .join('---')
  .trim()}
`;

/** The payment zone connects to no pods but those that were agreed. */
export const ZONE_EGRESS: Rule = {
  id: 'zone-egress',
  severity: 'error',
  why: 'Where the payment zone may connect to, card data may go. PCI DSS 4.0 (1.3.2) wants outbound traffic restricted to what is necessary, and all other denied.',
  wanted: 'openings for connections from the payment zone that were agreed',
  fix: 'narrow the peer or its ports, or agree to the connection in settings.paymentZone.edges',
  wrong: TO('{ podSelector: {} }'),
  right: TO('{ podSelector: { matchLabels: { app: orders } } }'),
  see: [PCI_DSS, 'https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  find: (target) =>
    crossings('egress', (peer, namespace) => (peer?.kind === 'pods' ? strangePods('egress', peer, namespace, target) : []), target),
};
