import type { EffectRule } from '../effect-rule';

export const API_SERVER_RULES: readonly EffectRule[] = [];
