import { deploymentExample, statefulSetExample } from '../../../lib/review/rollouts/rollout-examples';
import { STRATEGY_LEFTOVER } from '../../../lib/review/rules/strategy-leftover';
import { allTold, effectsBy, told } from '../../support/reviewed';

const { before, after } = STRATEGY_LEFTOVER;

test('the example is told in full, and nothing else of an update that is refused', () => {
  const changed = after.replace('2.4.1', '2.5.0');
  const told = 'is refused by server-side apply: spec.strategy.rollingUpdate stays beside Recreate, because nobody has stated it';
  expect(allTold(before, changed)).toEqual([
    `strategy-leftover error refused apps/Deployment/shop/storefront spec.strategy.rollingUpdate, spec.strategy.type: ${told}`,
  ]);
  expect(effectsBy(STRATEGY_LEFTOVER, before, after)[0]?.recipe).toEqual([
    'state rollingUpdate in spec.strategy as it is now and apply that, then change the type: what is stated is taken away with it',
    `or change it by hand first: kubectl patch deployment storefront -n shop --type=json -p '[{"op":"replace","path":"/spec/strategy","value":{"type":"Recreate"}}]'`,
    'or apply this once without --server-side, which takes it',
  ]);
});

test('a StatefulSet is refused however it is applied', () => {
  const [effect] = effectsBy(
    STRATEGY_LEFTOVER,
    statefulSetExample(),
    statefulSetExample({ more: '  updateStrategy: { type: OnDelete }\n' }),
  );
  expect(effect?.summary).toBe('is refused: spec.updateStrategy.rollingUpdate stays beside OnDelete, because nobody has stated it');
  expect(effect?.recipe).toHaveLength(2);
});

test('what was stated goes with the type, and the way back is free', () => {
  expect(told(STRATEGY_LEFTOVER, deploymentExample(), after)).toEqual([]);
  expect(told(STRATEGY_LEFTOVER, after, before)).toEqual([]);
  expect(told(STRATEGY_LEFTOVER, before, before.replace('2.4.1', '2.5.0'))).toEqual([]);
});
