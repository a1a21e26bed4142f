import { isBuiltInGroup } from '../../checks/schemas/shapes';
import { type JsonObject, textAt } from '../../manifests/json';

/** What the kind of an object says about the values in it. */
export interface KindMeaning {
  /** Lists whose order means nothing to whoever reads the object, by name; what they hold does. */
  readonly free: ReadonlySet<string>;
  /** A kind that the API server does not know by itself, where texts may be durations. */
  readonly isCustom: boolean;
}

const RULE_LISTS = ['rules', 'verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs', 'clusterRoleSelectors'];

/**
 * By `group/Kind`. In the template of a pod the order of every list counts: another one rolls the pods.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/ rules are a union: the order of evaluation does not affect the result
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/ permissions are purely additive
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches the longest path wins
 */
const FREE: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['/LimitRange', ['limits']],
  ['/ResourceQuota', ['scopes', 'matchExpressions', 'values']],
  ['/ServiceAccount', ['imagePullSecrets', 'secrets']],
  ['/Service', ['externalIPs', 'loadBalancerSourceRanges']],
  ['autoscaling/HorizontalPodAutoscaler', ['metrics', 'policies']],
  ['cert-manager.io/Certificate', ['dnsNames', 'ipAddresses', 'uris', 'usages']],
  ['gateway.networking.k8s.io/HTTPRoute', ['hostnames', 'parentRefs', 'backendRefs']],
  ['networking.k8s.io/Ingress', ['rules', 'paths', 'tls', 'hosts']],
  ['networking.k8s.io/NetworkPolicy', ['ingress', 'egress', 'from', 'to', 'ports', 'policyTypes', 'except', 'matchExpressions', 'values']],
  ['rbac.authorization.k8s.io/ClusterRole', RULE_LISTS],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', ['subjects']],
  ['rbac.authorization.k8s.io/Role', RULE_LISTS],
  ['rbac.authorization.k8s.io/RoleBinding', ['subjects']],
]);

export function meaningOf(body: JsonObject): KindMeaning {
  const apiVersion = textAt(body, 'apiVersion') ?? '';
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const kind = `${group}/${textAt(body, 'kind') ?? ''}`;
  return { free: new Set(['finalizers', ...(FREE.get(kind) ?? [])]), isCustom: !isBuiltInGroup(group) };
}
