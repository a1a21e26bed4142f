import type { EffectRule } from '../effect-rule';
import { IMMUTABLE_FIELD } from '../rules/immutable-field';

/** What the API server does not accept. */
export const API_SERVER_RULES: readonly EffectRule[] = [IMMUTABLE_FIELD];
