import { NAMESPACE_LIMIT_RANGE } from '../../../lib/checks/rules/namespace-limit-range';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(NAMESPACE_LIMIT_RANGE, NAMESPACE_LIMIT_RANGE.wrong)).toEqual([
    '/Namespace//bookshop : got none; wanted a LimitRange in every namespace of the set. Fix: give containers a default of memory.',
  ]);
  expect(messagesOf(NAMESPACE_LIMIT_RANGE, NAMESPACE_LIMIT_RANGE.right)).toEqual([]);
});

test('a quota is no limit range', () => {
  expect(messagesOf(NAMESPACE_LIMIT_RANGE, edited(NAMESPACE_LIMIT_RANGE.right, 'kind: LimitRange', 'kind: ResourceQuota'))).toHaveLength(1);
});
