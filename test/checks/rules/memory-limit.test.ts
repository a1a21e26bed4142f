import { podWith } from '../../../lib/checks/resource-rule';
import { MEMORY_LIMIT } from '../../../lib/checks/rules/memory-limit';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(MEMORY_LIMIT, MEMORY_LIMIT.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].resources.limits.memory: got container "app" without one; wanted a memory limit on every container. Fix: set the limit to the request.',
  ]);
  expect(messagesOf(MEMORY_LIMIT, MEMORY_LIMIT.right)).toEqual([]);
});

test('a request does not stand for the limit', () => {
  expect(messagesOf(MEMORY_LIMIT, podWith('{ requests: { memory: 256Mi } }'))).toHaveLength(1);
  expect(messagesOf(MEMORY_LIMIT, podWith('{ limits: { memory: 256Mi } }'))).toEqual([]);
});
