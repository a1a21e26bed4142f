import { trafficExample } from '../../../lib/review/doors/traffic-example';
import { SERVICE_PORT_CLOSED } from '../../../lib/review/rules/service-port-closed';
import { told } from '../../support/reviewed';

const { before, after } = SERVICE_PORT_CLOSED;
const ports = (text: string, more = ''): string => trafficExample({ ports: text }) + more;
const ingress = (port: string): string => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec: { rules: [{ host: shop.example, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: orders, port: ${port} } } }] } }] }
`;

test('the example is told in full', () => {
  expect(told(SERVICE_PORT_CLOSED, before, after)).toEqual([
    'error door-closed /Service/shop/orders spec.ports[80/TCP], spec.ports[8080/TCP]: no longer has port 80; storefront still calls it there',
  ]);
});

test('a port that nobody calls is a warning, a name that somebody asks for an error', () => {
  expect(
    told(SERVICE_PORT_CLOSED, ports('[{ name: http, port: 80 }, { name: metrics, port: 9090 }]'), ports('[{ name: http, port: 80 }]')),
  ).toEqual([
    'warning door-closed /Service/shop/orders spec.ports[9090/TCP]: no longer has port 9090; nobody of these manifests calls it there',
  ]);
  expect(told(SERVICE_PORT_CLOSED, before + ingress('{ number: 80 }'), after + ingress('{ number: 80 }'))).toEqual([
    'error door-closed /Service/shop/orders spec.ports[80/TCP], spec.ports[8080/TCP]: no longer has port 80; edge and storefront still call it there',
  ]);
  const renamed = ports('[{ name: web, port: 80, targetPort: http }]');
  expect(told(SERVICE_PORT_CLOSED, before, renamed)).toEqual([]);
  expect(told(SERVICE_PORT_CLOSED, before + ingress('{ name: http }'), renamed + ingress('{ name: http }'))).toEqual([
    'error door-closed /Service/shop/orders spec.ports[80/TCP].name: no longer has port name http; edge still calls it there',
  ]);
});

test('who moves over with it, and a headless Service, lose nothing', () => {
  const moved = after.replace('http://orders:80', 'http://orders:8080');
  expect(told(SERVICE_PORT_CLOSED, before, moved)).toEqual([
    'warning door-closed /Service/shop/orders spec.ports[80/TCP], spec.ports[8080/TCP]: no longer has port 80; nobody of these manifests calls it there',
  ]);
  const headless = { service: '  clusterIP: None\n' };
  expect(told(SERVICE_PORT_CLOSED, trafficExample(headless), trafficExample({ ...headless, ports: '[{ port: 8080 }]' }))).toEqual([]);
  expect(told(SERVICE_PORT_CLOSED, after, ports('[{ name: http, port: 8080, targetPort: http }, { name: more, port: 9 }]'))).toEqual([]);
});
