import { SENSITIVE_HOST_PATH } from '../../../lib/checks/rules/sensitive-host-path';
import { messagesOf } from '../../support/checked';

const pod = (path: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: { volumes: [null, { name: host, hostPath: { path: ${path} } }] }
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(SENSITIVE_HOST_PATH, SENSITIVE_HOST_PATH.wrong)).toEqual([
    "/Pod//storefront spec.volumes[0].hostPath.path: got the node's /etc; wanted no path of the system. Fix: mount the single file or folder below it that is needed.",
  ]);
  expect(messagesOf(SENSITIVE_HOST_PATH, SENSITIVE_HOST_PATH.right)).toEqual([]);
});

test.each(['/', '/etc/', '//proc', '/var/lib/kubelet', '/root/.ssh'])('%s is of the system', (path) => {
  expect(messagesOf(SENSITIVE_HOST_PATH, pod(path))).toHaveLength(1);
});

test.each(['/etc/machine-id', '/var/log', '/data', '""', 'null'])('%s is not', (path) => {
  expect(messagesOf(SENSITIVE_HOST_PATH, pod(path))).toEqual([]);
});
