import type { EffectRule } from '../effect-rule';
import { POD_PRIVILEGE_RAISED } from '../rules/pod-privilege-raised';
import { POD_SECURITY_RELAXED } from '../rules/pod-security-relaxed';
import { POD_SECURITY_TIGHTENED } from '../rules/pod-security-tightened';
import { ROLE_BOUND } from '../rules/role-bound';
import { ROLE_WIDENED } from '../rules/role-widened';
import { SERVICE_ACCOUNT_CHANGED } from '../rules/service-account-changed';

/** Who may do more after a change: pods at their node, subjects at the API server. */
export const PRIVILEGE_RULES: readonly EffectRule[] = [
  POD_PRIVILEGE_RAISED,
  SERVICE_ACCOUNT_CHANGED,
  ROLE_WIDENED,
  ROLE_BOUND,
  POD_SECURITY_RELAXED,
  POD_SECURITY_TIGHTENED,
];
