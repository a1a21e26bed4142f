import { namespaceGuardRule } from '../namespace-guard';
import type { Rule } from '../rule';

/** What says nothing gets something sensible. */
export const NAMESPACE_LIMIT_RANGE: Rule = namespaceGuardRule(
  {
    id: 'namespace-limit-range',
    severity: 'warning',
    why: 'A pod that is started by hand has no request and no limit: under a quota it is refused, without one it takes what it finds.',
    wanted: 'a LimitRange in every namespace of the set',
    fix: 'give containers a default of memory',
  },
  {
    kind: 'LimitRange',
    spec: '{ limits: [{ type: Container, default: { memory: 256Mi }, defaultRequest: { memory: 256Mi } }] }',
    see: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
  },
);
