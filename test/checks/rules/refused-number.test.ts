import { REFUSED_NUMBER } from '../../../lib/checks/rules/refused-number';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_NUMBER, REFUSED_NUMBER.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].ports[0].containerPort: got 80800; wanted a number from 1 to 65535. Fix: correct the number.',
  ]);
  expect(messagesOf(REFUSED_NUMBER, REFUSED_NUMBER.right)).toEqual([]);
});

const object = (kind: string, spec: string) =>
  `{ apiVersion: ${kind.split(' ')[0]}, kind: ${kind.split(' ')[1]}, metadata: { name: it }, spec: ${spec} }`;
const told = (kind: string, spec: string) =>
  messagesOf(REFUSED_NUMBER, object(kind, spec)).map((text) => text.replace(/^\S+ (.*)\. Fix.*$/, '$1'));
const inContainer = (text: string) => `{ containers: [{ name: a, ${text} }] }`;

test.each([
  ['v1 Service', '{ ports: [{ port: 0 }] }', 'spec.ports[0].port: got 0; wanted a number from 1 to 65535'],
  ['apps/v1 Deployment', '{ replicas: -1 }', 'spec.replicas: got -1; wanted a number from 0'],
  ['apps/v1 StatefulSet', '{ minReadySeconds: -1 }', 'spec.minReadySeconds: got -1; wanted a number from 0'],
  [
    'batch/v1 CronJob',
    '{ jobTemplate: { spec: { backoffLimit: -1 } } }',
    'spec.jobTemplate.spec.backoffLimit: got -1; wanted a number from 0',
  ],
  ['v1 Pod', '{ activeDeadlineSeconds: 0 }', 'spec.activeDeadlineSeconds: got 0; wanted a number from 1'],
  [
    'v1 Pod',
    '{ securityContext: { supplementalGroups: [1, -1] } }',
    'spec.securityContext.supplementalGroups[1]: got -1; wanted a number from 0',
  ],
  [
    'apps/v1 Deployment',
    '{ template: { spec: { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101 }] } } } } }',
    'spec.template.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: got 101; wanted a number from 1 to 100',
  ],
  [
    'v1 Pod',
    inContainer('ports: [{ hostPort: 65536 }]'),
    'spec.containers[0].ports[0].hostPort: got 65536; wanted a number from 0 to 65535',
  ],
  [
    'v1 Pod',
    inContainer('livenessProbe: { httpGet: { port: 0 } }'),
    'spec.containers[0].livenessProbe.httpGet.port: got 0; wanted a number from 1 to 65535',
  ],
  [
    'v1 Pod',
    inContainer('startupProbe: { periodSeconds: -5 }'),
    'spec.containers[0].startupProbe.periodSeconds: got -5; wanted a number from 0',
  ],
  [
    'v1 Pod',
    inContainer('securityContext: { runAsUser: 2147483648 }'),
    'spec.containers[0].securityContext.runAsUser: got 2147483648; wanted a number from 0',
  ],
])('a %s with %s is told', (kind, spec, text) => {
  expect(told(kind, spec)).toEqual([text]);
});

test.each([
  ['v1 Service', '{ ports: [{ port: 65535 }, null, { port: text }] }'],
  ['apps/v1 Deployment', '{ replicas: 0, minReadySeconds: null }'],
  ['v1 Pod', '{ terminationGracePeriodSeconds: -1 }'],
  ['v1 Pod', inContainer('ports: [{ hostPort: 0, containerPort: 1 }], livenessProbe: { httpGet: { port: http }, periodSeconds: 0 }')],
  ['v1 Pod', inContainer('ports: text, securityContext: [1]')],
  ['shop.example/v1 Service', '{ ports: [{ port: 0 }] }'],
])('a %s with %s is accepted', (kind, spec) => {
  expect(told(kind, spec)).toEqual([]);
});
