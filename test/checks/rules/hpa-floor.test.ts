import { HPA_FLOOR } from '../../../lib/checks/rules/hpa-floor';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HPA_FLOOR, HPA_FLOOR.wrong)).toEqual([
    'autoscaling/HorizontalPodAutoscaler//storefront spec.minReplicas: got 1; wanted minReplicas of 2 or more. Fix: raise minReplicas: 2 outlive one pod, 3 a zone of three.',
  ]);
  expect(messagesOf(HPA_FLOOR, HPA_FLOOR.right)).toEqual([]);
});

test('nothing means 1', () => {
  expect(messagesOf(HPA_FLOOR, edited(HPA_FLOOR.wrong, '  minReplicas: 1\n', ''))[0]).toContain('got nothing, which means 1;');
});
