import { DROP_ALL_CAPABILITIES } from '../../../lib/checks/rules/drop-all-capabilities';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DROP_ALL_CAPABILITIES, DROP_ALL_CAPABILITIES.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.capabilities.drop: got only NET_RAW dropped; wanted capabilities.drop with ALL. Fix: set securityContext.capabilities.drop to [ALL].',
  ]);
  expect(messagesOf(DROP_ALL_CAPABILITIES, DROP_ALL_CAPABILITIES.right)).toEqual([]);
});

test.each([
  '{}',
  '{ securityContext: null }',
  '{ securityContext: { capabilities: { drop: ALL } } }',
  '{ securityContext: { capabilities: { drop: [] } } }',
])('the container %s drops nothing', (container) => {
  expect(findingsOf(DROP_ALL_CAPABILITIES, pod(`{ containers: [${container}] }`)).map(({ got }) => got)).toEqual(['no dropped capability']);
});

test('Windows has no capabilities', () => {
  expect(messagesOf(DROP_ALL_CAPABILITIES, pod('{ os: { name: windows }, containers: [{}] }'))).toEqual([]);
});
