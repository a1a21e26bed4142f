import { SYSCTLS } from '../../../lib/checks/rules/sysctls';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SYSCTLS, SYSCTLS.wrong)).toEqual([
    '/Pod//storefront spec.securityContext.sysctls[0].name: got the kernel parameter "kernel.msgmax" in version 1.34 of the standard; wanted a parameter that the standard calls safe. Fix: remove it, or set it on the nodes.',
  ]);
  expect(messagesOf(SYSCTLS, SYSCTLS.right)).toEqual([]);
});

test.each([
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_rmem', 32],
])('%s is safe since 1.%d', (name, since) => {
  const safeIn = (minor: number) =>
    messagesOf(SYSCTLS, pod(`{ securityContext: { sysctls: [{ name: ${name} }] } }`), { kubernetes: KubernetesVersion.of(`1.${minor}`) })
      .length === 0;
  expect([27, 28, 29, 30, 31, 32, 33, 34, 35, 36].filter(safeIn)[0]).toBe(since);
});

test.each(['text', '{}', 'null'])('a list that is %s sets nothing', (sysctls) => {
  expect(messagesOf(SYSCTLS, pod(`{ securityContext: { sysctls: ${sysctls} } }`))).toEqual([]);
});

test('an item that is no object names no safe parameter', () => {
  expect(findingsOf(SYSCTLS, pod('{ securityContext: { sysctls: [text] } }')).map(({ got }) => got)).toEqual([
    'the kernel parameter nothing in version 1.34 of the standard',
  ]);
});
