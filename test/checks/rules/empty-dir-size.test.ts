import { EMPTY_DIR_SIZE } from '../../../lib/checks/rules/empty-dir-size';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(EMPTY_DIR_SIZE, EMPTY_DIR_SIZE.wrong)).toEqual([
    '/Pod//storefront spec.volumes[0].emptyDir: got disk without an end; wanted a sizeLimit on every emptyDir, or a limit of ephemeral-storage on every container. Fix: set sizeLimit to what is written there.',
  ]);
  expect(messagesOf(EMPTY_DIR_SIZE, EMPTY_DIR_SIZE.right)).toEqual([]);
});

test('a disk is bounded by what every container may use', () => {
  const bounded = edited(EMPTY_DIR_SIZE.wrong, 'volumeMounts', 'resources: { limits: { ephemeral-storage: 1Gi } }, volumeMounts');
  expect(messagesOf(EMPTY_DIR_SIZE, bounded)).toEqual([]);
  expect(
    messagesOf(EMPTY_DIR_SIZE, edited(bounded, '  containers:', "  initContainers: [{ name: i, image: 'i:1' }]\n  containers:")),
  ).toHaveLength(1);
});

test('memory is not', () => {
  const memory = edited(
    edited(EMPTY_DIR_SIZE.wrong, 'volumeMounts', 'resources: { limits: { ephemeral-storage: 1Gi } }, volumeMounts'),
    'emptyDir: {}',
    'emptyDir: { medium: Memory }',
  );
  expect(messagesOf(EMPTY_DIR_SIZE, memory)[0]).toContain('got memory without an end');
});

test('other volumes have their end elsewhere', () => {
  expect(messagesOf(EMPTY_DIR_SIZE, edited(EMPTY_DIR_SIZE.wrong, 'emptyDir: {}', 'configMap: { name: a }'))).toEqual([]);
});
