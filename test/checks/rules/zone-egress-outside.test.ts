import type { PaymentZone } from '../../../lib/checks/check-settings';
import { ZONE_EGRESS_OUTSIDE } from '../../../lib/checks/rules/zone-egress-outside';
import { messagesOf } from '../../support/checked';
import { pod, policyOver, zoneFindings, zonePod } from '../../support/zone-case';

const PAY = '/Pod/shop/pay';
const found = (egress: string, zone: PaymentZone | undefined) =>
  zoneFindings(ZONE_EGRESS_OUTSIDE, zone, zonePod('pay'), policyOver('pay', `policyTypes: [Egress], egress: [${egress}]`)).map((line) =>
    line.replace(/^\S+ spec.egress/, '').replace('an opening ', ''),
  );
const block = (cidr: string, ports = '{ port: 443 }') => `{ to: [{ ipBlock: { cidr: ${cidr} } }], ports: [${ports}] }`;

test('the wrong example is told in full, the right one is accepted', () => {
  const settings = { paymentZone: { cidrs: ['203.0.113.0/24'] } };
  expect(messagesOf(ZONE_EGRESS_OUTSIDE, ZONE_EGRESS_OUTSIDE.wrong, { settings })).toEqual([
    "networking.k8s.io/NetworkPolicy/shop/checkout spec.egress[0].to[0]: got an opening from apps/Deployment/shop/checkout to the addresses 0.0.0.0/0 on TCP 443; wanted addresses and hosts that were agreed for the payment zone. Fix: open the addresses of the payment provider alone, and agree to them in settings.paymentZone: cidrs, hosts, or an edge's end.",
  ]);
  expect(messagesOf(ZONE_EGRESS_OUTSIDE, ZONE_EGRESS_OUTSIDE.right, { settings })).toEqual([]);
});

test('as long as nobody says what was agreed, no connection is judged', () => {
  expect(found(block('0.0.0.0/0'), undefined)).toEqual([]);
  expect(found(block('0.0.0.0/0'), {})).toEqual([`[0].to[0]: from ${PAY} to the addresses 0.0.0.0/0 on TCP 443`]);
});

test('a rule without peers opens every address, also for names alone', () => {
  expect(found('{}', { cidrs: ['203.0.113.0/24'] })).toEqual([`[0]: from ${PAY} to everybody on every port`]);
  expect(found('{ ports: [{ port: 53, protocol: UDP }] }', {})).toEqual([`[0]: from ${PAY} to everybody on UDP 53`]);
});

test('a range is agreed where all of it is in one that was, of either family', () => {
  const agreed = (cidr: string) => found(block(cidr), { cidrs: ['203.0.113.0/24', '2001:db8::/32'] }).length === 0;
  expect(['203.0.113.0/24', '203.0.113.7/32', '2001:db8:1::/48'].map(agreed)).toEqual([true, true, true]);
  expect(['203.0.112.0/23', '198.51.100.0/24', '2001:db9::/48', '::/0'].map(agreed)).toEqual([false, false, false, false]);
});

test('exceptions make no range one that was agreed', () => {
  expect(found('{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }', { cidrs: ['203.0.113.0/24'] })).toHaveLength(1);
});

test('an edge agrees to addresses for one workload and port', () => {
  const edge = { from: PAY, to: '203.0.113.0/24', port: 443 };
  const agreed = (changed: object) => found(block('203.0.113.7/32'), { edges: [{ ...edge, ...changed }] }).length === 0;
  expect([{}, { port: undefined }, { from: '/Namespace//shop' }].map(agreed)).toEqual([true, true, true]);
  expect([{ port: 8443 }, { from: '/Pod/shop/other' }, { from: '/Namespace//other' }].map(agreed)).toEqual([false, false, false]);
});

test("the node's cache of DNS need not be agreed to, on its port", () => {
  expect(found(block('169.254.20.10/32', '{ port: 53, protocol: UDP }, { port: 53 }'), {})).toEqual([]);
  expect(found(block('169.254.20.10/32', '{ port: 80 }'), {})).toHaveLength(1);
  expect(found(block('169.254.0.0/16', '{ port: 53 }'), {})).toHaveLength(1);
});

