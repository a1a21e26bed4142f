import { oncePerSet } from '../../checks/once-per-set';
import { type RoleRule, roleRuleOf } from '../../checks/role-rules';
import { append, groupedBy } from '../../core/groups';
import { objectsAt, requiredTextAt, textAt } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';

/** One thing that a role lets its subjects do. */
export interface Right {
  readonly verb: string;
  readonly group: string;
  /** Resource of the API, or a path of the server that is none. */
  readonly resource: string;
  /** The one object that it is about; empty for all. */
  readonly name: string;
}

/** Everything that a Role or ClusterRole allows, each verb on each resource by itself. */
export function rightsOf(role: Manifest): Right[] {
  return rulesOf(role).flatMap(({ apiGroups, resources, verbs, resourceNames, nonResourceURLs }) => {
    const names = resourceNames.length === 0 ? [''] : resourceNames;
    const things = apiGroups.flatMap((group) => resources.flatMap((resource) => names.map((name) => ({ group, resource, name }))));
    const paths = nonResourceURLs.map((resource) => ({ group: '', resource, name: '' }));
    return [...things, ...paths].flatMap((thing) => verbs.map((verb) => ({ ...thing, verb })));
  });
}

function rulesOf({ body }: Manifest): RoleRule[] {
  return objectsAt(body, 'rules').map(roleRuleOf);
}

/** The rights that one role has and the other does not give by any of its rules, wildcards included. */
export function rightsBeyond(role: Manifest, other: Manifest): Right[] {
  const rules = rulesOf(other);
  return rightsOf(role).filter((right) => !rules.some((rule) => gives(rule, right)));
}

function gives({ apiGroups, resources, verbs, resourceNames, nonResourceURLs }: RoleRule, { verb, group, resource, name }: Right): boolean {
  if (!holds(verbs, verb)) return false;
  if (resource.startsWith('/'))
    return nonResourceURLs.some((path) => path === resource || (path.endsWith('*') && resource.startsWith(path.slice(0, -1))));
  const [parent, child] = resource.split('/');
  const named = resources.some((r) => r === '*' || r === resource || (child !== undefined && (r === `${parent}/*` || r === `*/${child}`)));
  return named && holds(apiGroups, group) && (resourceNames.length === 0 || (name !== '' && resourceNames.includes(name)));
}

function holds(list: readonly string[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

/** `get, list on secrets`, a text for each resource. */
export function rightTexts(rights: readonly Right[]): string[] {
  const byResource = groupedBy(rights, ({ group, resource, name }) => JSON.stringify([group, resource, name]));
  return [...byResource].map(([key, own]) => {
    const [group, resource, name] = JSON.parse(key) as [string, string, string];
    const verbs = [...new Set(own.map(({ verb }) => (verb === '*' ? 'everything' : verb)))].join(', ');
    const of = resource === '*' ? 'every resource' : resource;
    return `${verbs} on ${of}${group === '' || resource.startsWith('/') ? '' : ` of ${group === '*' ? 'every group' : group}`}${name === '' ? '' : ` ${name}`}`;
  });
}

/** Whether somebody with a right gets any other right from it. */
export function leadsToAll({ verb, group, resource, name }: Right): boolean {
  if (name !== '') return false;
  const everything = verb === '*' && resource === '*';
  const rbac = group === 'rbac.authorization.k8s.io' || group === '*';
  return (
    everything ||
    ((verb === 'escalate' || verb === 'bind' || verb === '*') && rbac && /^(cluster)?roles$|^\*$/.test(resource)) ||
    verb === 'impersonate'
  );
}

/** Subjects as a review names them: `ServiceAccount shop/storefront`. */
export function subjectsOf({ body, namespace = 'default' }: Manifest): string[] {
  return objectsAt(body, 'subjects').map((subject) => {
    const kind = requiredTextAt(subject, 'kind');
    const name = requiredTextAt(subject, 'name');
    return kind === 'ServiceAccount' ? `${kind} ${textAt(subject, 'namespace') ?? namespace}/${name}` : `${kind} ${name}`;
  });
}

/** Everybody who is bound to a role in a set. */
export function boundTo({ kind, name, namespace }: Manifest, set: ManifestSet): string[] {
  const key = kind === 'ClusterRole' ? `${kind}//${name}` : `${kind}/${namespace ?? 'default'}/${name}`;
  return [...new Set((bindings(set).get(key) ?? []).flatMap(subjectsOf))];
}

const bindings = oncePerSet((set) => {
  const byRole = new Map<string, Manifest[]>();
  for (const binding of [...set.of('RoleBinding', RBAC), ...set.of('ClusterRoleBinding', RBAC)]) {
    const [kind, name] = [requiredTextAt(binding.body, 'roleRef', 'kind'), requiredTextAt(binding.body, 'roleRef', 'name')];
    append(byRole, kind === 'ClusterRole' ? `${kind}//${name}` : `${kind}/${binding.namespace ?? 'default'}/${name}`, binding);
  }
  return byRole;
});

const RBAC = 'rbac.authorization.k8s.io';
