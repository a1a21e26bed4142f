import type { EffectRule } from '../effect-rule';
import { PODS_KEEP_OLD_TEMPLATE } from '../rules/pods-keep-old-template';
import { RECREATES_PODS } from '../rules/recreates-pods';
import { ROLLS_PODS } from '../rules/rolls-pods';

/** What becomes of the pods. */
export const PODS_RULES: readonly EffectRule[] = [ROLLS_PODS, RECREATES_PODS, PODS_KEEP_OLD_TEMPLATE];
