import { BACKEND_PORT } from '../../../lib/checks/rules/backend-port';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const service = (spec: string, namespace = 'shop') => `---
apiVersion: v1
kind: Service
metadata: { name: storefront, namespace: ${namespace} }
spec: ${spec}
`;

const ingress = (port: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  rules:
    - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: storefront, port: ${port} } } }] }
`;

const route = (kind: string, ref: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: edge, namespace: shop }
spec: { rules: [{ backendRefs: [${ref}] }] }
`;

const PORTS = '{ ports: [{ name: http, port: 80, targetPort: 8080 }, { port: 443 }] }';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(BACKEND_PORT, BACKEND_PORT.wrong)).toEqual([
    'networking.k8s.io/Ingress/shop/edge spec.defaultBackend.service.port.number: got 8080, where Service "storefront" has http (80); wanted a port of the Service. Fix: name a port that the Service has; its targetPort is not meant.',
  ]);
  expect(messagesOf(BACKEND_PORT, BACKEND_PORT.right)).toEqual([]);
});

test('a path of an Ingress names its port by number or by name, and is told of at that very field', () => {
  expect(messagesOf(BACKEND_PORT, ingress('{ number: 80 }') + service(PORTS))).toEqual([]);
  expect(messagesOf(BACKEND_PORT, ingress('{ name: http }') + service(PORTS))).toEqual([]);
  expect(messagesOf(BACKEND_PORT, ingress('{ name: web }') + service(PORTS))).toEqual([
    'networking.k8s.io/Ingress/shop/edge spec.rules[0].http.paths[0].backend.service.port.name: got "web", where Service "storefront" has http (80), 443; wanted a port of the Service. Fix: name a port that the Service has; its targetPort is not meant.',
  ]);
});

test('a name is looked for among names only: the text of a number is no number', () => {
  expect(messagesOf(BACKEND_PORT, ingress('{ name: "80" }') + service(PORTS))).toHaveLength(1);
});

test.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('a %s is looked at too', (kind) => {
  expect(messagesOf(BACKEND_PORT, route(kind, '{ name: storefront, port: 80 }') + service(PORTS))).toEqual([]);
  expect(messagesOf(BACKEND_PORT, route(kind, '{ name: storefront, port: 8080 }') + service(PORTS))).toEqual([
    `gateway.networking.k8s.io/${kind}/shop/edge spec.rules[0].backendRefs[0].port: got 8080, where Service "storefront" has http (80), 443; wanted a port of the Service. Fix: name a port that the Service has; its targetPort is not meant.`,
  ]);
});

test('a backend of a route may be in another namespace, or be no Service', () => {
  const ref = '{ name: storefront, namespace: other, port: 8080 }';
  expect(messagesOf(BACKEND_PORT, route('HTTPRoute', ref) + service(PORTS))).toEqual([]);
  expect(messagesOf(BACKEND_PORT, route('HTTPRoute', ref) + service(PORTS, 'other'))).toHaveLength(1);
  const import_ = '{ name: storefront, group: multicluster.x-k8s.io, kind: ServiceImport, port: 8080 }';
  expect(messagesOf(BACKEND_PORT, route('HTTPRoute', import_) + service(PORTS))).toEqual([]);
});

test('a Service that is not there, says nothing of a port, or stands for a host name is no business of this rule', () => {
  expect(messagesOf(BACKEND_PORT, ingress('{ number: 8080 }'))).toEqual([]);
  expect(messagesOf(BACKEND_PORT, ingress('{}') + service(PORTS))).toEqual([]);
  expect(messagesOf(BACKEND_PORT, ingress('{ number: 0 }') + service(PORTS))).toEqual([]);
  expect(messagesOf(BACKEND_PORT, ingress('{ number: 8080 }') + service('{ type: ExternalName, externalName: shop.example }'))).toEqual([]);
  expect(
    messagesOf(
      BACKEND_PORT,
      edited(
        BACKEND_PORT.wrong,
        'Service\nmetadata: { name: storefront, namespace: shop }',
        'Service\nmetadata: { name: storefront, namespace: other }',
      ),
    ),
  ).toEqual([]);
});

test('ports of any type are shown without being read as text', () => {
  const [without] = messagesOf(BACKEND_PORT, ingress('{ number: 80 }') + service('{}'));
  expect(without).toContain('got 80, where Service "storefront" has none;');
  const [strange] = messagesOf(
    BACKEND_PORT,
    ingress('{ number: 80 }') + service('{ ports: [{ port: { toString: 1 } }, 7, { name: {}, port: 81 }] }'),
  );
  expect(strange).toContain('got 80, where Service "storefront" has no number, 81;');
});
