import { ADDED_CAPABILITIES } from '../../../lib/checks/rules/added-capabilities';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ADDED_CAPABILITIES, ADDED_CAPABILITIES.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.capabilities.add[0]: got added capability "NET_ADMIN"; wanted capabilities of the default set only, which are AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID and SYS_CHROOT. Fix: remove it from the list.',
  ]);
  expect(messagesOf(ADDED_CAPABILITIES, ADDED_CAPABILITIES.right)).toEqual([]);
});

test('what is no text is no capability of the default set', () => {
  expect(
    findingsOf(ADDED_CAPABILITIES, pod('{ containers: [{ securityContext: { capabilities: { add: [CHOWN, 7, null] } } }] }')).map(
      ({ got }) => got,
    ),
  ).toEqual(['added capability "7"', 'added capability "null"']);
});

test.each(['text', '{}', 'null', '[]'])('a list of capabilities that is %s adds none', (add) => {
  expect(messagesOf(ADDED_CAPABILITIES, pod(`{ containers: [{ securityContext: { capabilities: { add: ${add} } } }] }`))).toEqual([]);
});
