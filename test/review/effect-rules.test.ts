import { BUILT_IN_PACKS, rulesOf } from '../../lib/checks/registry';
import { EFFECT_RULES } from '../../lib/review/effect-rules';
import { effectsBy } from '../support/reviewed';

test('ids of rules are words with hyphens, each used once, and none is that of a check', () => {
  const ids = EFFECT_RULES.map(({ id }) => id);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  const checks = new Set(rulesOf(BUILT_IN_PACKS).map(({ id }) => id));
  expect(ids.filter((id) => checks.has(id))).toEqual([]);
});

test.each(EFFECT_RULES.map((rule) => [rule.id, rule] as const))(
  '%s finds its own example, and nothing where nothing changes',
  (_, rule) => {
    const [effect] = effectsBy(rule, rule.before, rule.after);
    expect(effect).toMatchObject({ rule: rule.id });
    expect(effectsBy(rule, rule.before, rule.before)).toEqual([]);
    expect(effectsBy(rule, rule.after, rule.after)).toEqual([]);
  },
);

test.each(EFFECT_RULES.map((rule) => [rule.id, rule] as const))('%s writes sentences without their full stop', (_, rule) => {
  const [effect] = effectsBy(rule, rule.before, rule.after);
  for (const sentence of [rule.reason, ...rule.recipe, effect?.summary ?? '', effect?.reason ?? '', ...(effect?.recipe ?? [])]) {
    expect(sentence).not.toMatch(/\.$/);
    expect(sentence).toMatch(/^\S.*\S$/);
  }
  expect(rule.see.length).toBeGreaterThan(0);
});
