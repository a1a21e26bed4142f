import type { EffectRule } from '../effect-rule';

export const DATA_RULES: readonly EffectRule[] = [];
