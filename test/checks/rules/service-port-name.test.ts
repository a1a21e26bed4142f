import { SERVICE_PORT_NAME } from '../../../lib/checks/rules/service-port-name';
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
const told = (...args: Parameters<typeof shop>) => messagesOf(SERVICE_PORT_NAME, shop(...args)).length;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SERVICE_PORT_NAME, SERVICE_PORT_NAME.wrong)).toEqual([
    '/Service/shop/storefront spec.ports[0].targetPort: got "web" (TCP); wanted the name of a port that a container of its pods declares, of the same protocol. Fix: name a port that is declared, or declare it.',
  ]);
  expect(messagesOf(SERVICE_PORT_NAME, SERVICE_PORT_NAME.right)).toEqual([]);
});

test('the protocol has to fit', () => {
  expect(told('[{ port: 80, targetPort: http, protocol: UDP }]', [HTTP])).toBe(1);
  const udp = 'containers: [{ ports: [{ name: dns, containerPort: 53, protocol: UDP }] }]';
  expect(told('[{ port: 53, targetPort: dns, protocol: UDP }]', [udp])).toBe(0);
  expect(told('[{ port: 53, targetPort: dns }]', [udp])).toBe(1);
});

test('a sidecar may declare it, a container that ends or one for debugging may not', () => {
  const port = 'ports: [{ name: http, containerPort: 8080 }]';
  expect(told('[{ port: 80, targetPort: http }]', [`initContainers: [{ restartPolicy: Always, ${port} }]`])).toBe(0);
  expect(told('[{ port: 80, targetPort: http }]', [`initContainers: [{ ${port} }]`])).toBe(1);
  expect(told('[{ port: 80, targetPort: http }]', [`ephemeralContainers: [{ ${port} }]`])).toBe(1);
});

test('of several workloads behind a Service one is enough', () => {
  expect(told('[{ port: 80, targetPort: http }]', ['containers: [{}]', HTTP])).toBe(0);
  expect(told('[{ port: 80, targetPort: http }]', ['containers: [{}]'])).toBe(1);
});

test('each port is told of at its place; one that names a number is another rule', () => {
  const messages = messagesOf(
    SERVICE_PORT_NAME,
    shop('[{ port: 80, targetPort: http }, { port: 81, targetPort: 8081 }, { port: 82, targetPort: admin }]', [HTTP]),
  );
  expect(messages.map((text) => text.split(';')[0])).toEqual(['/Service/shop/storefront spec.ports[2].targetPort: got "admin" (TCP)']);
});

test('a Service over no pods of the set, without a selector, or for a host name is no business of this rule', () => {
  expect(told('[{ port: 80, targetPort: web }]', [])).toBe(0);
  expect(
    messagesOf(SERVICE_PORT_NAME, shop('[{ port: 80, targetPort: web }]', [HTTP]).replace('selector: { app: storefront }', 'selector: {}')),
  ).toEqual([]);
  expect(told('[{ port: 80, targetPort: web }]', [HTTP], ', type: ExternalName, externalName: shop.example')).toBe(0);
});

test.each(['7', '[7]', '[{ targetPort: {} }]', '[{ port: 8080, targetPort: "" }]', '[{ port: 8080, targetPort: null }]'])(
  'ports %s name nothing',
  (ports) => {
    expect(told(ports, [HTTP])).toBe(0);
  },
);
