import { WRONG_TYPE } from '../../../lib/checks/rules/wrong-type';
import { messagesOf } from '../../support/checked';

const FIX = 'Fix: write the value in the type of its field; quotes make text of a number.';

const pod = (spec: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: p }, spec: ${spec} }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(WRONG_TYPE, WRONG_TYPE.wrong)).toEqual([
    `/Service//storefront spec.ports[0].port: got text; wanted a whole number. ${FIX}`,
  ]);
  expect(messagesOf(WRONG_TYPE, WRONG_TYPE.right)).toEqual([]);
});

test.each([
  ['{ containers: {} }', 'containers: got an object; wanted a list'],
  ['{ containers: null }', 'containers: got null; wanted a list'],
  ['{ containers: [null] }', 'containers[0]: got null; wanted an object'],
  ['{ containers: [[]] }', 'containers[0]: got a list; wanted an object'],
  ['{ containers: [], hostNetwork: "true" }', 'hostNetwork: got text; wanted true or false'],
  ['{ containers: [], hostname: 1 }', 'hostname: got a whole number; wanted text'],
  ['{ containers: [], priority: 1.5 }', 'priority: got a number with a fraction; wanted a whole number'],
  ['{ containers: [], nodeSelector: [a] }', 'nodeSelector: got a list; wanted an object'],
  ['{ containers: [], nodeSelector: { zone: 1 } }', 'nodeSelector.zone: got a whole number; wanted text'],
  ['{ containers: [], nodeSelector: { zone: null } }', 'nodeSelector.zone: got null; wanted text'],
  ['{ containers: [], overhead: { cpu: true } }', 'overhead.cpu: got true or false; wanted a quantity'],
  [
    '{ containers: [{ name: a, ports: [{ containerPort: "80" }] }] }',
    'containers[0].ports[0].containerPort: got text; wanted a whole number',
  ],
  [
    '{ containers: [{ name: a, livenessProbe: { httpGet: { port: [] } } }] }',
    'containers[0].livenessProbe.httpGet.port: got a list; wanted a whole number or text',
  ],
])('%s is told in full', (spec, told) => {
  expect(messagesOf(WRONG_TYPE, pod(spec))).toEqual([`/Pod//p spec.${told}. ${FIX}`]);
});

test.each([
  '{ containers: [], hostname: null, nodeSelector: null, securityContext: null }',
  '{ containers: [], overhead: { cpu: 1, memory: 64Mi } }',
  '{ containers: [{ name: a, livenessProbe: { httpGet: { port: 80 } } }, { name: b, livenessProbe: { httpGet: { port: http } } }] }',
])('%s is accepted', (spec) => {
  expect(messagesOf(WRONG_TYPE, pod(spec))).toEqual([]);
});

test('a secret that is of the wrong type is not shown', () => {
  const secret = '{ apiVersion: v1, kind: Secret, metadata: { name: s }, stringData: { password: 831204 } }';
  expect(messagesOf(WRONG_TYPE, secret)).toEqual([`/Secret//s stringData.password: got a whole number; wanted text. ${FIX}`]);
});

test('a template of claims says its own kind or none', () => {
  const set = (kind: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: s }
spec: { volumeClaimTemplates: [{ ${kind} metadata: { name: data } }] }
`;
  expect(messagesOf(WRONG_TYPE, set('kind: Pod,'))).toEqual([
    `apps/StatefulSet//s spec.volumeClaimTemplates[0].kind: got "Pod"; wanted PersistentVolumeClaim. ${FIX}`,
  ]);
  expect(messagesOf(WRONG_TYPE, `${set('kind: PersistentVolumeClaim,')}---${set('').replace('name: s', 'name: t')}`)).toEqual([]);
});
