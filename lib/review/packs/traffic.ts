import type { EffectRule } from '../effect-rule';

export const TRAFFIC_RULES: readonly EffectRule[] = [];
