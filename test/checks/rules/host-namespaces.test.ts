import { HOST_NAMESPACES } from '../../../lib/checks/rules/host-namespaces';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HOST_NAMESPACES, HOST_NAMESPACES.wrong)).toEqual([
    '/Pod//storefront spec.hostNetwork: got hostNetwork: true; wanted pods in namespaces of their own. Fix: remove the field.',
  ]);
  expect(messagesOf(HOST_NAMESPACES, HOST_NAMESPACES.right)).toEqual([]);
});

test('each namespace of the host is told by its field', () => {
  expect(findingsOf(HOST_NAMESPACES, pod('{ hostNetwork: true, hostPID: true, hostIPC: true }')).map(({ field }) => field)).toEqual([
    'spec.hostIPC',
    'spec.hostNetwork',
    'spec.hostPID',
  ]);
});

test.each(['{ hostNetwork: "true" }', '{ hostPID: 1 }', '{ hostIPC: null }', '{}', '[]', 'text'])('%s shares nothing', (spec) => {
  expect(messagesOf(HOST_NAMESPACES, pod(spec))).toEqual([]);
});
