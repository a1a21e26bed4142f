import { HOST_PROCESS } from '../../../lib/checks/rules/host-process';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (spec: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: ${spec}
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HOST_PROCESS, HOST_PROCESS.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].securityContext.windowsOptions.hostProcess: got hostProcess: true; wanted containers that are no host processes. Fix: remove windowsOptions.hostProcess.',
  ]);
  expect(messagesOf(HOST_PROCESS, HOST_PROCESS.right)).toEqual([]);
});

test('pods and containers are each told by their own field', () => {
  const hostProcess = 'securityContext: { windowsOptions: { hostProcess: true } }';
  expect(findingsOf(HOST_PROCESS, pod(`{ ${hostProcess}, containers: [{ ${hostProcess} }] }`)).map(({ field }) => field)).toEqual([
    'spec.containers[0].securityContext.windowsOptions.hostProcess',
    'spec.securityContext.windowsOptions.hostProcess',
  ]);
});
