import { ZONE_UNISOLATED } from '../../../lib/checks/rules/zone-unisolated';
import { messagesOf } from '../../support/checked';
import { pod, policyOver, zoneFindings, zonePod } from '../../support/zone-case';

const found = (...objects: string[]) => zoneFindings(ZONE_UNISOLATED, undefined, ...objects);
const INGRESS = '/Pod/shop/pay : pods that no NetworkPolicy selects for ingress';
const EGRESS = '/Pod/shop/pay : pods that no NetworkPolicy selects for egress';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ZONE_UNISOLATED, ZONE_UNISOLATED.wrong)).toEqual([
    'apps/Deployment/shop/checkout spec.template: got pods that no NetworkPolicy selects for egress; wanted pods whose connections NetworkPolicies decide in both directions. Fix: add a NetworkPolicy of the type Ingress and Egress that selects the pods, and keep them off the host network.',
  ]);
  expect(messagesOf(ZONE_UNISOLATED, ZONE_UNISOLATED.right)).toEqual([]);
});

test('each direction needs a policy', () => {
  expect(found(zonePod('pay'))).toEqual([INGRESS, EGRESS]);
  expect(found(zonePod('pay'), policyOver('pay', 'policyTypes: [Egress]'))).toEqual([INGRESS]);
  expect(found(zonePod('pay'), policyOver('pay', 'policyTypes: [Ingress, Egress]'))).toEqual([]);
  expect(found(zonePod('pay'), policyOver('pay', 'policyTypes: [Ingress, Egress]', 'other'))).toEqual([INGRESS, EGRESS]);
});

test('the label makes the zone, wherever the workload has it; the settings add to it', () => {
  const labelled = (kind: string, labels: string, template: string) => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: pay, namespace: shop, labels: { ${labels} } }
spec: { template: { metadata: { labels: { ${template} } } } }
`;
  expect(found(labelled('Deployment', '', 'cdk8s-shop/zone: payment'))).toHaveLength(2);
  // Of a workload it says nothing about its pods.
  expect(found(labelled('Deployment', 'cdk8s-shop/zone: payment', ''))).toEqual([]);
  expect(found(labelled('Deployment', '', 'cdk8s-shop/zone: other'))).toEqual([]);
  expect(found(pod('pay'))).toEqual([]);
  expect(zoneFindings(ZONE_UNISOLATED, { workloads: ['/Pod/shop/pay'] }, pod('pay'), pod('web'))).toEqual([INGRESS, EGRESS]);
});

test('pods on the host network are open, whatever the policies say', () => {
  const onHost = zonePod('pay', { spec: 'hostNetwork: true' });
  const told = ['/Pod/shop/pay spec.hostNetwork: the host network, where most network plugins apply no policy'];
  expect(found(onHost, policyOver('pay', 'policyTypes: [Ingress, Egress]'))).toEqual(told);
  expect(found(onHost)).toEqual(told);
});
