import { VOLUME_RECLAIM } from '../../../lib/checks/rules/volume-reclaim';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const WANTED =
  'wanted Retain, for a PersistentVolume and for a StorageClass that claims with data use. Fix: set it to Retain; a StorageClass is made anew for that under another name, for its policy cannot be changed.';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(VOLUME_RECLAIM, VOLUME_RECLAIM.wrong)).toEqual([
    `storage.k8s.io/StorageClass//ssd reclaimPolicy: got Delete for the data of /PersistentVolumeClaim/shop/uploads; ${WANTED}`,
  ]);
  expect(messagesOf(VOLUME_RECLAIM, VOLUME_RECLAIM.right)).toEqual([]);
});

test('a StorageClass that says nothing deletes', () => {
  expect(messagesOf(VOLUME_RECLAIM, edited(VOLUME_RECLAIM.wrong, 'reclaimPolicy: Delete\n', ''))).toEqual([
    `storage.k8s.io/StorageClass//ssd reclaimPolicy: got nothing, which is Delete, for the data of /PersistentVolumeClaim/shop/uploads; ${WANTED}`,
  ]);
});

test('a class that no claim of the manifests is of is left alone', () => {
  expect(messagesOf(VOLUME_RECLAIM, edited(VOLUME_RECLAIM.wrong, 'storageClassName: ssd', 'storageClassName: hdd'))).toEqual([]);
});

test('a claim that names no class is of the default one, a claim that wants none is of none', () => {
  const unnamed = edited(VOLUME_RECLAIM.wrong, '  storageClassName: ssd\n', '');
  expect(messagesOf(VOLUME_RECLAIM, unnamed)).toEqual([]);
  const byDefault = '{ name: ssd, annotations: { storageclass.kubernetes.io/is-default-class: "true" } }';
  expect(messagesOf(VOLUME_RECLAIM, edited(unnamed, '{ name: ssd }', byDefault))).toHaveLength(1);
  const none = edited(VOLUME_RECLAIM.wrong, 'storageClassName: ssd', 'storageClassName: ""');
  expect(messagesOf(VOLUME_RECLAIM, edited(none, '{ name: ssd }', byDefault))).toEqual([]);
});

const statefulSet = (image: string) => `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: ssd }
provisioner: ebs.csi.aws.com
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: data, namespace: shop }
spec:
  template: { spec: { containers: [{ name: app, image: "${image}" }] } }
  volumeClaimTemplates: [{ metadata: { name: data }, spec: { storageClassName: ssd } }]
`;

test('claims of templates count, but those of caches and brokers need no disk that stays', () => {
  expect(messagesOf(VOLUME_RECLAIM, statefulSet('postgres:17.6'))[0]).toContain('for the data of apps/StatefulSet/shop/data');
  expect(messagesOf(VOLUME_RECLAIM, statefulSet('redis:8.2.1'))).toEqual([]);
});

test('a claim counts for what the workload that mounts it keeps', () => {
  const mounted = (image: string) => `${VOLUME_RECLAIM.wrong}---
apiVersion: v1
kind: Pod
metadata: { name: cache, namespace: shop }
spec:
  containers: [{ name: app, image: "${image}" }]
  volumes: [{ name: data, persistentVolumeClaim: { claimName: uploads } }]
`;
  expect(messagesOf(VOLUME_RECLAIM, mounted('redis:8.2.1'))).toEqual([]);
  expect(messagesOf(VOLUME_RECLAIM, mounted('registry.example/cms:1'))[0]).toContain('for the data of /Pod/shop/cache');
});

const volume = (policy: string) => `
apiVersion: v1
kind: PersistentVolume
metadata: { name: uploads }
spec: { ${policy} }
`;

test.each(['Delete', 'Recycle'])('a PersistentVolume with %s loses the data', (policy) => {
  expect(messagesOf(VOLUME_RECLAIM, volume(`persistentVolumeReclaimPolicy: ${policy}`))).toEqual([
    `/PersistentVolume//uploads spec.persistentVolumeReclaimPolicy: got ${policy}; ${WANTED}`,
  ]);
});

test('a PersistentVolume that says nothing retains', () => {
  expect(messagesOf(VOLUME_RECLAIM, volume('persistentVolumeReclaimPolicy: Retain'))).toEqual([]);
  expect(messagesOf(VOLUME_RECLAIM, volume(''))).toEqual([]);
});

test('of the claims of a class the first is named', () => {
  const two = `${VOLUME_RECLAIM.wrong}---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: later, namespace: shop }
spec: { storageClassName: ssd }
`;
  expect(messagesOf(VOLUME_RECLAIM, two)).toHaveLength(1);
  expect(messagesOf(VOLUME_RECLAIM, two)[0]).toContain('/PersistentVolumeClaim/shop/uploads');
});

test('a PersistentVolume is no class, though it may have the name of one', () => {
  expect(messagesOf(VOLUME_RECLAIM, `${VOLUME_RECLAIM.right}---${edited(volume(''), 'name: uploads', 'name: ssd')}`)).toEqual([]);
});
