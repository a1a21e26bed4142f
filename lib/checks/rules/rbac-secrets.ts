import { roleRule, roleWith, verbsOn } from '../role-rules';
import type { Rule } from '../rule';

/** No role lets its subjects read every Secret. */
export const RBAC_SECRETS: Rule = roleRule(
  {
    id: 'rbac-secrets',
    why: 'Who may read or list Secrets has every password of the namespace, or of the cluster, and the tokens of its accounts; list and watch show the values too.',
    wanted: 'get on named Secrets',
    fix: 'name the Secrets in resourceNames, or mount the one that is needed',
    wrong: roleWith("{ apiGroups: [''], resources: [secrets], verbs: [get, list] }"),
    right: roleWith("{ apiGroups: [''], resources: [secrets], resourceNames: [orders-db], verbs: [get] }"),
  },
  function* readsAll(rule) {
    const given = rule.resourceNames.length > 0 ? [] : verbsOn(rule, 'secrets', ['get', 'list', 'watch']);
    if (given.length > 0) yield { field: [], got: `${given.join(', ')} on secrets` };
  },
);
