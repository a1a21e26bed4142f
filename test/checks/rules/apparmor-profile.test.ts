import { APPARMOR_PROFILE } from '../../../lib/checks/rules/apparmor-profile';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(APPARMOR_PROFILE, APPARMOR_PROFILE.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.appArmorProfile.type: got the AppArmor profile "Unconfined"; wanted the profile RuntimeDefault or Localhost, or none stated. Fix: remove the profile, or set its type to RuntimeDefault.',
  ]);
  expect(messagesOf(APPARMOR_PROFILE, APPARMOR_PROFILE.right)).toEqual([]);
});

const annotated = (value: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: storefront }
spec:
  template:
    metadata: { annotations: { container.apparmor.security.beta.kubernetes.io/app: ${value}, other: unconfined } }
`;

test('the annotation that came before the field counts too', () => {
  expect(messagesOf(APPARMOR_PROFILE, annotated('unconfined'))).toEqual([
    'apps/Deployment//storefront spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/app"]: got the AppArmor profile "unconfined"; wanted the profile RuntimeDefault or Localhost, or none stated. Fix: remove the profile, or set its type to RuntimeDefault.',
  ]);
});

test.each(['runtime/default', 'localhost/shop', '""', 'null'])('the annotation %s is accepted', (value) => {
  expect(messagesOf(APPARMOR_PROFILE, annotated(value))).toEqual([]);
});

test('a profile without a type is none that confines', () => {
  expect(findingsOf(APPARMOR_PROFILE, pod('{ securityContext: { appArmorProfile: {} } }')).map(({ got }) => got)).toEqual([
    'the AppArmor profile nothing',
  ]);
});
