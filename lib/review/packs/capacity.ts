import type { EffectRule } from '../effect-rule';

export const CAPACITY_RULES: readonly EffectRule[] = [];
