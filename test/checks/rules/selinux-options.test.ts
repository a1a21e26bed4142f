import { SELINUX_OPTIONS } from '../../../lib/checks/rules/selinux-options';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SELINUX_OPTIONS, SELINUX_OPTIONS.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.seLinuxOptions.type: got the SELinux type "spc_t"; wanted a container type, and neither user nor role. Fix: remove the option; containers get their label from the runtime.',
  ]);
  expect(messagesOf(SELINUX_OPTIONS, SELINUX_OPTIONS.right)).toEqual([]);
});

test('user and role are told beside the type', () => {
  expect(
    findingsOf(SELINUX_OPTIONS, pod('{ securityContext: { seLinuxOptions: { type: spc_t, user: u, role: r, level: s0 } } }')).map(
      ({ got }) => got,
    ),
  ).toEqual(['the SELinux role "r"', 'the SELinux type "spc_t"', 'the SELinux user "u"']);
});

test.each(['text', '[]', 'null', '{ type: null, user: null, role: "" }'])('options that are %s set nothing', (options) => {
  expect(messagesOf(SELINUX_OPTIONS, pod(`{ securityContext: { seLinuxOptions: ${options} } }`))).toEqual([]);
});
