import type { EffectRule } from '../effect-rule';

export const PRIVILEGE_RULES: readonly EffectRule[] = [];
