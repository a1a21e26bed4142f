import type { PaymentZone, ZoneEdge } from '../../../lib/checks/check-settings';
import { ZONE_INGRESS } from '../../../lib/checks/rules/zone-ingress';
import { messagesOf } from '../../support/checked';
import { pod, policyOver, zoneFindings, zonePod } from '../../support/zone-case';

const EDGES: ZoneEdge[] = [{ from: 'apps/Deployment/shop/storefront', to: 'apps/Deployment/shop/checkout', port: 8080 }];
const app = (name: string) => `{ podSelector: { matchLabels: { app: ${name} } } }`;
const inNamespace = (name: string, pods = '') => `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } }${pods} }`;

/** The pod `pay` of the zone, whose policy has these ingress rules. */
const pay = (ingress: string) => `${zonePod('pay', { spec: PORTS })}---${policyOver('pay', `ingress: [${ingress}]`)}`;
const PORTS = 'containers: [{ name: app, ports: [{ name: http, containerPort: 8080 }] }]';
const found = (ingress: string, zone: PaymentZone | undefined, ...more: string[]) =>
  zoneFindings(ZONE_INGRESS, zone, pay(ingress), ...more).map((line) =>
    line.replace('networking.k8s.io/NetworkPolicy/shop/pay spec.ingress', '').replace('an opening ', ''),
  );

test('the wrong example is told in full, the right one is accepted', () => {
  const settings = { paymentZone: { edges: EDGES } };
  expect(messagesOf(ZONE_INGRESS, ZONE_INGRESS.wrong, { settings })).toEqual([
    'networking.k8s.io/NetworkPolicy/shop/checkout spec.ingress[0].from[0]: got an opening from pods of any namespace that the peer selects to apps/Deployment/shop/checkout on TCP 8080; wanted openings for connections to the payment zone that were agreed. Fix: narrow the peer or its ports, or agree to the connection in settings.paymentZone.edges.',
  ]);
  expect(messagesOf(ZONE_INGRESS, ZONE_INGRESS.right, { settings })).toEqual([]);
});

test('as long as nobody says what was agreed, no connection is judged', () => {
  expect(found('{}', undefined)).toEqual([]);
  expect(found('{}', {})).toEqual(['[0]: from everybody to /Pod/shop/pay on every port']);
});

test('a workload outside of the zone comes in by an agreed edge alone, on its port alone', () => {
  const from = `{ from: [${app('web')}], ports: [{ port: 8080 }, { port: 9090 }] }`;
  const line = (ports: string) => [`[0].from[0]: from /Pod/shop/web to /Pod/shop/pay on ${ports}`];
  const edge = { from: '/Pod/shop/web', to: '/Pod/shop/pay' };
  expect(found(from, {}, pod('web'))).toEqual(line('TCP 8080, TCP 9090'));
  expect(found(from, { edges: [{ ...edge, port: 8080 }] }, pod('web'))).toEqual(line('TCP 9090'));
  expect(found(from, { edges: [8080, 9090].map((port) => ({ ...edge, port })) }, pod('web'))).toEqual([]);
  expect(found(from, { edges: [edge] }, pod('web'))).toEqual([]);
  expect(found(from, { edges: [{ from: edge.to, to: edge.from }] }, pod('web'))).toHaveLength(1);
});

test('what was agreed for one port does not open those beside it', () => {
  const edges = [{ from: '/Pod/shop/web', to: '/Pod/shop/pay', port: 8080 }];
  const ports = (stated: string) =>
    found(`{ from: [${app('web')}], ports: [${stated}] }`, { edges }, pod('web')).map((l) => l.split(' on ')[1]);
  expect(ports('{ port: 8079, endPort: 8081 }')).toEqual(['TCP 8079, TCP 8081']);
  expect(ports('{ port: http }')).toEqual([]);
  expect(ports('{ protocol: UDP }')).toEqual(['UDP 1-8079, UDP 8081-65535']);
  expect(ports('{ port: 1, endPort: 8080 }, { port: 9000 }, { port: 9001 }, { port: 9002 }')).toEqual([
    'TCP 1-8079, TCP 9000, TCP 9001 and 1 more',
  ]);
});

test('a client whose own policies do not let it go there is no way in', () => {
  const from = `{ from: [${app('web')}] }`;
  expect(found(from, {}, pod('web'), policyOver('web', 'policyTypes: [Egress]'))).toEqual([]);
  expect(found(from, {}, pod('web'), policyOver('web', `egress: [{ to: [${app('pay')}], ports: [{ port: 8080 }] }]`))).toEqual([
    '[0].from[0]: from /Pod/shop/web to /Pod/shop/pay on TCP 8080',
  ]);
});

test('the pods of the zone may connect to each other', () => {
  expect(found('{ from: [{ podSelector: {} }] }', {}, zonePod('cards'))).toEqual([]);
  expect(found('{ from: [{ podSelector: {} }] }', {}, zonePod('cards'), pod('web'))).toEqual([
    '[0].from[0]: from /Pod/shop/web to /Pod/shop/pay on every port',
  ]);
});

test('a workload that the settings name is in the zone', () => {
  const web = ['/Pod/shop/web'];
  expect(found(`{ from: [${app('web')}] }`, { workloads: web }, pod('web'))).toEqual([]);
});

