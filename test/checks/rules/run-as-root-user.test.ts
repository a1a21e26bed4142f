import { RUN_AS_ROOT_USER } from '../../../lib/checks/rules/run-as-root-user';
import { KubernetesVersion } from '../../../lib/model/kubernetes-version';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(RUN_AS_ROOT_USER, RUN_AS_ROOT_USER.wrong)).toEqual([
    "/Pod//storefront spec.securityContext.runAsUser: got runAsUser: 0; wanted a user other than 0, or the image's. Fix: remove runAsUser, or name the image's user.",
  ]);
  expect(messagesOf(RUN_AS_ROOT_USER, RUN_AS_ROOT_USER.right)).toEqual([]);
});

test('containers of every role are looked at', () => {
  const root = '{ securityContext: { runAsUser: 0 } }';
  expect(
    findingsOf(RUN_AS_ROOT_USER, pod(`{ initContainers: [${root}], containers: [${root}], ephemeralContainers: [${root}] }`)),
  ).toHaveLength(3);
});

test('in a user namespace root is nobody, since 1.35', () => {
  const yaml = pod('{ hostUsers: false, securityContext: { runAsUser: 0 } }');
  expect(messagesOf(RUN_AS_ROOT_USER, yaml, { kubernetes: KubernetesVersion.V1_34 })).toHaveLength(1);
  expect(messagesOf(RUN_AS_ROOT_USER, yaml, { kubernetes: KubernetesVersion.V1_35 })).toEqual([]);
});

test.each(['null', '"0"', '[]'])('user %s is not 0', (user) => {
  expect(messagesOf(RUN_AS_ROOT_USER, pod(`{ securityContext: { runAsUser: ${user} } }`))).toEqual([]);
});
