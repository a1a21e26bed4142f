import { podWith } from '../../../lib/checks/resource-rule';
import { MEMORY_OVERCOMMIT } from '../../../lib/checks/rules/memory-overcommit';
import { messagesOf } from '../../support/checked';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(MEMORY_OVERCOMMIT, MEMORY_OVERCOMMIT.wrong)).toEqual([
    '/Pod//storefront spec.containers[0].resources.limits.memory: got 1Gi, with a request of 128Mi; wanted a memory limit up to twice the request. Fix: set the request to what is used under load.',
  ]);
  expect(messagesOf(MEMORY_OVERCOMMIT, MEMORY_OVERCOMMIT.right)).toEqual([]);
});

test('twice the request is accepted, a byte more is not', () => {
  expect(messagesOf(MEMORY_OVERCOMMIT, podWith('{ requests: { memory: 128Mi }, limits: { memory: 256Mi } }'))).toEqual([]);
  expect(messagesOf(MEMORY_OVERCOMMIT, podWith('{ requests: { memory: 128Mi }, limits: { memory: 268435457 } }'))).toHaveLength(1);
});

test('without a request there is nothing to compare', () => {
  expect(messagesOf(MEMORY_OVERCOMMIT, podWith('{ limits: { memory: 1Gi } }'))).toEqual([]);
});

test('a request of 0 is none, which is the finding of another rule', () => {
  expect(messagesOf(MEMORY_OVERCOMMIT, podWith('{ requests: { memory: 0 }, limits: { memory: 1Gi } }'))).toEqual([]);
});
