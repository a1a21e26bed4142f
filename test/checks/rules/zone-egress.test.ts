import type { PaymentZone } from '../../../lib/checks/check-settings';
import { ZONE_EGRESS } from '../../../lib/checks/rules/zone-egress';
import { messagesOf } from '../../support/checked';
import { pod, policyOver, zoneFindings, zonePod } from '../../support/zone-case';

const app = (name: string) => `{ podSelector: { matchLabels: { app: ${name} } } }`;
const inNamespace = (name: string) => `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }`;
const found = (egress: string, zone: PaymentZone | undefined, ...more: string[]) =>
  zoneFindings(ZONE_EGRESS, zone, zonePod('pay'), policyOver('pay', `policyTypes: [Egress], egress: [${egress}]`), ...more).map((line) =>
    line.replace('networking.k8s.io/NetworkPolicy/shop/pay spec.egress', '').replace('an opening ', ''),
  );

test('the wrong example is told in full, the right one is accepted', () => {
  const edges = [{ from: 'apps/Deployment/shop/checkout', to: 'apps/Deployment/shop/orders', port: 8080 }];
  const settings = { paymentZone: { edges } };
  expect(messagesOf(ZONE_EGRESS, ZONE_EGRESS.wrong, { settings })).toEqual([
    'networking.k8s.io/NetworkPolicy/shop/checkout spec.egress[0].to[0]: got an opening from apps/Deployment/shop/checkout to apps/Deployment/shop/mails on TCP 8080; wanted openings for connections from the payment zone that were agreed. Fix: narrow the peer or its ports, or agree to the connection in settings.paymentZone.edges.',
  ]);
  expect(messagesOf(ZONE_EGRESS, ZONE_EGRESS.right, { settings })).toEqual([]);
});

test('as long as nobody says what was agreed, no connection is judged', () => {
  expect(found(`{ to: [${app('web')}] }`, undefined, pod('web'))).toEqual([]);
  expect(found(`{ to: [${app('web')}] }`, {}, pod('web'))).toEqual(['[0].to[0]: from /Pod/shop/pay to /Pod/shop/web on every port']);
});

test('the zone connects to an agreed workload on the agreed port', () => {
  const to = `{ to: [${app('web')}], ports: [{ port: 8080 }] }`;
  const agreed = (port: number) => found(to, { edges: [{ from: '/Pod/shop/pay', to: '/Pod/shop/web', port }] }, pod('web'));
  expect([agreed(8080), agreed(80)]).toEqual([[], ['[0].to[0]: from /Pod/shop/pay to /Pod/shop/web on TCP 8080']]);
});

test('a target whose own policies let nobody in is no way out', () => {
  expect(found(`{ to: [${app('web')}] }`, {}, pod('web'), policyOver('web', 'ingress: []'))).toEqual([]);
  expect(found(`{ to: [${app('web')}] }`, {}, pod('web'), policyOver('web', `ingress: [{ from: [${app('pay')}] }]`))).toHaveLength(1);
});

test('the DNS of the cluster need not be agreed to, and nothing else of its namespace is', () => {
  const dns = (namespace: string, ports: string) => found(`{ to: [${inNamespace(namespace)}], ports: [${ports}] }`, {});
  expect(dns('kube-system', '{ port: 53, protocol: UDP }, { port: 53 }')).toEqual([]);
  expect(dns('kube-system', '{ port: 53 }, { port: 443 }')).toEqual([
    '[0].to[0]: from /Pod/shop/pay to pods of the namespace kube-system on TCP 443',
  ]);
  expect(dns('dns', '{ port: 53, protocol: UDP }')).toEqual(['[0].to[0]: from /Pod/shop/pay to pods of the namespace dns on UDP 53']);
});

test('a named port is that of the target, and any port of a target that is not in the set', () => {
  const named = (name: string, labels = '') =>
    pod(name, { labels, spec: 'containers: [{ name: app, ports: [{ name: http, containerPort: 8080 }] }]' });
  expect(found(`{ to: [${app('web')}], ports: [{ port: http }] }`, {}, named('web'))).toEqual([
    '[0].to[0]: from /Pod/shop/pay to /Pod/shop/web on TCP 8080',
  ]);
  expect(found(`{ to: [${app('web')}], ports: [{ port: grpc }] }`, {}, named('web'))).toEqual([]);
  const psp = `{ to: [${inNamespace('psp')}], ports: [{ port: http }] }`;
  expect(found(psp, {})).toEqual(['[0].to[0]: from /Pod/shop/pay to pods of the namespace psp on every TCP port']);
  expect(found(psp, { edges: [{ from: '/Pod/shop/pay', to: '/Namespace//psp' }] })).toEqual([]);
});

test('addresses and everybody are told by the rule about the outside', () => {
  expect(found('{}, { to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }', {})).toEqual([]);
});
