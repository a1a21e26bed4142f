import { podWith } from '../../../lib/checks/resource-rule';
import { EPHEMERAL_STORAGE } from '../../../lib/checks/rules/ephemeral-storage';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(EPHEMERAL_STORAGE, EPHEMERAL_STORAGE.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].resources.limits.ephemeral-storage: got container "app" without one; wanted a limit of ephemeral-storage on every container. Fix: set it to what logs and scratch files come to.',
  ]);
  expect(messagesOf(EPHEMERAL_STORAGE, EPHEMERAL_STORAGE.right)).toEqual([]);
});

test('a request does not stand for the limit', () => {
  expect(messagesOf(EPHEMERAL_STORAGE, podWith('{ requests: { ephemeral-storage: 1Gi } }'))).toHaveLength(1);
});
