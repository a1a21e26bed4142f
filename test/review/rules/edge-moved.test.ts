import { EDGE_MOVED } from '../../../lib/review/rules/edge-moved';
import { allTold, effectsBy, told } from '../../support/reviewed';

const { before, after } = EDGE_MOVED;
const route = (name: string, gateway: string, host = 'shop.example'): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec: { hostnames: [${host}], parentRefs: [{ name: ${gateway} }], rules: [{ backendRefs: [{ name: storefront, port: 80 }] }] }
`;
const gateway = (name: string, className = 'envoy'): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec: { gatewayClassName: ${className}, listeners: [{ name: https, port: 443, protocol: HTTPS, hostname: shop.example, tls: { certificateRefs: [{ name: edge-tls }] } }] }
`;
const INGRESS = 'warning door-closed networking.k8s.io/Ingress/shop/edge';

test('the example is told in full, as one effect', () => {
  expect(allTold(before, after)).toEqual([
    `edge-moved ${INGRESS} spec.ingressClassName: shop.example is answered by Ingress class traefik instead of Ingress class haproxy`,
  ]);
});

test('the old annotation and the default class are classes too', () => {
  const annotated = before
    .replace('  ingressClassName: haproxy\n', '')
    .replace('namespace: shop }', 'namespace: shop, annotations: { kubernetes.io/ingress.class: nginx, a: b } }');
  expect(told(EDGE_MOVED, annotated.replace('class: nginx', 'class: haproxy'), annotated.replace('a: b', 'a: c'))).toEqual([
    `${INGRESS} metadata.annotations["kubernetes.io/ingress.class"]: shop.example is answered by Ingress class nginx instead of Ingress class haproxy`,
  ]);
  expect(told(EDGE_MOVED, before, before.replace('  ingressClassName: haproxy\n', ''))).toEqual([
    `${INGRESS} spec.ingressClassName: shop.example is answered by Ingress class (the default one) instead of Ingress class haproxy`,
  ]);
  expect(told(EDGE_MOVED, annotated.replace('class: nginx', 'class: haproxy'), before)).toEqual([]);
});

test('from an Ingress to a Gateway and back: once, and nothing is exposed that was not before', () => {
  const routed =
    gateway('edge') +
    route('edge', 'edge') +
    route('redirect', 'edge').replace('{ backendRefs: [{ name: storefront, port: 80 }] }', '{ filters: [{ type: RequestRedirect }] }');
  expect(allTold(before, routed).filter((line) => !line.startsWith('no-restart'))).toEqual([
    `edge-moved ${INGRESS}: shop.example is answered by Gateway shop/edge instead of Ingress class haproxy`,
  ]);
  expect(told(EDGE_MOVED, routed, before)).toEqual([
    'warning door-closed gateway.networking.k8s.io/HTTPRoute/shop/edge: shop.example is answered by Ingress class haproxy instead of Gateway shop/edge',
  ]);
});

test('to another Gateway, and a Gateway of another class', () => {
  expect(told(EDGE_MOVED, gateway('a') + gateway('b') + route('edge', 'a'), gateway('a') + gateway('b') + route('edge', 'b'))).toEqual([
    'warning door-closed gateway.networking.k8s.io/HTTPRoute/shop/edge spec.parentRefs[0].name: shop.example is answered by Gateway shop/b instead of Gateway shop/a',
  ]);
  expect(told(EDGE_MOVED, gateway('edge') + route('edge', 'edge'), gateway('edge', 'cilium') + route('edge', 'edge'))).toEqual([
    'warning door-closed gateway.networking.k8s.io/Gateway/shop/edge spec.gatewayClassName: shop.example is answered by Gateway class cilium instead of envoy',
  ]);
});

test('what is answered where it was, beside another place, or no longer, has not moved', () => {
  const other = before.replace('name: edge,', 'name: other,');
  expect(told(EDGE_MOVED, before, other)).toEqual([]);
  expect(told(EDGE_MOVED, before, before + gateway('edge') + route('edge', 'edge'))).toEqual([]);
  expect(told(EDGE_MOVED, before, '')).toEqual([]);
  expect(told(EDGE_MOVED, '', before)).toEqual([]);
  const mesh = route('edge', 'edge').replace('{ name: edge }]', '{ kind: Service, group: "", name: storefront }]');
  expect(told(EDGE_MOVED, mesh, mesh.replace('storefront, port', 'orders, port'))).toEqual([]);
});

test('its recipe begins beside the old edge', () => {
  expect(effectsBy(EDGE_MOVED, before, after)[0]?.recipe[0]).toMatch(/^apply the new edge beside the old one/);
});
