import { WRITABLE_HOST_MOUNT } from '../../../lib/checks/rules/writable-host-mount';
import { findingsOf, messagesOf } from '../../support/checked';

const pod = (list: string, mounts: string) => `
apiVersion: v1
kind: Pod
metadata: { name: storefront }
spec:
  ${list}: [{ volumeMounts: ${mounts} }]
  volumes: [{ name: host, hostPath: { path: /var/log } }, { name: own, emptyDir: {} }]
`;

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(WRITABLE_HOST_MOUNT, WRITABLE_HOST_MOUNT.wrong)).toEqual([
    "/Pod//storefront spec.containers[0].volumeMounts[0].readOnly: got a writable mount of the node's /var/log/pods; wanted readOnly: true. Fix: set readOnly on the mount.",
  ]);
  expect(messagesOf(WRITABLE_HOST_MOUNT, WRITABLE_HOST_MOUNT.right)).toEqual([]);
});

test.each(['containers', 'initContainers', 'ephemeralContainers'])('a mount in %s is told by its field', (list) => {
  expect(
    findingsOf(
      WRITABLE_HOST_MOUNT,
      pod(list, '[{ name: own }, { name: host }, { name: host, readOnly: true }, { name: host, readOnly: false }]'),
    ).map(({ field }) => field),
  ).toEqual([`spec.${list}[0].volumeMounts[1].readOnly`, `spec.${list}[0].volumeMounts[3].readOnly`]);
});

test.each(['text', '[null, {}]', '[{ name: other }]'])('mounts that are %s are none of the host', (mounts) => {
  expect(messagesOf(WRITABLE_HOST_MOUNT, pod('containers', mounts))).toEqual([]);
});
