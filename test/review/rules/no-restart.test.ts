import { allTold } from '../../support/reviewed';

const object = (apiVersion: string, kind: string, spec: string, metadata = ''): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: it, namespace: shop${metadata} }, spec: ${spec} }`;

const told = (before: string, after: string): string[] => allTold(before, after).map((line) => line.replace(/ spec\S*:/, ':'));

test('of a custom resource it is said that its operator decides', () => {
  const monitor = (spec: string, metadata?: string) => object('monitoring.coreos.com/v1', 'ServiceMonitor', spec, metadata);
  expect(told(monitor('{ a: 1 }'), monitor('{ a: 2 }'))).toEqual([
    'no-restart note no-restart monitoring.coreos.com/ServiceMonitor/shop/it: is changed; what its operator makes of that is not known here',
  ]);
  expect(told('', monitor('{ a: 1 }'))).toEqual([
    'no-restart note no-restart monitoring.coreos.com/ServiceMonitor/shop/it: is new; what its operator makes of that is not known here',
  ]);
  expect(told(monitor('{ a: 1 }'), monitor('{ a: 1 }', ', labels: { team: checkout }'))).toEqual([
    'no-restart note no-restart monitoring.coreos.com/ServiceMonitor/shop/it: takes effect without a restart',
  ]);
  expect(told(monitor('{ a: 1 }'), '')).toEqual([
    'no-restart note no-restart monitoring.coreos.com/ServiceMonitor/shop/it: goes; nothing restarts',
  ]);
});

test('of one that pods are made of, that they may be replaced', () => {
  const server = (spec: string) => object('monitoring.coreos.com/v1', 'Prometheus', spec);
  expect(told(server('{ version: v3.1.0 }'), server('{ version: v3.2.0 }'))).toEqual([
    'no-restart note rolls monitoring.coreos.com/Prometheus/shop/it: is changed, and its operator may replace the pods that it makes of it',
  ]);
});
