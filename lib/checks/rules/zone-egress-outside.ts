import { identityOf } from '../../manifests/manifest';
import type { PolicyPeer } from '../../manifests/network-policy';
import type { PodsView } from '../../manifests/pods';
import { portsText } from '../../manifests/port-range';
import { endpointsOf, type OutsideOpening, outsideOpenings } from '../cilium-egress';
import { zoneOf } from '../payment-zone';
import type { Breach, CheckTarget, Rule } from '../rule';
import { indexOf } from '../set-index';
import { type Agreement, podsEnd } from '../zone-agreement';
import { crossings, outsider, type Strangers } from '../zone-border';
import { inZone, PCI_DSS, policyOver } from '../zone-example';

const TO = (cidr: string) => `# agreed: the addresses 203.0.113.0/24
${[
  inZone('checkout'),
  policyOver(
    'checkout',
    `
  policyTypes: [Egress]
  egress:
    - to: [{ ipBlock: { cidr: ${cidr} } }]
      ports: [{ port: 443 }]
`,
  ),
]
  .join('---')
  .trim()}
`;

/** The payment zone connects to no addresses and hosts but those of a list. */
export const ZONE_EGRESS_OUTSIDE: Rule = {
  id: 'zone-egress-outside',
  severity: 'error',
  why: 'A container of the payment zone that may connect to the whole internet can send card data there, and whoever breaks into it fetches tools. PCI DSS 4.0 (1.3.2) wants outbound traffic restricted to what is necessary.',
  wanted: 'addresses and hosts that were agreed for the payment zone',
  fix: "open the addresses of the payment provider alone, and agree to them in settings.paymentZone: cidrs, hosts, or an edge's end",
  wrong: TO('0.0.0.0/0'),
  right: TO('203.0.113.16/28'),
  see: [PCI_DSS, 'https://docs.cilium.io/en/stable/security/policy/language/#dns-based'],
  *find(target) {
    yield* crossings('egress', outside, target);
    yield* byCilium(target);
  },
};

function outside(peer: PolicyPeer | undefined): Strangers[] {
  if (!peer) return [outsider('everybody', '0.0.0.0/0')];
  return peer.kind === 'addresses' ? [outsider(`the addresses ${peer.cidr}`, peer.cidr)] : [];
}

/** NetworkPolicies know no hosts, so that an opening by name is a policy of Cilium's own. */
function* byCilium(target: CheckTarget): Generator<Breach> {
  const { pods, agreement } = zoneOf(target);
  if (!agreement || pods.size === 0) return;
  for (const manifest of target.manifests.of('CiliumNetworkPolicy', 'cilium.io')) {
    const selected = indexOf(target.manifests).pods.selected(manifest.namespace ?? 'default', endpointsOf(manifest));
    const inside = [...selected].filter((one) => pods.has(one));
    for (const opening of outsideOpenings(manifest)) {
      const [got] = inside.flatMap((own) => openingText(own, opening, agreement) ?? []);
      if (got !== undefined) yield { manifest, field: opening.field, got };
    }
  }
}

/** What of an opening was not agreed; undefined where all of it was. */
function openingText(own: PodsView, { kind, to, ports }: OutsideOpening, agreement: Agreement): string | undefined {
  const open = kind === 'addresses' ? agreement.beyond(podsEnd(own), { cidr: to }, ports) : agreement.hasHost(to) ? [] : ports;
  return open.length > 0 ? `an opening from ${identityOf(own.manifest)} to the ${kind} ${to} on ${portsText(open)}` : undefined;
}
