import { REFUSED_PRIVILEGE } from '../../../lib/checks/rules/refused-privilege';
import { messagesOf } from '../../support/checked';

const object = (text: string): string =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: it }, spec: { containers: [{ name: a, securityContext: ${text} }] } }`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(REFUSED_PRIVILEGE, REFUSED_PRIVILEGE.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.allowPrivilegeEscalation: got false beside privileged: true; wanted no privileges beside allowPrivilegeEscalation: false. Fix: remove privileged, or what contradicts it.',
  ]);
  expect(messagesOf(REFUSED_PRIVILEGE, REFUSED_PRIVILEGE.right)).toEqual([]);
});

const told = (text: string): string[] =>
  messagesOf(REFUSED_PRIVILEGE, object(text)).map((line) => line.replace(/^\S+ (.*)\. Fix.*$/, '$1'));

test.each([
  [
    '{ allowPrivilegeEscalation: false, capabilities: { add: [CAP_SYS_ADMIN] } }',
    'spec.containers[0].securityContext.allowPrivilegeEscalation: got false beside the capability CAP_SYS_ADMIN; wanted no privileges beside allowPrivilegeEscalation: false',
  ],
])('%s is told', (text, message) => {
  expect(told(text)).toEqual([message]);
});

test.each([
  '{ privileged: true }',
  '{ privileged: true, allowPrivilegeEscalation: true }',
  '{ privileged: false, allowPrivilegeEscalation: false }',
  '{ allowPrivilegeEscalation: false, capabilities: { add: [SYS_ADMIN] } }',
  'text',
])('%s is accepted', (text) => {
  expect(told(text)).toEqual([]);
});
