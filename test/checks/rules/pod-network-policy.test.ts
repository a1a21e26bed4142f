import { POD_NETWORK_POLICY } from '../../../lib/checks/rules/pod-network-policy';
import { findingsOf, messagesOf } from '../../support/checked';

const policy = (spec: string, namespace = 'default') => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: policy, namespace: ${namespace} }
spec: ${spec}
`;
const pod = (fields = '') => `
apiVersion: v1
kind: Pod
metadata: { name: storefront, labels: { app: storefront } }
spec: { ${fields} }
`;
const openDirections = (yaml: string) => findingsOf(POD_NETWORK_POLICY, yaml).map(({ got }) => got.split(' ').at(-1));

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(POD_NETWORK_POLICY, POD_NETWORK_POLICY.wrong)).toEqual([
    '/Pod//storefront : got pods that no NetworkPolicy selects for egress; wanted a NetworkPolicy that selects the pods. Fix: add a policy that denies by default, and one that admits what the workload needs.',
  ]);
  expect(messagesOf(POD_NETWORK_POLICY, POD_NETWORK_POLICY.right)).toEqual([]);
});

test.each([
  ['{ podSelector: {} }', ['egress']],
  ['{ podSelector: {}, egress: [{}] }', []],
  ['{ podSelector: {}, policyTypes: [Egress] }', ['ingress']],
  ['{ podSelector: { matchLabels: { app: storefront } }, policyTypes: [Ingress, Egress] }', []],
  ['{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] }, policyTypes: [Ingress, Egress] }', []],
  ['{ podSelector: { matchLabels: { app: other } }, policyTypes: [Ingress, Egress] }', ['ingress', 'egress']],
])('a policy with %s leaves open: %j', (spec, open) => {
  expect(openDirections(pod() + policy(spec))).toEqual(open);
});

test('two policies may close a direction each; one of another namespace closes none', () => {
  const egress = policy('{ podSelector: {}, policyTypes: [Egress] }').replace('name: policy', 'name: egress');
  expect(openDirections(pod() + policy('{ podSelector: {} }') + egress)).toEqual([]);
  expect(openDirections(pod() + policy('{ podSelector: {}, policyTypes: [Ingress, Egress] }', 'other'))).toEqual(['ingress', 'egress']);
});

test('pods on the host network are out of the reach of policies', () => {
  expect(openDirections(pod('hostNetwork: true'))).toEqual([]);
});