test('pods of a namespace that is not in the set come in where the namespace was agreed to', () => {
  const from = `{ from: [${inNamespace('monitoring')}], ports: [{ port: 9090 }] }`;
  const edge = { from: '/Namespace//monitoring', to: '/Pod/shop/pay', port: 9090 };
  expect(found(from, {})).toEqual(['[0].from[0]: from pods of the namespace monitoring to /Pod/shop/pay on TCP 9090']);
  expect(found(from, { edges: [edge] })).toEqual([]);
  expect(found(from, { edges: [{ ...edge, from: '/Namespace//*' }] })).toEqual([]);
  expect(found(from, { edges: [{ ...edge, from: '/Namespace//logging' }] })).toHaveLength(1);
});

test('a workload of another namespace that is in the set is told by its name, and agreed by it or by its namespace', () => {
  const from = `{ from: [${inNamespace('ops')}] }`;
  const prometheus = pod('prometheus', { namespace: 'ops' });
  expect(found(from, {}, prometheus)).toEqual(['[0].from[0]: from /Pod/ops/prometheus to /Pod/shop/pay on every port']);
  for (const end of ['/Pod/ops/prometheus', '/Namespace//ops'])
    expect(found(from, { edges: [{ from: end, to: '/Pod/shop/pay' }] }, prometheus)).toEqual([]);
});

test('namespaces by their labels are those of the set, or any', () => {
  const from = '{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }] }';
  const ops = '\napiVersion: v1\nkind: Namespace\nmetadata: { name: ops, labels: { team: ops } }\n';
  expect(found(from, {})).toEqual(['[0].from[0]: from pods of any namespace that the peer selects to /Pod/shop/pay on every port']);
  expect(found(from, {}, ops)).toEqual(['[0].from[0]: from pods of the namespace ops to /Pod/shop/pay on every port']);
  const any = { edges: [{ from: '/Namespace//*', to: '/Pod/shop/pay' }] };
  expect([found(from, any), found(from, any, ops)]).toEqual([[], []]);
});

test('all namespaces are any, also where the set has some of them', () => {
  const ops = '\napiVersion: v1\nkind: Namespace\nmetadata: { name: ops, labels: { team: ops } }\n';
  const any = ['[0].from[0]: from pods of any namespace that the peer selects to /Pod/shop/pay on every port'];
  expect(found('{ from: [{ namespaceSelector: {} }] }', {}, ops)).toEqual(any);
});

test('all namespaces but some are any', () => {
  const not = '{ matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [shop] }] }';
  expect(found(`{ from: [{ namespaceSelector: ${not} }] }`, {})).toEqual([
    '[0].from[0]: from pods of any namespace that the peer selects to /Pod/shop/pay on every port',
  ]);
});

test('addresses come in where a range that holds them was agreed to', () => {
  const from = '{ from: [{ ipBlock: { cidr: 10.1.0.0/16 } }] }';
  const agreed = (cidr: string) => found(from, { edges: [{ from: cidr, to: '/Pod/shop/pay' }] });
  expect(found(from, {})).toEqual(['[0].from[0]: from the addresses 10.1.0.0/16 to /Pod/shop/pay on every port']);
  expect([agreed('10.0.0.0/8'), agreed('10.1.0.0/16'), agreed('0.0.0.0/0')]).toEqual([[], [], []]);
  expect([agreed('10.1.0.0/17'), agreed('10.2.0.0/16'), agreed('::/0')].flat()).toHaveLength(3);
  // The list of addresses is about where the zone connects to.
  expect(found(from, { cidrs: ['10.0.0.0/8'] })).toHaveLength(1);
});

test('each peer is told once, with its own field, whatever else stands in the lists', () => {
  const ingress = `null, { from: [x, ${app('web')}, ${app('cart')}] }, { from: [{ podSelector: { matchLabels: { tier: any } } }] }`;
  const more = ['a', 'b'].map((name) => pod(name, { labels: ', tier: any' }));
  expect(found(ingress, {}, pod('web'), pod('cart'), ...more)).toEqual([
    '[1].from[1]: from /Pod/shop/web to /Pod/shop/pay on every port',
    '[1].from[2]: from /Pod/shop/cart to /Pod/shop/pay on every port',
    '[2].from[0]: from /Pod/shop/a to /Pod/shop/pay on every port',
  ]);
});

test('a policy over several workloads is told where one of those in the zone is opened', () => {
  const policy = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: all, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: [${app('web')}] }] }
`;
  const open = (...objects: string[]) =>
    zoneFindings(ZONE_INGRESS, { edges: [{ from: '/Pod/shop/web', to: '/Pod/shop/pay' }] }, policy, ...objects);
  expect(open(pod('web'), pod('other'), zonePod('pay'))).toEqual([]);
  expect(open(pod('web'), pod('other'), zonePod('pay'), zonePod('cards'))).toEqual([
    'networking.k8s.io/NetworkPolicy/shop/all spec.ingress[0].from[0]: an opening from /Pod/shop/web to /Pod/shop/cards on every port',
  ]);
});

test('peers that select nobody but pods on the host network, or nobody at all, open nothing', () => {
  expect(found(`{ from: [${app('agent')}] }`, {}, pod('agent', { spec: 'hostNetwork: true' }))).toEqual([]);
  expect(found(`{ from: [${app('gone')}] }`, {})).toEqual([]);
});

test('policies over other pods, or of another namespace, are not the border of the zone', () => {
  const other = policyOver('web', 'ingress: [{}]');
  const elsewhere = policyOver('pay', 'ingress: [{}]', 'other');
  expect(zoneFindings(ZONE_INGRESS, {}, zonePod('pay'), pod('web'), other, elsewhere)).toEqual([]);
});
