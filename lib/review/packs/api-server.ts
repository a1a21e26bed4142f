import type { EffectRule } from '../effect-rule';
import { API_NOT_SERVED } from '../rules/api-not-served';
import { API_VERSION_CHANGED } from '../rules/api-version-changed';
import { DEFINITION_REMOVED } from '../rules/definition-removed';
import { DEFINITION_VERSION_REMOVED } from '../rules/definition-version-removed';
import { IMMUTABLE_FIELD } from '../rules/immutable-field';
import { INVALID_OBJECT } from '../rules/invalid-object';
import { SELECTOR_MISMATCH } from '../rules/selector-mismatch';
import { STRATEGY_LEFTOVER } from '../rules/strategy-leftover';

/** What the API server does not accept. */
export const API_SERVER_RULES: readonly EffectRule[] = [
  IMMUTABLE_FIELD,
  SELECTOR_MISMATCH,
  INVALID_OBJECT,
  STRATEGY_LEFTOVER,
  API_NOT_SERVED,
  API_VERSION_CHANGED,
  DEFINITION_REMOVED,
  DEFINITION_VERSION_REMOVED,
];
