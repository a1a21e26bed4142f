import { REFUSED_INGRESS } from '../../../lib/checks/rules/refused-ingress';
import { messagesOf } from '../../support/checked';

const B = 'backend: { service: { name: a, port: { number: 80 } } }';
const object = (text: string): string => `{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: it }, spec: ${text} }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_INGRESS, REFUSED_INGRESS.wrong)).toEqual([
    'networking.k8s.io/Ingress//edge spec.rules[0].http.paths[0].path: got "cart"; wanted a path that begins with /. Fix: write / in front of it.',
  ]);
  expect(messagesOf(REFUSED_INGRESS, REFUSED_INGRESS.right)).toEqual([]);
});

const told = (text: string): string[] => messagesOf(REFUSED_INGRESS, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

const path = (path: string, type = 'Prefix'): string => `{ rules: [{ http: { paths: [{ path: "${path}", pathType: ${type}, ${B} }] } }] }`;
const backend = (text: string): string => `{ rules: [{ http: { paths: [{ path: /, pathType: Exact, backend: ${text} }] } }] }`;
const host = (name: string): string => `{ rules: [{ host: "${name}", http: { paths: [{ path: /, pathType: Exact, ${B} }] } }] }`;
const AT = 'spec.rules[0].http.paths[0]';

test.each([
  [path('', 'Exact'), `${AT}.path: got ""; wanted a path that begins with /`],
  [path('cart*', 'ImplementationSpecific'), `${AT}.path: got "cart*"; wanted a path that begins with /`],
  [path('/a//b'), `${AT}.path: got "/a//b"; wanted a path without //`],
  [path('/a/../b'), `${AT}.path: got "/a/../b"; wanted a path without /../`],
  [path('/a/..'), `${AT}.path: got "/a/.."; wanted a path without /..`],
  [path('/a%2Fb'), `${AT}.path: got "/a%2Fb"; wanted a path without %2F`],
  [host('203.0.113.1'), 'spec.rules[0].host: got "203.0.113.1"; wanted a name of the DNS without a port, no address'],
  [host('shop.example:443'), 'spec.rules[0].host: got "shop.example:443"; wanted a name of the DNS without a port, no address'],
  [host('a.*.example'), 'spec.rules[0].host: got "a.*.example"; wanted a name of the DNS without a port, no address'],
  [backend('{}'), `${AT}.backend: got neither; wanted a service or a resource`],
  [backend('{ service: { name: a } }'), `${AT}.backend.service.port: got none; wanted a name or a number`],
  ['{ defaultBackend: {} }', 'spec.defaultBackend: got neither; wanted a service or a resource'],
  ['{ rules: [] }', 'spec: got neither; wanted rules or a defaultBackend'],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  path('/'),
  path('/a.b/...'),
  path('', 'ImplementationSpecific'),
  path('/a//b', 'ImplementationSpecific'),
  host('*.shop.example'),
  host(''),
  backend('{ resource: { kind: Bucket, name: a } }'),
  backend('{ service: { name: a, port: { name: http } } }'),
  `{ defaultB${B.slice(1)} }`,
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});

test('a version that went is left to the rule that tells it', () => {
  const old = object('{ backend: { serviceName: a, servicePort: 80 } }').replace('/v1', '/v1beta1');
  expect(messagesOf(REFUSED_INGRESS, old)).toEqual([]);
});
