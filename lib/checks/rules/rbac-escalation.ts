import { roleRule, roleWith, verbsOn } from '../role-rules';
import type { Rule } from '../rule';

const RBAC = 'rbac.authorization.k8s.io';

const WAYS_UP: readonly { readonly group: string; readonly resource: string; readonly verbs: readonly string[] }[] = [
  { group: RBAC, resource: 'roles', verbs: ['escalate', 'bind'] },
  { group: RBAC, resource: 'clusterroles', verbs: ['escalate', 'bind'] },
  { group: '', resource: 'users', verbs: ['impersonate'] },
  { group: '', resource: 'groups', verbs: ['impersonate'] },
  { group: '', resource: 'serviceaccounts', verbs: ['impersonate'] },
  { group: '', resource: 'serviceaccounts/token', verbs: ['create'] },
];

/** No role lets its subjects give themselves more. */
export const RBAC_ESCALATION: Rule = roleRule(
  {
    id: 'rbac-escalation',
    why: 'With escalate, bind or impersonate, or a token for any account, a subject has in the end whatever anybody in the cluster has.',
    wanted: 'a role without escalate, bind, impersonate and serviceaccounts/token',
    fix: 'remove the verb, or name the one object it is for in resourceNames',
    wrong: roleWith('{ apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [escalate] }', 'ClusterRole'),
    right: roleWith('{ apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [get] }', 'ClusterRole'),
  },
  function* toMore(rule) {
    if (rule.resourceNames.length > 0) return;
    for (const { group, resource, verbs } of WAYS_UP) {
      const given = verbsOn(rule, resource, verbs, group);
      if (given.length > 0) yield { field: [], got: `${given.join(', ')} on ${resource}` };
    }
  },
);
