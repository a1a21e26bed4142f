import { BOTH_DIRECTIONS, closedDirections } from '../network-cover';
import { zonePodsRule } from '../payment-zone';
import type { Rule } from '../rule';
import { inZone, PCI_DSS, policyOver } from '../zone-example';

/** Every pod of the payment zone is shut in both directions but for what is opened. */
export const ZONE_UNISOLATED: Rule = zonePodsRule(
  {
    id: 'zone-unisolated',
    severity: 'error',
    why: 'A zone is one only as long as nothing gets in or out that was not agreed. A pod that no policy selects is open to the whole cluster, and then the whole cluster is assessed with it.',
    wanted: 'pods whose connections NetworkPolicies decide in both directions',
    fix: 'add a NetworkPolicy of the type Ingress and Egress that selects the pods, and keep them off the host network',
    wrong: [inZone('checkout'), policyOver('checkout', '  policyTypes: [Ingress]')].join('---'),
    right: [inZone('checkout'), policyOver('checkout', '  policyTypes: [Ingress, Egress]')].join('---'),
    see: [PCI_DSS, 'https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  },
  function* open(pods, { manifests }) {
    if (pods.spec.hostNetwork === true) {
      yield { field: ['spec', 'hostNetwork'], got: 'the host network, where most network plugins apply no policy' };
      return;
    }
    const closed = closedDirections(pods, manifests);
    for (const direction of BOTH_DIRECTIONS)
      if (!closed.has(direction)) yield { field: [], got: `pods that no NetworkPolicy selects for ${direction}` };
  },
);
