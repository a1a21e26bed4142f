import { SECCOMP_PROFILE } from '../../../lib/checks/rules/seccomp-profile';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SECCOMP_PROFILE, SECCOMP_PROFILE.wrong)).toEqual([
    '/Pod//storefront spec.securityContext.seccompProfile.type: got the seccomp profile "Unconfined"; wanted the profile RuntimeDefault or Localhost, or none stated. Fix: set its type to RuntimeDefault.',
  ]);
  expect(messagesOf(SECCOMP_PROFILE, SECCOMP_PROFILE.right)).toEqual([]);
});

test('a container is told by its own field', () => {
  expect(
    findingsOf(SECCOMP_PROFILE, pod('{ initContainers: [{ securityContext: { seccompProfile: { type: Unconfined } } }] }')).map(
      ({ field }) => field,
    ),
  ).toEqual(['spec.initContainers[0].securityContext.seccompProfile.type']);
});

test.each(['text', 'null', '[]'])('a profile that is %s is none', (profile) => {
  expect(messagesOf(SECCOMP_PROFILE, pod(`{ securityContext: { seccompProfile: ${profile} } }`))).toEqual([]);
});
