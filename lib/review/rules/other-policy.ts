import { changeRule, type EffectRule, type EffectText } from '../effect-rule';

const policy = (port: number) => `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: orders, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: orders } }
  ingress: [{ fromEndpoints: [{ matchLabels: { app: storefront } }], toPorts: [{ ports: [{ port: '${port}', protocol: TCP }] }] }]
`;

const TEXT: EffectText = {
  id: 'other-policy',
  kind: 'door-opened',
  severity: 'warning',
  reason: 'only NetworkPolicies of networking.k8s.io are simulated: what this object opens or closes is not known here',
  recipe: ['read the change with the documentation of its plugin, or ask the plugin’s own simulator what it allows'],
  before: policy(8080),
  after: policy(9090),
  see: [
    'https://docs.cilium.io/en/stable/network/kubernetes/policy/',
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
  ],
};

/** A policy of a network plugin or a mesh changes or goes. */
export const OTHER_POLICY: EffectRule = changeRule(
  TEXT,
  [
    'cilium.io/CiliumClusterwideNetworkPolicy',
    'cilium.io/CiliumNetworkPolicy',
    'crd.projectcalico.org/GlobalNetworkPolicy',
    'crd.projectcalico.org/NetworkPolicy',
    'policy.linkerd.io/AuthorizationPolicy',
    'policy.linkerd.io/Server',
    'policy.networking.k8s.io/AdminNetworkPolicy',
    'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
    'policy.networking.k8s.io/ClusterNetworkPolicy',
    'projectcalico.org/GlobalNetworkPolicy',
    'projectcalico.org/NetworkPolicy',
    'security.istio.io/AuthorizationPolicy',
    'security.istio.io/PeerAuthentication',
  ],
  function* unread({ kind, fields }) {
    const spec = fields.map(({ field }) => field).filter(([first]) => first === 'spec');
    if (kind === 'removed') yield { summary: 'goes: what it alone kept out comes in, and what it alone let in is kept out' };
    else if (kind === 'added') yield { severity: 'note', summary: 'is new, and decides who may connect beside the NetworkPolicies' };
    else if (spec.length > 0) yield { fields: spec, summary: 'changes who may connect, beyond the NetworkPolicies' };
  },
);
