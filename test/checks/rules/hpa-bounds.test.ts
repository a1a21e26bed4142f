import { HPA_BOUNDS } from '../../../lib/checks/rules/hpa-bounds';
import { findingsOf, messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(HPA_BOUNDS, HPA_BOUNDS.wrong)).toEqual([
    'autoscaling/HorizontalPodAutoscaler//storefront spec.maxReplicas: got 3, with a minimum of 3; wanted maxReplicas above minReplicas. Fix: raise maxReplicas, or say replicas and remove the autoscaler.',
  ]);
  expect(messagesOf(HPA_BOUNDS, HPA_BOUNDS.right)).toEqual([]);
});

test('a maximum below the minimum is refused by the API server, the same number is not', () => {
  const severities = (max: number) =>
    findingsOf(HPA_BOUNDS, edited(HPA_BOUNDS.wrong, 'maxReplicas: 3', `maxReplicas: ${max}`)).map((f) => f.severity);
  expect(severities(2)).toEqual(['error']);
  expect(severities(3)).toEqual(['warning']);
  expect(severities(4)).toEqual([]);
});

test('without a word the minimum is 1', () => {
  expect(
    messagesOf(HPA_BOUNDS, edited(edited(HPA_BOUNDS.wrong, '  minReplicas: 3\n', ''), 'maxReplicas: 3', 'maxReplicas: 1'))[0],
  ).toContain('got 1, with a minimum of 1');
});
