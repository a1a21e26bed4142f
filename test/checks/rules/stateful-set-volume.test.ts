import { STATEFUL_SET_VOLUME } from '../../../lib/checks/rules/stateful-set-volume';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

const WANTED =
  'wanted a volume that stays: a claim template, or a persistentVolumeClaim. Fix: add a volumeClaimTemplate, or make it a Deployment if it keeps nothing.';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(STATEFUL_SET_VOLUME, STATEFUL_SET_VOLUME.wrong)).toEqual([
    `apps/StatefulSet/shop/ledger spec.volumeClaimTemplates: got none; ${WANTED}`,
  ]);
  expect(messagesOf(STATEFUL_SET_VOLUME, STATEFUL_SET_VOLUME.right)).toEqual([]);
});

test('a template that no container mounts keeps nothing', () => {
  expect(messagesOf(STATEFUL_SET_VOLUME, edited(STATEFUL_SET_VOLUME.right, 'Mounts: [{ name: data', 'Mounts: [{ name: tmp'))).toEqual([
    `apps/StatefulSet/shop/ledger spec.volumeClaimTemplates: got none that is mounted; ${WANTED}`,
  ]);
});

test('a claim by its name is enough', () => {
  const named = edited(STATEFUL_SET_VOLUME.wrong, 'emptyDir: {}', 'persistentVolumeClaim: { claimName: ledger }');
  expect(messagesOf(STATEFUL_SET_VOLUME, named)).toEqual([]);
});

test.each(['postgres:17.6', 'redis:8.2.1'])('%s is for other rules, or needs none', (image) => {
  expect(messagesOf(STATEFUL_SET_VOLUME, edited(STATEFUL_SET_VOLUME.wrong, 'registry.example/ledger:2.4.1', `"${image}"`))).toEqual([]);
});

test('a Deployment need keep nothing', () => {
  expect(messagesOf(STATEFUL_SET_VOLUME, edited(STATEFUL_SET_VOLUME.wrong, 'kind: StatefulSet', 'kind: Deployment'))).toEqual([]);
});

const BESIDE = '      containers: [{ name: log, image: registry.example/log:1 }, { name: app';

test('one container of several that mounts a volume which stays is enough', () => {
  const two = edited(STATEFUL_SET_VOLUME.right, '      containers: [{ name: app', BESIDE);
  expect(messagesOf(STATEFUL_SET_VOLUME, two)).toEqual([]);
  const more = edited(two, 'volumeMounts: [', 'volumeMounts: [{ name: tmp, mountPath: /tmp }, ');
  expect(messagesOf(STATEFUL_SET_VOLUME, more)).toEqual([]);
});

test('one known server among the containers is enough for the other rules', () => {
  const two = edited(STATEFUL_SET_VOLUME.wrong, '      containers: [{ name: app', BESIDE);
  expect(messagesOf(STATEFUL_SET_VOLUME, two)).toHaveLength(1);
  expect(messagesOf(STATEFUL_SET_VOLUME, edited(two, 'registry.example/log:1', '"redis:8.2.1"'))).toEqual([]);
});
