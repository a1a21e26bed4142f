import { PROC_MOUNT } from '../../../lib/checks/rules/proc-mount';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PROC_MOUNT, PROC_MOUNT.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.procMount: got procMount: "Unmasked"; wanted procMount: Default. Fix: remove procMount.',
  ]);
  expect(messagesOf(PROC_MOUNT, PROC_MOUNT.right)).toEqual([]);
});

const inUserNamespace = pod('{ hostUsers: false, containers: [{ securityContext: { procMount: Unmasked } }] }');

test('in a user namespace baseline lets it be since 1.35, restricted never', () => {
  const broken = (kubernetes: KubernetesVersion, podSecurity: 'baseline' | 'restricted') =>
    messagesOf(PROC_MOUNT, inUserNamespace, { kubernetes, settings: { podSecurity } }).length;
  expect(broken(KubernetesVersion.V1_34, 'baseline')).toBe(1);
  expect(broken(KubernetesVersion.V1_35, 'baseline')).toBe(0);
  expect(broken(KubernetesVersion.V1_35, 'restricted')).toBe(1);
});

test.each(['null', '""'])('procMount %s', (value) => {
  const found = findingsOf(PROC_MOUNT, pod(`{ containers: [{ securityContext: { procMount: ${value} } }] }`)).map(({ got }) => got);
  expect(found).toEqual(value === 'null' ? [] : ['procMount: ""']);
});
