import { trafficExample } from '../../../lib/review/doors/traffic-example';
import { SERVICE_TYPE_CHANGED } from '../../../lib/review/rules/service-type-changed';
import { allTold, effectsBy, told } from '../../support/reviewed';

const typed = (service: string, ports?: string): string => trafficExample({ service, ...(ports !== undefined && { ports }) });
const summaries = (before: string, after: string): string[] => effectsBy(SERVICE_TYPE_CHANGED, before, after).map(({ summary }) => summary);

test('the example is told in full', () => {
  expect(told(SERVICE_TYPE_CHANGED, SERVICE_TYPE_CHANGED.before, SERVICE_TYPE_CHANGED.after)).toEqual([
    'warning door-closed /Service/shop/orders spec.type: has no load balancer any more: its address goes, and what DNS has for it leads nowhere',
  ]);
});

test('ports of the nodes close, and names lead elsewhere', () => {
  const nodePort = (port: number): string => typed('  type: NodePort\n', `[{ port: 80, targetPort: http, nodePort: ${port} }]`);
  expect(summaries(nodePort(30080), typed(''))).toEqual(['is no longer reached at the nodes, where it had port 30080']);
  expect(summaries(nodePort(30080), nodePort(30081))).toEqual(['no longer answers on port 30080 of the nodes']);
  expect(summaries(typed(''), nodePort(30080))).toEqual([]);
  const host = (name: string): string => typed(`  type: ExternalName\n  externalName: ${name}\n`);
  expect(summaries(typed(''), host('orders.example'))).toEqual(['leads to the host orders.example instead of the pods of orders']);
  expect(summaries(host('orders.example'), typed(''))).toEqual(['leads to the pods of orders instead of the host orders.example']);
  const labelled = host('a.example').replace('namespace: shop }', 'namespace: shop, labels: { team: checkout } }');
  expect(summaries(host('a.example'), labelled)).toEqual([]);
  expect(summaries(host('a.example'), host('b.example'))).toEqual(['leads to the host b.example instead of the host a.example']);
});

test('a name that leads to a host, or back, is this one effect', () => {
  const host = trafficExample({ service: '  type: ExternalName\n  externalName: orders.example\n' }).replace(
    / {2}selector: .*\n {2}ports: .*\n/,
    '',
  );
  const heads = (...ends: [string, string]): string[] => allTold(...ends).map((line) => line.split(' ', 2).join(' '));
  expect(heads(trafficExample(), host)).toEqual(['service-type-changed error']);
  expect(heads(host, trafficExample())).toEqual(['service-type-changed warning']);
});
