import { SECCOMP_REQUIRED } from '../../../lib/checks/rules/seccomp-required';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SECCOMP_REQUIRED, SECCOMP_REQUIRED.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.seccompProfile: got no seccomp profile; wanted a seccomp profile, of the container or of its pods. Fix: set securityContext.seccompProfile.type of the pods to RuntimeDefault.',
  ]);
  expect(messagesOf(SECCOMP_REQUIRED, SECCOMP_REQUIRED.right)).toEqual([]);
});

test('a profile of the pods counts for containers of every role, one of a container for itself', () => {
  const own = '{ securityContext: { seccompProfile: { type: Localhost } } }';
  expect(
    messagesOf(
      SECCOMP_REQUIRED,
      pod(
        '{ securityContext: { seccompProfile: { type: Localhost } }, initContainers: [{}], containers: [{}], ephemeralContainers: [{}] }',
      ),
    ),
  ).toEqual([]);
  expect(
    findingsOf(SECCOMP_REQUIRED, pod(`{ initContainers: [{}], containers: [${own}], ephemeralContainers: [${own}, {}] }`)).map(
      ({ field }) => field,
    ),
  ).toEqual(['spec.ephemeralContainers[1].securityContext.seccompProfile', 'spec.initContainers[0].securityContext.seccompProfile']);
});

test('one that confines nothing is left to the level below', () => {
  expect(messagesOf(SECCOMP_REQUIRED, pod('{ securityContext: { seccompProfile: { type: Unconfined } }, containers: [{}] }'))).toEqual([]);
});
