import { HOST_PATH_PERSISTENT_VOLUME } from '../../../lib/checks/rules/host-path-persistent-volume';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HOST_PATH_PERSISTENT_VOLUME, HOST_PATH_PERSISTENT_VOLUME.wrong)).toEqual([
    '/PersistentVolume//uploads spec.hostPath: got "/srv/uploads" of whichever node; wanted storage that follows the pod, or a local volume with the nodeAffinity of its node. Fix: use a StorageClass of the cluster, or local with nodeAffinity.',
  ]);
  expect(messagesOf(HOST_PATH_PERSISTENT_VOLUME, HOST_PATH_PERSISTENT_VOLUME.right)).toEqual([]);
});

test('a path of a node that is named is accepted, as pods are brought there', () => {
  const named = edited(HOST_PATH_PERSISTENT_VOLUME.right, 'local:', 'hostPath:');
  expect(messagesOf(HOST_PATH_PERSISTENT_VOLUME, named)).toEqual([]);
});

test('storage of the network is accepted', () => {
  const nfs = edited(HOST_PATH_PERSISTENT_VOLUME.wrong, 'hostPath: { path: /srv/uploads }', 'nfs: { server: files.example, path: /srv }');
  expect(messagesOf(HOST_PATH_PERSISTENT_VOLUME, nfs)).toEqual([]);
});
