import { podWith } from '../../../lib/checks/resource-rule';
import { MEMORY_REQUEST } from '../../../lib/checks/rules/memory-request';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(MEMORY_REQUEST, MEMORY_REQUEST.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].resources.requests.memory: got container "app" without one; wanted a memory request on every container. Fix: request what it needs at most.',
  ]);
  expect(messagesOf(MEMORY_REQUEST, MEMORY_REQUEST.right)).toEqual([]);
});

test('a limit stands for the request', () => {
  expect(messagesOf(MEMORY_REQUEST, podWith('{ limits: { memory: 256Mi } }'))).toEqual([]);
});
