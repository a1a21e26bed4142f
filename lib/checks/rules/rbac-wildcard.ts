import { roleRule, roleWith } from '../role-rules';
import type { Rule } from '../rule';

/** Roles name what they allow. */
export const RBAC_WILDCARD: Rule = roleRule(
  {
    id: 'rbac-wildcard',
    why: 'A wildcard allows what is not there yet: the next resource, the next verb, the next API of the cluster, without anybody deciding it.',
    wanted: 'names',
    fix: 'list the resources and verbs that are used',
    wrong: roleWith("{ apiGroups: [apps], resources: [deployments], verbs: ['*'] }"),
    right: roleWith('{ apiGroups: [apps], resources: [deployments], verbs: [get, list] }'),
  },
  function* wild(rule) {
    for (const list of ['apiGroups', 'resources', 'verbs', 'nonResourceURLs'] as const)
      if (rule[list].some((item) => item === '*' || item.startsWith('*/'))) yield { field: [list], got: `a wildcard in ${list}` };
  },
);
