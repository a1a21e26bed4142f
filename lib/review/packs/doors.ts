import type { EffectRule } from '../effect-rule';

export const DOORS_RULES: readonly EffectRule[] = [];
