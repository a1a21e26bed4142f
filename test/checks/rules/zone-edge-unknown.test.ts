import type { PaymentZone, ZoneEdge } from '../../../lib/checks/check-settings';
import { ZONE_EDGE_UNKNOWN } from '../../../lib/checks/rules/zone-edge-unknown';
import { findingsOf, messagesOf } from '../../support/checked';
import { pod, policyOver, zonePod } from '../../support/zone-case';

const found = (paymentZone: PaymentZone | undefined, ...objects: string[]) =>
  findingsOf(ZONE_EDGE_UNKNOWN, objects.join('---'), { settings: { paymentZone } }).map(
    ({ severity, object, field, got }) => `${severity} ${object} ${field}: ${got}`,
  );
const EDGE: ZoneEdge = { from: '/Pod/shop/web', to: '/Pod/shop/pay' };

test('the wrong example is told in full, the right one is accepted', () => {
  const edges = [{ from: 'apps/Deployment/shop/checkout', to: 'apps/Deployment/shop/orders', port: 8080 }];
  const settings = { paymentZone: { edges } };
  expect(messagesOf(ZONE_EDGE_UNKNOWN, ZONE_EDGE_UNKNOWN.wrong, { settings })).toEqual([
    'apps/Deployment/shop/orders : got no workload of this name; wanted workloads and connections that are there. Fix: correct or remove it in settings.paymentZone.',
  ]);
  expect(messagesOf(ZONE_EDGE_UNKNOWN, ZONE_EDGE_UNKNOWN.right, { settings })).toEqual([]);
});

test('without settings nothing was agreed', () => {
  expect(found(undefined, zonePod('pay'))).toEqual([]);
  expect(found({}, zonePod('pay'))).toEqual([]);
});

test('a name that is that of no workload is told once, wherever it stands', () => {
  const unknown = {
    workloads: ['/Pod/shop/gone'],
    edges: [
      { ...EDGE, from: '/Pod/shop/gone' },
      { ...EDGE, to: '/Pod/shop/gone' },
    ],
  };
  expect(found(unknown, zonePod('pay'), pod('web'))).toEqual(['warning /Pod/shop/gone : no workload of this name']);
  expect(found({ workloads: ['/Service/shop/pay', 'batch/CronJob//pay'] }, zonePod('pay'))).toEqual([
    'warning /Service/shop/pay : no workload of this name',
    'warning batch/CronJob//pay : no workload of this name',
  ]);
});

test('namespaces and addresses need not be in the set', () => {
  const edges = ['/Namespace//monitoring', '/Namespace//*', '10.0.0.0/8'].map((from) => ({ ...EDGE, from }));
  expect(found({ edges }, zonePod('pay'))).toEqual([]);
});

test('a connection that does not touch the zone is not for this agreement', () => {
  expect(found({ edges: [EDGE] }, pod('pay'), pod('web'))).toEqual([
    'warning /Pod/shop/web : /Pod/shop/web to /Pod/shop/pay, neither of which is in the zone',
  ]);
  expect(found({ edges: [{ ...EDGE, from: '10.0.0.0/8', port: 80 }] }, pod('pay'))).toEqual([
    'warning /Pod/shop/pay : 10.0.0.0/8 to /Pod/shop/pay on port 80, neither of which is in the zone',
  ]);
  expect(found({ edges: [EDGE], workloads: [EDGE.to] }, pod('pay'), pod('web'))).toEqual([]);
});

test('a connection that the policies do not open is a note', () => {
  const from = '{ podSelector: { matchLabels: { app: web } } }';
  const open = policyOver('pay', `ingress: [{ from: [${from}], ports: [{ port: 8080 }] }]`);
  const idle = (port: number | undefined, ...policies: string[]) =>
    found({ edges: [{ ...EDGE, port }] }, zonePod('pay'), pod('web'), ...policies);
  const note = (port: string) => [`note /Pod/shop/pay : /Pod/shop/web to /Pod/shop/pay${port}, which the policies of one end do not open`];
  expect([idle(undefined), idle(8080, open), idle(undefined, open)]).toEqual([[], [], []]);
  expect(idle(8081, open)).toEqual(note(' on port 8081'));
  expect(idle(undefined, policyOver('pay', 'ingress: []'))).toEqual(note(''));
  expect(idle(8080, open, policyOver('web', 'policyTypes: [Egress]'))).toEqual(note(' on port 8080'));
});
