import { PRIVILEGED_CONTAINER } from '../../../lib/checks/rules/privileged-container';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(PRIVILEGED_CONTAINER, PRIVILEGED_CONTAINER.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.privileged: got privileged: true; wanted a container that is not privileged. Fix: remove the field, and add the one capability or device that is needed.',
  ]);
  expect(messagesOf(PRIVILEGED_CONTAINER, PRIVILEGED_CONTAINER.right)).toEqual([]);
});

test('containers of every role are looked at', () => {
  const privileged = '{ name: a, securityContext: { privileged: true } }';
  const spec = `{ initContainers: [${privileged}], containers: [${privileged}], ephemeralContainers: [${privileged}] }`;
  expect(findingsOf(PRIVILEGED_CONTAINER, pod(spec)).map(({ field }) => field)).toEqual([
    'spec.containers[0].securityContext.privileged',
    'spec.ephemeralContainers[0].securityContext.privileged',
    'spec.initContainers[0].securityContext.privileged',
  ]);
});

test.each(['[null, text, 1]', '{}', '[{ securityContext: [] }]', '[{ securityContext: { privileged: null } }]'])(
  'containers %s are not privileged',
  (list) => {
    expect(messagesOf(PRIVILEGED_CONTAINER, pod(`{ containers: ${list} }`))).toEqual([]);
  },
);
