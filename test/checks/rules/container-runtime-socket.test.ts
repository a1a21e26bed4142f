import { CONTAINER_RUNTIME_SOCKET } from '../../../lib/checks/rules/container-runtime-socket';
import { messagesOf } from '../../support/checked';

const pod = (path: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec: { volumes: [null, { name: host, hostPath: { path: ${path} } }] }
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(CONTAINER_RUNTIME_SOCKET, CONTAINER_RUNTIME_SOCKET.wrong)).toEqual([
    "/Pod//storefront spec.volumes[0].hostPath.path: got the node's /var/run/docker.sock; wanted no path to the socket of Docker, containerd or CRI-O. Fix: remove the volume; builders of images work without it.",
  ]);
  expect(messagesOf(CONTAINER_RUNTIME_SOCKET, CONTAINER_RUNTIME_SOCKET.right)).toEqual([]);
});

test.each([
  '/run/docker.sock',
  '/var/run',
  '/run/',
  '/run/containerd/containerd.sock',
  '/run/containerd',
  '//var//run/crio/crio.sock',
  '/run/k3s/containerd/containerd.sock',
])('%s is or holds the socket', (path) => {
  expect(messagesOf(CONTAINER_RUNTIME_SOCKET, pod(path))).toHaveLength(1);
});

test.each(['/run/secrets', '/var/runner', '/var/lib/docker.sock', 'null', '[]'])('%s does not', (path) => {
  expect(messagesOf(CONTAINER_RUNTIME_SOCKET, pod(path))).toEqual([]);
});
