import type { EffectRule } from '../effect-rule';

export const PODS_RULES: readonly EffectRule[] = [];
