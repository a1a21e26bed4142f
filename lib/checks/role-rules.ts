import { indexedObjectsAt, type JsonObject, textsAt } from '../manifests/json';
import { type BreachInside, beneath, manifestRule, type Rule, type RuleText } from './rule';

/** One rule of a Role or ClusterRole: what it lets its subjects do. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** The only objects it is about; empty where it is about all. */
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

type RoleText = Omit<RuleText, 'see' | 'severity'>;

/** A rule about every rule of every Role and ClusterRole; fields are relative to the role's rule. */
export function roleRule(text: RoleText, find: (rule: RoleRule) => Iterable<BreachInside>): Rule {
  const see = ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'];
  return manifestRule(
    { ...text, severity: 'warning', see },
    ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
    function* inRules({ body }) {
      for (const [index, rule] of indexedObjectsAt(body, 'rules')) yield* beneath(['rules', index], find(roleRuleOf(rule)));
    },
  );
}

/** A rule of a role, read. */
export function roleRuleOf(rule: JsonObject): RoleRule {
  const { apiGroups, resources, verbs, resourceNames, nonResourceURLs } = rule;
  return {
    apiGroups: textsAt(apiGroups),
    resources: textsAt(resources),
    verbs: textsAt(verbs),
    resourceNames: textsAt(resourceNames),
    nonResourceURLs: textsAt(nonResourceURLs),
  };
}

/** The verbs among those asked for that a role's rule gives for a resource of the core group; a wildcard gives all of them. */
export function verbsOn(rule: RoleRule, resource: string, verbs: readonly string[], group = ''): string[] {
  const [parent = '', child = ''] = resource.split('/');
  const names = ['*', resource, ...(child === '' ? [] : [`*/${child}`, `${parent}/*`])];
  if (!gives(rule.apiGroups, group) || !rule.resources.some((name) => names.includes(name))) return [];
  return verbs.filter((verb) => gives(rule.verbs, verb));
}

function gives(list: readonly string[], wanted: string): boolean {
  return list.includes(wanted) || list.includes('*');
}

/** A Role with one rule, for examples. */
export function roleWith(rule: string, kind = 'Role'): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: storefront }
rules:
  - ${rule}
`;
}
