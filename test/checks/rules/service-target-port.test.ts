import { SERVICE_TARGET_PORT } from '../../../lib/checks/rules/service-target-port';
import { messagesOf } from '../../support/checked';

/** A Service with some ports, over pods with some containers. */
const shop = (ports: string, pods: readonly string[], spec = '') =>
  [
    `{ apiVersion: v1, kind: Service, metadata: { name: storefront, namespace: shop }, spec: { selector: { app: storefront }, ports: ${ports}${spec} } }`,
    ...pods.map(
      (pod, i) =>
        `{ apiVersion: v1, kind: Pod, metadata: { name: p${i}, namespace: shop, labels: { app: storefront } }, spec: { ${pod} } }`,
    ),
  ].join('\n---\n');

const HTTP = 'containers: [{ name: app, ports: [{ name: http, containerPort: 8080 }] }]';
const SILENT = 'containers: [{ name: app }]';
const told = (...args: Parameters<typeof shop>) => messagesOf(SERVICE_TARGET_PORT, shop(...args)).map((text) => text.split(';')[0]);

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SERVICE_TARGET_PORT, SERVICE_TARGET_PORT.wrong)).toEqual([
    '/Service/shop/storefront spec.ports[0].port: got 80 (TCP); wanted a port that a container of its pods declares, of the same protocol. Fix: correct targetPort, or declare the port at the container.',
  ]);
  expect(messagesOf(SERVICE_TARGET_PORT, SERVICE_TARGET_PORT.right)).toEqual([]);
});

test('a target that is stated is told of at its own field; 0 is none', () => {
  expect(told('[{ port: 8080, targetPort: 8081 }]', [HTTP])).toEqual(['/Service/shop/storefront spec.ports[0].targetPort: got 8081 (TCP)']);
  expect(told('[{ port: 8080, targetPort: 0 }]', [HTTP])).toEqual([]);
  expect(told('[{ port: 80, targetPort: 0 }]', [HTTP])).toEqual(['/Service/shop/storefront spec.ports[0].port: got 80 (TCP)']);
});

test('pods that declare no port at all may listen anywhere', () => {
  expect(told('[{ port: 80 }]', [SILENT])).toEqual([]);
  expect(told('[{ port: 80 }]', [HTTP, SILENT])).toEqual([]);
});

test('the protocol has to fit', () => {
  expect(told('[{ port: 8080, protocol: UDP }]', [HTTP])).toEqual(['/Service/shop/storefront spec.ports[0].port: got 8080 (UDP)']);
});

test('a sidecar may listen, a container that ends may not', () => {
  const port = 'ports: [{ containerPort: 9090 }]';
  const beside = (init: string) => `${HTTP}, initContainers: [{ ${init}${port} }]`;
  expect(told('[{ port: 9090 }]', [beside('restartPolicy: Always, ')])).toEqual([]);
  expect(told('[{ port: 9090 }]', [beside('')])).toHaveLength(1);
});

test('of several workloads behind a Service one is enough', () => {
  expect(told('[{ port: 9090 }]', [HTTP, 'containers: [{ ports: [{ containerPort: 9090 }] }]'])).toEqual([]);
});

test('a Service over no pods of the set, for a host name, or that names its target is no business of this rule', () => {
  expect(told('[{ port: 80 }]', [])).toEqual([]);
  expect(told('[{ port: 80 }]', [HTTP], ', type: ExternalName, externalName: shop.example')).toEqual([]);
  expect(told('[{ port: 80, targetPort: web }]', [HTTP])).toEqual([]);
});
