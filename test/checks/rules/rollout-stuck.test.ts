import { ROLLOUT_STUCK } from '../../../lib/checks/rules/rollout-stuck';
import { messagesOf } from '../../support/checked';
import { edited } from '../../support/edited';

test('the wrong example is told in full, the right one is accepted', () => {
  expect(messagesOf(ROLLOUT_STUCK, ROLLOUT_STUCK.wrong)).toEqual([
    'apps/Deployment//storefront spec.strategy.rollingUpdate: got maxSurge 0 and maxUnavailable 0; wanted a maxSurge or a maxUnavailable above 0. Fix: set maxSurge to 25%.',
  ]);
  expect(messagesOf(ROLLOUT_STUCK, ROLLOUT_STUCK.right)).toEqual([]);
});

test('shares are numbers too', () => {
  expect(
    messagesOf(
      ROLLOUT_STUCK,
      edited(edited(ROLLOUT_STUCK.wrong, 'maxSurge: 0', 'maxSurge: 0%'), 'maxUnavailable: 0', 'maxUnavailable: 0%'),
    ),
  ).toHaveLength(1);
});

test('nothing means 25%', () => {
  expect(messagesOf(ROLLOUT_STUCK, edited(ROLLOUT_STUCK.wrong, 'maxSurge: 0, ', ''))).toEqual([]);
});
