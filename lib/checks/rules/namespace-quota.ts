import { namespaceGuardRule } from '../namespace-guard';
import type { Rule } from '../rule';

/** A namespace has an end. */
export const NAMESPACE_QUOTA: Rule = namespaceGuardRule(
  {
    id: 'namespace-quota',
    severity: 'warning',
    why: 'An autoscaler that runs away, or a Job in a loop, takes the whole cluster and its bill.',
    wanted: 'a ResourceQuota in every namespace of the set',
    fix: 'allow what the shop needs at its largest',
  },
  {
    kind: 'ResourceQuota',
    spec: '{ hard: { requests.cpu: "40", requests.memory: 80Gi } }',
    see: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  },
);