const cilium = (egress: string, { selector = 'k8s:app: pay', namespace = 'shop', group = 'cilium.io' } = {}) => `
apiVersion: ${group}/v2
kind: CiliumNetworkPolicy
metadata: { name: pay, namespace: ${namespace} }
spec: { endpointSelector: { matchLabels: { ${selector} } }, egress: [${egress}] }
`;
const byCilium = (policy: string, zone: PaymentZone | undefined = {}) =>
  zoneFindings(ZONE_EGRESS_OUTSIDE, zone, zonePod('pay'), pod('web'), policy).map((line) =>
    line.replace('cilium.io/CiliumNetworkPolicy/shop/pay spec.egress', '').replace('an opening ', ''),
  );

test('hosts that a policy of Cilium opens are those of the list', () => {
  const hosts =
    '{ toFQDNs: [x, { matchName: api.psp.example }, { matchPattern: "*.psp.example" }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }';
  const name = `[0].toFQDNs[1].matchName: from ${PAY} to the hosts api.psp.example on TCP 443`;
  const pattern = `[0].toFQDNs[2].matchPattern: from ${PAY} to the hosts *.psp.example on TCP 443`;
  expect(byCilium(cilium(hosts))).toEqual([name, pattern]);
  expect(byCilium(cilium(hosts), { hosts: ['API.psp.example'] })).toEqual([pattern]);
  expect(byCilium(cilium(hosts), { hosts: ['*.psp.example'] })).toEqual([name]);
  expect(zoneFindings(ZONE_EGRESS_OUTSIDE, undefined, zonePod('pay'), cilium(hosts))).toEqual([]);
});

test('addresses that a policy of Cilium opens are those of the list', () => {
  const addresses = '{ toCIDR: [203.0.113.0/24, 1], toCIDRSet: [{ cidr: 198.51.100.0/24 }, {}] }, { toEntities: [world, cluster] }';
  expect(byCilium(cilium(addresses))).toEqual([
    `[0].toCIDR: from ${PAY} to the addresses 203.0.113.0/24 on every port`,
    `[0].toCIDRSet[0]: from ${PAY} to the addresses 198.51.100.0/24 on every port`,
    `[1].toEntities: from ${PAY} to the addresses 0.0.0.0/0 on every port`,
  ]);
  expect(byCilium(cilium(addresses), { cidrs: ['203.0.113.0/24', '198.51.0.0/16'] })).toHaveLength(1);
});

test('an edge agrees to the ports of a policy of Cilium', () => {
  const ports = (stated: string) =>
    byCilium(cilium(`{ toCIDR: [203.0.113.7/32], toPorts: [{ ports: [${stated}] }] }`), {
      edges: [{ from: PAY, to: '203.0.113.0/24', port: 443 }],
    });
  expect(ports('{ port: "443", protocol: TCP }')).toEqual([]);
  expect(ports('{ port: "443" }')).toEqual([]);
  expect(ports('{ port: "443", endPort: 444, protocol: TCP }')).toEqual([
    `[0].toCIDR: from ${PAY} to the addresses 203.0.113.7/32 on TCP 444`,
  ]);
  expect(ports('{ port: https, protocol: TCP }')).toHaveLength(1);
  expect(ports('{ port: "0", protocol: UDP }')).toEqual([
    `[0].toCIDR: from ${PAY} to the addresses 203.0.113.7/32 on UDP 1-442, UDP 444-65535`,
  ]);
});

test('a policy of Cilium over other pods, of another namespace or another group is not about the zone', () => {
  const world = '{ toEntities: [all] }';
  expect(byCilium(cilium(world))).toHaveLength(1);
  expect(byCilium(cilium(world, { selector: 'any:app: pay' }))).toHaveLength(1);
  expect(byCilium(cilium(world, { selector: 'k8s:app: web' }))).toEqual([]);
  expect(byCilium(cilium(world, { namespace: 'other' }))).toEqual([]);
  expect(byCilium(cilium(world, { group: 'other.example' }))).toEqual([]);
});
