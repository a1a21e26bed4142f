import { DUPLICATE_NAME } from '../../../lib/checks/rules/duplicate-name';
import { messagesOf } from '../../support/checked';

const pod = (spec: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: storefront, namespace: shop }, spec: { ${spec} } }`;

/** Place and value of each that is told. */
const told = (spec: string) =>
  messagesOf(DUPLICATE_NAME, pod(spec)).map((text) => text.split(';')[0]?.replace('/Pod/shop/storefront ', ''));

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DUPLICATE_NAME, DUPLICATE_NAME.wrong)).toEqual([
    '/Service/shop/storefront spec.ports[1].name: got "http" a second time; wanted each once. Fix: rename or remove one of the two.',
  ]);
  expect(messagesOf(DUPLICATE_NAME, DUPLICATE_NAME.right)).toEqual([]);
});

test('containers of all roles share their names', () => {
  expect(told('containers: [{ name: app }, { name: app }]')).toEqual(['spec.containers[1].name: got "app" a second time']);
  expect(told('initContainers: [{ name: app }], containers: [{ name: app }]')).toEqual([
    'spec.containers[0].name: got "app" a second time',
  ]);
  expect(told('containers: [{ name: app }], ephemeralContainers: [{ name: app }]')).toEqual([
    'spec.ephemeralContainers[0].name: got "app" a second time',
  ]);
  expect(told('initContainers: [{ name: a, restartPolicy: Always }], containers: [{ name: b }, { name: c }]')).toEqual([]);
});

test('volumes have names of their own, which containers may have too', () => {
  expect(told('volumes: [{ name: tmp }, { name: app }, { name: tmp }], containers: [{ name: app }]')).toEqual([
    'spec.volumes[2].name: got "tmp" a second time',
  ]);
});

test('ports and mounts are looked at container by container', () => {
  expect(told('containers: [{ name: a, ports: [{ name: http }, { name: http }] }, { name: b, ports: [{ name: http }] }]')).toEqual([
    'spec.containers[0].ports[1].name: got "http" a second time',
  ]);
  const mounts = (...paths: string[]) => `volumeMounts: [${paths.map((mountPath) => `{ name: tmp, mountPath: ${mountPath} }`).join(', ')}]`;
  expect(told(`containers: [{ name: a, ${mounts('/tmp', '/tmp')} }, { name: b, ${mounts('/tmp', '/var/tmp')} }]`)).toEqual([
    'spec.containers[0].volumeMounts[1].mountPath: got "/tmp" a second time',
  ]);
});

test('a third one is told of as the second is', () => {
  expect(told('containers: [{ name: a }, { name: a }, { name: a }]')).toHaveLength(2);
});

test('what has no name, or none that is text, is not the same', () => {
  expect(told('containers: [{}, {}, { name: "" }, { name: "" }, { name: 7 }, { name: 7 }, 7, 7], volumes: [{}, {}]')).toEqual([]);
});

test('the template of a workload is told of at its place, a Service of another group is another kind', () => {
  const cron =
    '{ apiVersion: batch/v1, kind: CronJob, metadata: { name: c }, spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a }, { name: a }] } } } } } }';
  expect(messagesOf(DUPLICATE_NAME, cron)[0]).toMatch(
    /^batch\/CronJob\/\/c spec\.jobTemplate\.spec\.template\.spec\.containers\[1\]\.name: got /,
  );
  const knative =
    '{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: s }, spec: { ports: [{ name: a }, { name: a }] } }';
  expect(messagesOf(DUPLICATE_NAME, knative)).toEqual([]);
});
