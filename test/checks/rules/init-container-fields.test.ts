import { INIT_CONTAINER_FIELDS } from '../../../lib/checks/rules/init-container-fields';
import { messagesOf } from '../../support/checked';

const object = (text: string): string => `{ apiVersion: v1, kind: Pod, metadata: { name: it }, spec: { ${text} } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(INIT_CONTAINER_FIELDS, INIT_CONTAINER_FIELDS.wrong)).toEqual([
    '/Pod//storefront spec.initContainers[0].readinessProbe: got readinessProbe of an init container; wanted none in an init container, unless restartPolicy: Always makes a sidecar of it. Fix: remove it, or make the container a sidecar.',
  ]);
  expect(messagesOf(INIT_CONTAINER_FIELDS, INIT_CONTAINER_FIELDS.right)).toEqual([]);
});

const told = (text: string): string[] =>
  messagesOf(INIT_CONTAINER_FIELDS, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    'initContainers: [{ name: a, lifecycle: {} }]',
    'spec.initContainers[0].lifecycle: got lifecycle of an init container; wanted none in an init container, unless restartPolicy: Always makes a sidecar of it',
  ],
  [
    'initContainers: [{ name: a, startupProbe: {} }]',
    'spec.initContainers[0].startupProbe: got startupProbe of an init container; wanted none in an init container, unless restartPolicy: Always makes a sidecar of it',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  'initContainers: [{ name: a, livenessProbe: null }]',
  'initContainers: [{ name: a, restartPolicy: Always, lifecycle: {}, livenessProbe: {} }]',
  'containers: [{ name: a, lifecycle: {}, livenessProbe: {} }]',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
