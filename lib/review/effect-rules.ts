import type { EffectRule } from './effect-rule';
import { API_SERVER_RULES } from './packs/api-server';
import { CAPACITY_RULES } from './packs/capacity';
import { DATA_RULES } from './packs/data';
import { DOORS_RULES } from './packs/doors';
import { PODS_RULES } from './packs/pods';
import { PRIVILEGE_RULES } from './packs/privilege';
import { TRAFFIC_RULES } from './packs/traffic';

/** Every rule of a review. What none of them has an effect for restarts nothing. */
export const EFFECT_RULES: readonly EffectRule[] = [
  ...API_SERVER_RULES,
  ...PODS_RULES,
  ...TRAFFIC_RULES,
  ...DATA_RULES,
  ...DOORS_RULES,
  ...PRIVILEGE_RULES,
  ...CAPACITY_RULES,
];
