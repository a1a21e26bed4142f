import { ClusterProfile, HostNamePolicy } from '../../lib/model/cluster-profile';
import type { Component } from '../../lib/model/component';
import { planHostNames } from '../../lib/policy/host-names';
import { component, connection, endpoint } from '../support/graph';

const CILIUM = ClusterProfile.of({ hostNames: HostNamePolicy.CILIUM })._data;
const web = component('web');

function outside(name: string, hostNames: readonly string[]): Component {
  return component(name, { location: { kind: 'addresses', cidrs: ['0.0.0.0/0'], except: [], hostNames } });
}

test('outside hosts open by name, once each, in the one order', () => {
  const mail = connection(web, outside('mail', ['smtp.example']), endpoint(587));
  const pay = connection(web, outside('pay', ['b.example', 'a.example']), endpoint(443));
  expect(planHostNames([pay, mail, pay], CILIUM)).toEqual([
    { host: 'a.example', port: 443, transport: 'TCP' },
    { host: 'b.example', port: 443, transport: 'TCP' },
    { host: 'smtp.example', port: 587, transport: 'TCP' },
  ]);
});

test('one host on two ports, or over two transports, opens for each', () => {
  const dns = outside('dns', ['ns.example']);
  const rules = planHostNames(
    [endpoint(53), endpoint(53, { transport: 'UDP' }), endpoint(853)].map((e) => connection(web, dns, e)),
    CILIUM,
  );
  expect(rules.map((r) => `${r.port}/${r.transport}`)).toEqual(['53/TCP', '53/UDP', '853/TCP']);
});

test('the port that is dialled counts', () => {
  expect(planHostNames([connection(web, outside('pay', ['a.example']), endpoint(443, { targetPort: 8443 }))], CILIUM)).toMatchObject([
    { port: 443 },
  ]);
});

test('pods, and hosts that are known by their addresses alone, open otherwise', () => {
  const edges = [connection(web, component('db'), endpoint(5432)), connection(web, outside('pay', []), endpoint(443))];
  expect(planHostNames(edges, CILIUM)).toEqual([]);
});

test('where the cluster opens hosts by address, none opens by name', () => {
  expect(planHostNames([connection(web, outside('pay', ['a.example']), endpoint(443))], ClusterProfile.plain()._data)).toEqual([]);
});
