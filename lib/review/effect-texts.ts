import type { EffectText } from './effect-rule';
import { EFFECT_RULES } from './effect-rules';
import { NO_RESTART } from './rules/no-restart';

/** What every rule of a review says of itself; the last one is about what none of the others has an effect for. */
export const EFFECT_TEXTS: readonly EffectText[] = [...EFFECT_RULES, NO_RESTART];

/** The ids that effects may have, and waivers name. */
export const EFFECT_IDS: ReadonlySet<string> = new Set(EFFECT_TEXTS.map(({ id }) => id));
