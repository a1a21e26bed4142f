import { VOLUME_GROUP } from '../../../lib/checks/rules/volume-group';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const WANTED =
  'wanted fsGroup in the pods’ securityContext, with the group of the user. Fix: set fsGroup, and fsGroupChangePolicy to OnRootMismatch so that a full disk is not walked at every start.';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(VOLUME_GROUP, VOLUME_GROUP.wrong)).toEqual([
    `apps/StatefulSet/shop/orders-db spec.template.spec.securityContext.fsGroup: got none for the disk of container "db", which runs as user 999; ${WANTED}`,
  ]);
  expect(messagesOf(VOLUME_GROUP, VOLUME_GROUP.right)).toEqual([]);
});

const withContext = (context: string) =>
  messagesOf(VOLUME_GROUP, edited(VOLUME_GROUP.wrong, '{ runAsNonRoot: true, runAsUser: 999 }', context));

test('who is not said to be another than root may be root', () => {
  expect(withContext('{}')).toEqual([]);
  expect(withContext('{ runAsUser: 0 }')).toEqual([]);
  expect(withContext('{ runAsNonRoot: true }')[0]).toContain('which runs as another user than root');
});

const withContainer = (part: string) => edited(VOLUME_GROUP.wrong, 'image: postgres:17.6\n', `image: postgres:17.6\n          ${part}\n`);

test('what the container says of itself comes first', () => {
  expect(messagesOf(VOLUME_GROUP, withContainer('securityContext: { runAsUser: 0 }'))).toEqual([]);
  expect(messagesOf(VOLUME_GROUP, withContainer('securityContext: { runAsUser: 70 }'))[0]).toContain('which runs as user 70');
});

test('a group of 0 is said as well', () => {
  expect(withContext('{ runAsUser: 999, fsGroup: 0 }')).toEqual([]);
});

test('a disk that is only read needs no group', () => {
  const read = edited(VOLUME_GROUP.wrong, 'mountPath: /var/lib/postgresql/data }', 'mountPath: /data, readOnly: true }');
  expect(messagesOf(VOLUME_GROUP, read)).toEqual([]);
});

test('shared file systems and devices are left alone', () => {
  expect(messagesOf(VOLUME_GROUP, edited(VOLUME_GROUP.wrong, '[ReadWriteOnce]', '[ReadWriteMany]'))).toEqual([]);
  expect(messagesOf(VOLUME_GROUP, edited(VOLUME_GROUP.wrong, 'accessModes:', 'volumeMode: Block, accessModes:'))).toEqual([]);
});

const beside = (list: string, container: string) =>
  edited(VOLUME_GROUP.wrong, '      containers:', `      ${list}: [${container}]\n      containers:`);

test('an init container that writes to the disk may have given it away, another one has not', () => {
  expect(messagesOf(VOLUME_GROUP, beside('initContainers', '{ name: own, volumeMounts: [{ name: data }] }'))).toEqual([]);
  expect(messagesOf(VOLUME_GROUP, beside('initContainers', '{ name: own, volumeMounts: [{ name: tmp }] }'))).toHaveLength(1);
});

test('a sidecar that keeps running writes like any other, an ephemeral container is none of the pods’ own', () => {
  const read = edited(VOLUME_GROUP.wrong, 'mountPath: /var/lib/postgresql/data }', 'mountPath: /data, readOnly: true }');
  const list = (name: string, restart: string) =>
    messagesOf(
      VOLUME_GROUP,
      edited(read, '      containers:', `      ${name}: [{ name: copy, ${restart}volumeMounts: [{ name: data }] }]\n      containers:`),
    );
  expect(list('initContainers', 'restartPolicy: Always, ')[0]).toContain('the disk of container "copy"');
  expect(list('ephemeralContainers', '')).toEqual([]);
});

test('Windows has no groups of that kind', () => {
  expect(
    messagesOf(VOLUME_GROUP, edited(VOLUME_GROUP.wrong, '      containers:', '      os: { name: windows }\n      containers:')),
  ).toEqual([]);
});

test('one finding tells of the pods, however many containers write', () => {
  const two = edited(VOLUME_GROUP.wrong, 'containers:\n', 'containers:\n        - { name: copy, volumeMounts: [{ name: data }] }\n');
  expect(messagesOf(VOLUME_GROUP, two)).toHaveLength(1);
});
