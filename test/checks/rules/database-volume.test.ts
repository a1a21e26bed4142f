import { DATABASE_VOLUME } from '../../../lib/checks/rules/database-volume';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(DATABASE_VOLUME, DATABASE_VOLUME.wrong)).toEqual([
    'apps/StatefulSet/shop/orders-db spec.template.spec.containers[0].volumeMounts: got PostgreSQL in container "db" without a volume that stays; wanted a volume that stays: a claim template, or a persistentVolumeClaim. Fix: run it as a StatefulSet with a volumeClaimTemplate that is mounted at its data directory.',
  ]);
  expect(messagesOf(DATABASE_VOLUME, DATABASE_VOLUME.right)).toEqual([]);
});

const withVolume = (source: string) => edited(DATABASE_VOLUME.wrong, 'emptyDir: {}', source);

test.each([
  'emptyDir: { medium: Memory }',
  'configMap: { name: orders-db }',
  'ephemeral: { volumeClaimTemplate: { spec: {} } }',
  'persistentVolumeClaim: null',
])('a volume of %s goes with the pod', (source) => {
  expect(messagesOf(DATABASE_VOLUME, withVolume(source))).toHaveLength(1);
});

test.each(['persistentVolumeClaim: { claimName: orders-db }', 'nfs: { server: files.example, path: / }', 'csi: { driver: disk.example }'])(
  'a volume of %s stays',
  (source) => {
    expect(messagesOf(DATABASE_VOLUME, withVolume(source))).toEqual([]);
  },
);

test('a claim that another container mounts does not help', () => {
  const beside = edited(
    DATABASE_VOLUME.right,
    'mountPath: /var/lib/postgresql/data }]',
    'mountPath: /var/lib/postgresql/data }]\n        - { name: copy, image: registry.example/copy:1 }',
  );
  expect(messagesOf(DATABASE_VOLUME, beside)).toEqual([]);
  const other = edited(edited(beside, 'volumeMounts: [', 'x: ['), 'copy:1 }', 'copy:1, volumeMounts: [{ name: data, mountPath: /data }] }');
  expect(messagesOf(DATABASE_VOLUME, other)).toHaveLength(1);
});

test('a device counts as a volume', () => {
  const device = edited(DATABASE_VOLUME.right, 'volumeMounts: [{ name: data, mountPath', 'volumeDevices: [{ name: data, devicePath');
  expect(messagesOf(DATABASE_VOLUME, device)).toEqual([]);
});

test('brokers lose messages, caches may lose what they hold, and what is not known is left alone', () => {
  const of = (image: string) => messagesOf(DATABASE_VOLUME, edited(DATABASE_VOLUME.wrong, 'postgres:17.6', image));
  expect(of('rabbitmq:4.1.3')[0]).toContain('got RabbitMQ in container "db" without a volume that stays');
  expect(of('redis:8.2.1')).toEqual([]);
  expect(of('registry.example/orders:2.4.1')).toEqual([]);
});

test('a Deployment is asked as well, a Job is not', () => {
  expect(messagesOf(DATABASE_VOLUME, edited(DATABASE_VOLUME.wrong, 'kind: StatefulSet', 'kind: Deployment'))).toHaveLength(1);
  const job = edited(edited(DATABASE_VOLUME.wrong, 'kind: StatefulSet', 'kind: Job'), 'apps/v1', 'batch/v1');
  expect(messagesOf(DATABASE_VOLUME, job)).toEqual([]);
});

test('templates of claims mean nothing in a Deployment', () => {
  expect(messagesOf(DATABASE_VOLUME, edited(DATABASE_VOLUME.right, 'kind: StatefulSet', 'kind: Deployment'))).toHaveLength(1);
});

test('of the sources of a volume those that are null do not count', () => {
  const source = 'emptyDir: null, persistentVolumeClaim: { claimName: orders-db }';
  expect(messagesOf(DATABASE_VOLUME, withVolume(source))).toEqual([]);
  expect(messagesOf(DATABASE_VOLUME, withVolume('emptyDir: {}, persistentVolumeClaim: null'))).toHaveLength(1);
});

test('of two sources, which the API server refuses, one that stays is enough', () => {
  expect(messagesOf(DATABASE_VOLUME, withVolume('emptyDir: {}, persistentVolumeClaim: { claimName: orders-db }'))).toEqual([]);
});
