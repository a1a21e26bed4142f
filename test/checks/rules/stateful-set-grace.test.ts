import { STATEFUL_SET_GRACE } from '../../../lib/checks/rules/stateful-set-grace';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(STATEFUL_SET_GRACE, STATEFUL_SET_GRACE.wrong)).toEqual([
    'apps/StatefulSet/shop/orders-db spec.template.spec.terminationGracePeriodSeconds: got 0; wanted terminationGracePeriodSeconds above 0, by as long as the server needs to stop. Fix: remove the field, or set it to what a shutdown takes.',
  ]);
  expect(messagesOf(STATEFUL_SET_GRACE, STATEFUL_SET_GRACE.right)).toEqual([]);
});

test('no grace of its own means 30 s', () => {
  expect(messagesOf(STATEFUL_SET_GRACE, edited(STATEFUL_SET_GRACE.wrong, 'terminationGracePeriodSeconds: 0', ''))).toEqual([]);
});

test('a pod that no other takes the name of may stop at once', () => {
  const deployment = edited(STATEFUL_SET_GRACE.wrong, 'kind: StatefulSet', 'kind: Deployment');
  expect(messagesOf(STATEFUL_SET_GRACE, deployment)).toEqual([]);
});
