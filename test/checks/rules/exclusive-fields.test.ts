import { EXCLUSIVE_FIELDS } from '../../../lib/checks/rules/exclusive-fields';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(EXCLUSIVE_FIELDS, EXCLUSIVE_FIELDS.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].readinessProbe.tcpSocket: got tcpSocket beside httpGet; wanted one of exec, httpGet, tcpSocket or grpc. Fix: remove one of them.',
  ]);
  expect(messagesOf(EXCLUSIVE_FIELDS, EXCLUSIVE_FIELDS.right)).toEqual([]);
});

const PROBE = 'readinessProbe: { httpGet: { path: /readyz, port: 8080 }, tcpSocket: { port: 8080 } }';

/** What is told of a pod whose container says this. */
function told(container: string): string[] {
  const found = messagesOf(EXCLUSIVE_FIELDS, edited(EXCLUSIVE_FIELDS.wrong, PROBE, container));
  return found.map((text) => text.replace('/Pod//storefront spec.containers[0].', ''));
}

test.each([
  [
    'livenessProbe: { periodSeconds: 5 }',
    'livenessProbe: got none of them; wanted exec, httpGet, tcpSocket or grpc. Fix: add one of them.',
  ],
  [
    'startupProbe: { exec: {}, grpc: {} }',
    'startupProbe.grpc: got grpc beside exec; wanted one of exec, httpGet, tcpSocket or grpc. Fix: remove one of them.',
  ],
  ['lifecycle: { preStop: {} }', 'lifecycle.preStop: got none of them; wanted exec, httpGet, tcpSocket or sleep. Fix: add one of them.'],
  [
    'lifecycle: { postStart: { exec: {}, sleep: {} } }',
    'lifecycle.postStart.sleep: got sleep beside exec; wanted one of exec, httpGet, tcpSocket or sleep. Fix: remove one of them.',
  ],
  [
    'env: [{ name: A, value: b, valueFrom: { fieldRef: {} } }]',
    'env[0].valueFrom: got valueFrom beside value; wanted one of value or valueFrom. Fix: remove one of them.',
  ],
  [
    'env: [{ name: A, valueFrom: {} }]',
    'env[0].valueFrom: got none of them; wanted fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef or fileKeyRef. Fix: add one of them.',
  ],
  [
    'envFrom: [{ configMapRef: {}, secretRef: {} }]',
    'envFrom[0].secretRef: got secretRef beside configMapRef; wanted one of configMapRef or secretRef. Fix: remove one of them.',
  ],
  ['envFrom: [{ prefix: A_ }]', 'envFrom[0]: got none of them; wanted configMapRef or secretRef. Fix: add one of them.'],
])('%s is told', (container, text) => {
  expect(told(container)).toEqual([text]);
});

test.each([
  'readinessProbe: { grpc: { port: 1 }, exec: null }',
  'lifecycle: { preStop: { sleep: { seconds: 5 } } }',
  'lifecycle: {}',
  'env: [{ name: A }, { name: B, value: "" , valueFrom: { fieldRef: {} } }, null]',
  'envFrom: [{ secretRef: {} }]',
  'readinessProbe: null',
  'readinessProbe: text',
])('%s is accepted', (container) => {
  expect(told(container)).toEqual([]);
});

test('a volume has one source', () => {
  const volumes = (sources: string) =>
    messagesOf(EXCLUSIVE_FIELDS, edited(EXCLUSIVE_FIELDS.right, 'spec:\n', `spec:\n  volumes: [{ name: a${sources} }]\n`));
  expect(volumes(', emptyDir: {}, configMap: { name: a }')).toEqual([
    '/Pod//storefront spec.volumes[0].configMap: got configMap beside emptyDir; wanted one of emptyDir or configMap. Fix: remove one of them.',
  ]);
  expect([volumes(', emptyDir: {}'), volumes('')]).toEqual([[], []]);
});

const object = (kind: string, spec: string) =>
  `{ apiVersion: ${kind.split(' ')[0]}, kind: ${kind.split(' ')[1]}, metadata: { name: it }, spec: ${spec} }`;

test.each([
  [
    'policy/v1 PodDisruptionBudget',
    '{ minAvailable: 1, maxUnavailable: 0 }',
    'spec.maxUnavailable: got maxUnavailable beside minAvailable',
  ],
  [
    'apps/v1 Deployment',
    '{ strategy: { type: Recreate, rollingUpdate: { maxSurge: 1 } } }',
    'spec.strategy.rollingUpdate: got rollingUpdate beside the type Recreate',
  ],
  [
    'networking.k8s.io/v1 NetworkPolicy',
    '{ egress: [{ to: [{ podSelector: {} }, { ipBlock: {}, podSelector: {}, namespaceSelector: {} }] }] }',
    'spec.egress[0].to[1].podSelector: got podSelector beside ipBlock',
  ],
  [
    'networking.k8s.io/v1 NetworkPolicy',
    '{ ingress: [{ from: [{ namespaceSelector: {}, ipBlock: {} }] }] }',
    'spec.ingress[0].from[0].namespaceSelector: got namespaceSelector beside ipBlock',
  ],
  [
    'networking.k8s.io/v1 Ingress',
    '{ defaultBackend: { service: {}, resource: {} } }',
    'spec.defaultBackend.resource: got resource beside service',
  ],
  [
    'networking.k8s.io/v1 Ingress',
    '{ rules: [{ http: { paths: [{ backend: { service: { port: { number: 80, name: http } } } }] } }] }',
    'spec.rules[0].http.paths[0].backend.service.port.name: got name beside number',
  ],
])('a %s with %s is told', (kind, spec, text) => {
  const told = messagesOf(EXCLUSIVE_FIELDS, object(kind, spec));
  expect(told.map((message) => message.split(' ').slice(1).join(' ').split(';')[0])).toEqual([text]);
});

test.each([
  ['policy/v1 PodDisruptionBudget', '{ maxUnavailable: 0 }'],
  ['apps/v1 Deployment', '{ strategy: { type: Recreate, rollingUpdate: null } }'],
  ['apps/v1 Deployment', '{ strategy: { rollingUpdate: { maxSurge: 1 } } }'],
  ['networking.k8s.io/v1 NetworkPolicy', '{ egress: [{ to: [{ podSelector: {}, namespaceSelector: {} }] }, {}, null] }'],
  ['networking.k8s.io/v1 Ingress', '{ defaultBackend: { service: { port: { number: 80 } } }, rules: [{}, null] }'],
])('a %s with %s is accepted', (kind, spec) => {
  expect(messagesOf(EXCLUSIVE_FIELDS, object(kind, spec))).toEqual([]);
});
