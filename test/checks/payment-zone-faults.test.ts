import { check } from '../../lib/checks/check';
import type { PaymentZone } from '../../lib/checks/check-settings';
import { ManifestSet } from '../../lib/manifests/manifest-set';
import { messageOf } from '../support/synthesis';

const checked = (paymentZone: unknown) => () => check(new ManifestSet([]), { settings: { paymentZone: paymentZone as PaymentZone } });
const WANTED =
  'wanted workloads as group/Kind/namespace/name, edges between two of them, /Namespace//name or ranges of addresses, cidrs short of all addresses, and hosts. Fix: correct the setting.';
const refused = (paymentZone: unknown) =>
  messageOf(checked(paymentZone))
    .split('\n')
    .map((line) => line.replace('SHOP-K007 at checks: got ', '').replace(`; ${WANTED}`, ''));

const FROM = 'apps/Deployment/shop/storefront';
const TO = '/Pod/shop/checkout';

test('everything that is wrong is told at once, in full', () => {
  expect(messageOf(checked({ workloads: ['checkout'], hosts: ['https://psp.example'] })).split('\n')).toEqual([
    `SHOP-K007 at checks: got "checkout" as settings.paymentZone.workloads[0]; ${WANTED}`,
    `SHOP-K007 at checks: got "https://psp.example" as settings.paymentZone.hosts[0]; ${WANTED}`,
  ]);
});

test.each<[string, unknown, string]>([
  ['a list', [], '[] as settings.paymentZone'],
  ['a text', 'x', '"x" as settings.paymentZone'],
  ['an unknown field', { edge: [] }, '[] as settings.paymentZone.edge'],
  ['no list', { workloads: TO }, `"${TO}" as settings.paymentZone.workloads`],
  ['no text', { workloads: [null] }, 'null as settings.paymentZone.workloads[0]'],
  ['a workload without its group', { workloads: ['Deployment/shop/a'] }, '"Deployment/shop/a" as settings.paymentZone.workloads[0]'],
  ['a namespace as a workload', { workloads: ['/Namespace//shop'] }, '"/Namespace//shop" as settings.paymentZone.workloads[0]'],
  ['an address', { cidrs: ['203.0.113.7'] }, '"203.0.113.7" as settings.paymentZone.cidrs[0]'],
  ['every address', { cidrs: ['10.0.0.0/8', '0.0.0.0/0'] }, '"0.0.0.0/0" as settings.paymentZone.cidrs[1]'],
  ['every address of IPv6', { cidrs: ['::/0'] }, '"::/0" as settings.paymentZone.cidrs[0]'],
  ['a host with a port', { hosts: ['psp.example:443'] }, '"psp.example:443" as settings.paymentZone.hosts[0]'],
  ['a wildcard inside of a host', { hosts: ['a.*.example'] }, '"a.*.example" as settings.paymentZone.hosts[0]'],
])('%s is refused', (_, paymentZone, got) => {
  expect(refused(paymentZone)).toEqual([got]);
});

test.each<[string, unknown]>([
  ['no map', 'x'],
  ['no target', { from: FROM }],
  ['a field too much', { from: FROM, to: TO, protocol: 'TCP' }],
  ['port 0', { from: FROM, to: TO, port: 0 }],
  ['a port as a text', { from: FROM, to: TO, port: '443' }],
  ['everything as its target', { from: FROM, to: '0.0.0.0/0', port: 443 }],
  ['a namespace with a namespace', { from: '/Namespace/a/b', to: TO }],
  ['a host as its target', { from: FROM, to: 'psp.example' }],
])('an edge that is or has %s is refused', (_, edge) => {
  expect(refused({ edges: [edge] })).toEqual([`${JSON.stringify(edge)} as settings.paymentZone.edges[0]`]);
});

test('what can be agreed is taken', () => {
  const edges = [
    { from: FROM, to: TO },
    { from: FROM, to: TO, port: 65_535 },
    { from: '/Namespace//monitoring', to: TO, port: 9090 },
    { from: '/Namespace//*', to: TO },
    { from: '0.0.0.0/0', to: TO, port: 8443 },
    { from: TO, to: '203.0.113.0/24' },
  ];
  const zone = { workloads: [FROM, TO, 'batch/CronJob//a'], edges, cidrs: ['203.0.113.0/24', '2001:db8::/32'] };
  expect(checked({ ...zone, hosts: ['api.psp.example', '*.PSP.example', '203.0.113.7'] })).not.toThrow();
  expect(checked(undefined)).not.toThrow();
  expect(checked({ workloads: undefined })).not.toThrow();
});
