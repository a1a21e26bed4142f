import type { EffectRule } from '../effect-rule';
import { AUTOSCALER_ADDED } from '../rules/autoscaler-added';
import { AUTOSCALER_REMOVED } from '../rules/autoscaler-removed';
import { AUTOSCALING_CHANGED } from '../rules/autoscaling-changed';
import { BUDGET_CHANGED } from '../rules/budget-changed';
import { DATABASE_CONNECTIONS } from '../rules/database-connections';
import { LIMIT_RANGE_EXCEEDED } from '../rules/limit-range-exceeded';
import { PRIORITY_CHANGED } from '../rules/priority-changed';
import { QUOTA_CHANGED } from '../rules/quota-changed';
import { QUOTA_EXCEEDED } from '../rules/quota-exceeded';
import { REPLICAS_CHANGED } from '../rules/replicas-changed';
import { REPLICAS_DROPPED } from '../rules/replicas-dropped';
import { RESOURCES_CHANGED } from '../rules/resources-changed';

/** How much runs after a change, how much is allowed, and whether the one fits the other. */
export const CAPACITY_RULES: readonly EffectRule[] = [
  QUOTA_EXCEEDED,
  LIMIT_RANGE_EXCEEDED,
  DATABASE_CONNECTIONS,
  REPLICAS_CHANGED,
  REPLICAS_DROPPED,
  AUTOSCALER_ADDED,
  AUTOSCALER_REMOVED,
  AUTOSCALING_CHANGED,
  RESOURCES_CHANGED,
  QUOTA_CHANGED,
  BUDGET_CHANGED,
  PRIORITY_CHANGED,
];
