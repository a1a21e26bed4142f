import { statefulSetExample } from '../../../lib/review/rollouts/rollout-examples';
import { ORDINALS_MOVED } from '../../../lib/review/rules/ordinals-moved';
import { allTold, told } from '../../support/reviewed';

test('the example is told in full, as one effect', () => {
  expect(allTold(ORDINALS_MOVED.before, ORDINALS_MOVED.after)).toEqual([
    'ordinals-moved warning rolls apps/StatefulSet/shop/order-events spec.ordinals: counts its pods from order-events-1 on: 3 in all, up to order-events-3; all others go',
  ]);
});

test('a start that only says its default moves nothing, and no pods move nowhere', () => {
  expect(told(ORDINALS_MOVED, statefulSetExample(), statefulSetExample({ more: '  ordinals: { start: 0 }\n' }))).toEqual([]);
  const none = { replicas: 0 };
  expect(told(ORDINALS_MOVED, statefulSetExample(none), statefulSetExample({ ...none, more: '  ordinals: { start: 1 }\n' }))).toEqual([]);
});
