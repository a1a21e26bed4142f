import { indexedObjectsAt, textsAt } from '../../manifests/json';
import { roleRuleOf, roleWith } from '../role-rules';
import { type BreachInside, beneath, manifestRule, type Rule } from '../rule';

/** The rules of a role are ones that the API server takes. */
export const REFUSED_ROLE: Rule = manifestRule(
  {
    id: 'refused-role',
    severity: 'error',
    why: 'The API server refuses the role, and whoever it is bound to may do nothing.',
    wanted: 'apiGroups and resources, or nonResourceURLs in a ClusterRole, and verbs',
    fix: 'say what the rule is about and which verbs it gives',
    wrong: roleWith('{ nonResourceURLs: [/healthz], verbs: [get] }'),
    right: roleWith('{ nonResourceURLs: [/healthz], verbs: [get] }', 'ClusterRole'),
    see: ['https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/rbac/validation/validation.go'],
  },
  ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  function* refused({ body, kind }) {
    for (const [index, rule] of indexedObjectsAt(body, 'rules')) {
      // A rule without the field is the schema's to tell.
      if (Array.isArray(rule.verbs) && rule.verbs.length === 0) yield { field: ['rules', index, 'verbs'], got: 'no verb' };
      const hasAddresses = textsAt(rule, 'nonResourceURLs').length > 0;
      yield* beneath(['rules', index], hasAddresses ? ofAddresses(roleRuleOf(rule), kind) : ofResources(rule));
    }
  },
);

function* ofAddresses({ apiGroups, resources, resourceNames }: ReturnType<typeof roleRuleOf>, kind: string): Generator<BreachInside> {
  const field = ['nonResourceURLs'];
  if (kind === 'Role') yield { field, got: 'addresses in a Role', wanted: 'a ClusterRole for addresses', fix: 'make it a ClusterRole' };
  if (apiGroups.length + resources.length + resourceNames.length > 0)
    yield { field, got: 'addresses beside resources', wanted: 'one of the two in a rule', fix: 'make two rules of it' };
}

function* ofResources(rule: Parameters<typeof roleRuleOf>[0]): Generator<BreachInside> {
  const { apiGroups, resources } = roleRuleOf(rule);
  if (apiGroups.length === 0) yield { field: ['apiGroups'], got: 'none', fix: 'name the group; "" is that of Pods and Services' };
  if (resources.length === 0) yield { field: ['resources'], got: 'none', fix: 'name the resources' };
}
