import { REFUSED_SERVICE } from '../../../lib/checks/rules/refused-service';
import { messagesOf } from '../../support/checked';

const object = (text: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: it }, spec: ${text} }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_SERVICE, REFUSED_SERVICE.wrong)).toEqual([
    '/Service//storefront spec.clusterIP: got None in a Service of the type LoadBalancer; wanted an address, which the type needs. Fix: correct the type, or remove the field.',
  ]);
  expect(messagesOf(REFUSED_SERVICE, REFUSED_SERVICE.right)).toEqual([]);
});

const told = (text: string): string[] => messagesOf(REFUSED_SERVICE, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    '{ type: NodePort, clusterIPs: [None], ports: [{ port: 80 }] }',
    'spec.clusterIP: got None in a Service of the type NodePort; wanted an address, which the type needs',
  ],
  ['{ type: ExternalName }', 'spec.externalName: got none; wanted a name of the DNS'],
  ['{ type: ExternalName, externalName: "http://a.example" }', 'spec.externalName: got "http://a.example"; wanted a name of the DNS'],
  [
    '{ type: ExternalName, externalName: a.example, clusterIP: None }',
    'spec.clusterIP: got None in a Service of the type ExternalName; wanted none',
  ],
  [
    '{ type: ExternalName, externalName: a.example, ipFamilies: [IPv4] }',
    'spec.ipFamilies: got it in a Service of the type ExternalName; wanted none',
  ],
  ['{ selector: { app: a } }', 'spec.ports: got none; wanted a port'],
  [
    '{ ports: [{ port: 80 }], loadBalancerSourceRanges: [10.0.0.0/8] }',
    'spec.loadBalancerSourceRanges: got it in a Service of the type ClusterIP; wanted the type LoadBalancer',
  ],
  [
    '{ ports: [{ port: 80 }], allocateLoadBalancerNodePorts: false }',
    'spec.allocateLoadBalancerNodePorts: got it in a Service of the type ClusterIP; wanted the type LoadBalancer',
  ],
  [
    '{ ports: [{ port: 80 }], externalTrafficPolicy: Local }',
    'spec.externalTrafficPolicy: got it in a Service of the type ClusterIP; wanted the type LoadBalancer or NodePort',
  ],
  [
    '{ type: NodePort, externalTrafficPolicy: Local, healthCheckNodePort: 30000, ports: [{ port: 80 }] }',
    'spec.healthCheckNodePort: got it in a Service of the type NodePort; wanted the type LoadBalancer with externalTrafficPolicy: Local',
  ],
  [
    '{ ports: [{ port: 80, nodePort: 30080 }] }',
    'spec.ports[0].nodePort: got 30080 in a Service of the type ClusterIP; wanted the type NodePort',
  ],
  [
    '{ ports: [{ name: a, port: 80 }, { name: b, port: 80, protocol: TCP }] }',
    'spec.ports[1].port: got 80/TCP a second time; wanted each once',
  ],
  [
    '{ type: NodePort, ports: [{ name: a, port: 80, nodePort: 30080 }, { name: b, port: 81, nodePort: 30080 }] }',
    'spec.ports[1].nodePort: got 30080/TCP a second time; wanted each once',
  ],
  [
    '{ ports: [{ port: 80 }], sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } } }',
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds: got 86401; wanted seconds from 1 to 86400',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  '{ clusterIP: None }',
  '{ type: ExternalName, externalName: a.example. }',
  '{ type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30000, loadBalancerClass: a/b, ports: [{ port: 80, nodePort: 30080 }] }',
  '{ externalIPs: [203.0.113.1], externalTrafficPolicy: Local, ports: [{ port: 53 }, { port: 53, protocol: UDP }] }',
  '{ ports: [{ port: 80, nodePort: 0 }], sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } }, loadBalancerClass: null }',
  '{ type: ExternalName, externalName: a.example, clusterIP: "", ports: [null, text] }',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
