import { NAMESPACE_QUOTA } from '../../../lib/checks/rules/namespace-quota';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(NAMESPACE_QUOTA, NAMESPACE_QUOTA.wrong)).toEqual([
    '/Namespace//bookshop : got none; wanted a ResourceQuota in every namespace of the set. Fix: allow what the shop needs at its largest.',
  ]);
  expect(messagesOf(NAMESPACE_QUOTA, NAMESPACE_QUOTA.right)).toEqual([]);
});

test('one of another namespace is none', () => {
  expect(messagesOf(NAMESPACE_QUOTA, edited(NAMESPACE_QUOTA.right, 'namespace: bookshop', 'namespace: other'))).toHaveLength(1);
});

test('a namespace that the set only uses is left to who makes it', () => {
  expect(messagesOf(NAMESPACE_QUOTA, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: bookshop }')).toEqual([]);
});
