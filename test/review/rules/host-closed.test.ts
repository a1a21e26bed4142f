import { HOST_CLOSED } from '../../../lib/review/rules/host-closed';
import { told } from '../../support/reviewed';

const { before, after } = HOST_CLOSED;
const route = (name: string, host: string, path: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec: { hostnames: [${host}], rules: [{ matches: [{ path: { type: PathPrefix, value: ${path} } }], backendRefs: [{ name: api, port: 80 }] }] }
`;

test('the example is told in full', () => {
  expect(told(HOST_CLOSED, before, after)).toEqual([
    'warning door-closed networking.k8s.io/Ingress/shop/edge spec.rules[0].http.paths[1]: shop.example/api, where api answered, is answered by storefront now',
  ]);
});

test('an edge that goes closes all that it answered; what another one answers stays open', () => {
  expect(told(HOST_CLOSED, after, '')).toEqual([
    'warning door-closed networking.k8s.io/Ingress/shop/edge: shop.example/, where storefront answered, is no longer answered',
  ]);
  expect(told(HOST_CLOSED, before, after + route('api', 'shop.example', '/api'))).toEqual([]);
  expect(told(HOST_CLOSED, route('api', 'api.example', '/v1'), route('api', 'api.example', '/v2'))).toEqual([
    'warning door-closed gateway.networking.k8s.io/HTTPRoute/shop/api spec.rules[0].matches[0].path.value: api.example/v1, where api answered, is no longer answered',
  ]);
});

test('a Gateway that listens no longer', () => {
  const gateway = (...hosts: string[]): string =>
    `{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: edge, namespace: shop }, spec: { gatewayClassName: envoy, listeners: [${hosts.map((host) => `{ name: ${host.replace('.', '-')}, port: 443, protocol: HTTPS, hostname: ${host} }`).join()}] } }`;
  expect(told(HOST_CLOSED, gateway('shop.example', 'api.example'), gateway('shop.example'))).toEqual([
    'warning door-closed gateway.networking.k8s.io/Gateway/shop/edge spec.listeners[api-example]: no longer listens for api.example:443',
  ]);
});
