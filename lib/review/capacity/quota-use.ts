import { claimTemplatesOf } from '../../checks/claims';
import { groupedBy } from '../../core/groups';
import { sortedBy } from '../../core/order';
import { at, itemsAt, type Json, type JsonObject, objectAt, objectsAt, textAt, textsAt } from '../../manifests/json';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { quantityOf } from '../../manifests/quantity';
import type { WorkloadCapacity } from './capacity';
import { type Amounts, amounts, sum, times } from './pod-resources';

/** One resource of a ResourceQuota, and what the set takes of it at the most. */
export interface QuotaUse {
  /** Identity of the ResourceQuota. */
  readonly object: string;
  readonly namespace: string;
  readonly name: string;
  /** As the quota calls it: `requests.cpu`, `pods`. */
  readonly resource: string;
  /** Cores, bytes or objects. */
  readonly hard: number;
  readonly used: number;
}

/**
 * What the quotas of a set allow, beside what its own objects come to with every workload at its most pods and in the
 * middle of a rollout. Pods that are still ending come on top, and so does what is not in the set.
 */
export function quotaUses(set: ManifestSet, workloads: readonly WorkloadCapacity[]): QuotaUse[] {
  const pods = groupedBy(workloads, ({ namespace }) => namespace);
  const objects = groupedBy(set.all, ({ namespace }) => namespace ?? 'default');
  return set.of('ResourceQuota', '').flatMap((quota) => {
    const namespace = quota.namespace ?? 'default';
    const counted = (pods.get(namespace) ?? []).filter((workload) => isInScope(workload, quota.body));
    return usesOf(quota, { ...objectCounts(objects.get(namespace) ?? [], pods.get(namespace) ?? []), ...podSums(counted) });
  });
}

/** What a quota allows, beside the fewest pods of all, and what a rollout takes more. */
export interface FewestUse extends QuotaUse {
  readonly more: (rolling: WorkloadCapacity) => number;
}

/** The same for the fewest pods that there are, without any rollout. */
export function fewestPodUses(set: ManifestSet, workloads: readonly WorkloadCapacity[]): FewestUse[] {
  const fewest = groupedBy(
    workloads.map((workload) => ({ ...workload, most: workload.least, surge: 0 })),
    ({ namespace }) => namespace,
  );
  return set.of('ResourceQuota', '').flatMap((quota) => {
    const counted = (fewest.get(quota.namespace ?? 'default') ?? []).filter((workload) => isInScope(workload, quota.body));
    return usesOf(quota, podSums(counted)).map((use) => ({
      ...use,
      more: (rolling) =>
        isInScope(rolling, quota.body) ? (podSums([{ ...rolling, most: 0, surge: rolling.leastSurge }])[use.resource] ?? 0) : 0,
    }));
  });
}

/** What a quota bounds of what is used, in the order of its names. */
function usesOf(quota: Manifest, used: Amounts): QuotaUse[] {
  const hard = amounts(objectAt(quota.body, 'spec', 'hard'));
  const { name, namespace = 'default' } = quota;
  return sortedBy(Object.keys(hard), (resource) => resource).flatMap((resource) => {
    const [allowed, taken] = [hard[resource], used[resource]];
    if (allowed === undefined || taken === undefined) return [];
    return [{ object: identityOf(quota), namespace, name, resource, hard: allowed, used: taken }];
  });
}

/** What pods count for, by every name that a quota has for it. */
function podSums(workloads: readonly WorkloadCapacity[]): Amounts {
  let total: Amounts = {
    pods: 0,
    'count/pods': 0,
    cpu: 0,
    memory: 0,
    'requests.cpu': 0,
    'requests.memory': 0,
    'limits.cpu': 0,
    'limits.memory': 0,
  };
  for (const { pod, most, surge } of workloads) {
    const [requests, limits] = [times(pod.requests, most + surge), times(pod.limits, most + surge)];
    const named = [
      ...Object.entries(requests).flatMap(([name, amount]) => [
        [name, amount],
        [`requests.${name}`, amount],
      ]),
      ...Object.entries(limits).map(([name, amount]) => [`limits.${name}`, amount]),
    ];
    total = sum(total, { ...Object.fromEntries(named), pods: most + surge, 'count/pods': most + surge });
  }
  return total;
}

/** Objects that quotas count, by kind; those that controllers make come on top. */
function objectCounts(objects: readonly Manifest[], workloads: readonly WorkloadCapacity[]): Amounts {
  const counts: Record<string, number> = {};
  const add = (resource: string, amount = 1): void => {
    counts[resource] = (counts[resource] ?? 0) + amount;
  };
  for (const resource of ['persistentvolumeclaims', 'requests.storage', 'services', 'services.loadbalancers', 'services.nodeports'])
    add(resource, 0);
  const pods = new Map(workloads.map(({ object, most }) => [object, most]));
  for (const manifest of objects) {
    for (const resource of COUNTED[`${manifest.group}/${manifest.kind}`] ?? []) add(resource);
    if (manifest.kind === 'Service') countAddresses(manifest.body, add);
    const claims = manifest.kind === 'PersistentVolumeClaim' ? [manifest.body] : [];
    const perPod = claimTemplatesOf(manifest).map(([, template]) => template);
    for (const [body, many] of [
      ...claims.map((c) => [c, 1] as const),
      ...perPod.map((c) => [c, pods.get(identityOf(manifest)) ?? 1] as const),
    ])
      countClaim(body, many, add);
  }
  return counts;
}

/** What one object itself, without pods, takes of a resource. */
export function takenBy(manifest: Manifest, resource: string): number {
  return objectCounts([manifest], [])[resource] ?? 0;
}

type Add = (resource: string, amount?: number) => void;

function countClaim(claim: JsonObject, many: number, add: Add): void {
  const size = (quantityOf(at(claim, 'spec', 'resources', 'requests', 'storage')) ?? 0) * many;
  const className = textAt(claim, 'spec', 'storageClassName');
  add('persistentvolumeclaims', many);
  add('requests.storage', size);
  if (!className) return;
  add(`${className}.storageclass.storage.k8s.io/persistentvolumeclaims`, many);
  add(`${className}.storageclass.storage.k8s.io/requests.storage`, size);
}

/** A load balancer has node ports too, unless it says that it needs none. */
function countAddresses(service: JsonObject, add: Add): void {
  const type = textAt(service, 'spec', 'type');
  const balanced = type === 'LoadBalancer';
  if (balanced) add('services.loadbalancers');
  if (type === 'NodePort' || (balanced && at(service, 'spec', 'allocateLoadBalancerNodePorts') !== false))
    add('services.nodeports', objectsAt(service, 'spec', 'ports').length);
}

/** By which names quotas count objects of a kind. */
const COUNTED: Readonly<Record<string, readonly string[]>> = {
  '/ConfigMap': ['configmaps', 'count/configmaps'],
  '/PersistentVolumeClaim': ['count/persistentvolumeclaims'],
  '/Secret': ['secrets', 'count/secrets'],
  '/Service': ['services', 'count/services'],
  'apps/Deployment': ['count/deployments.apps'],
  'apps/StatefulSet': ['count/statefulsets.apps'],
  'batch/CronJob': ['count/cronjobs.batch'],
  'batch/Job': ['count/jobs.batch'],
};

/**
 * Whether a quota counts the pods of a workload: one with scopes only those that are in all of them.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
function isInScope({ priorityClass, deadline, crossNamespace, pod }: WorkloadCapacity, quota: JsonObject): boolean {
  const bestEffort = Object.keys(pod.requests).length === 0 && Object.keys(pod.limits).length === 0;
  const simple: Readonly<Record<string, boolean>> = {
    Terminating: deadline,
    NotTerminating: !deadline,
    BestEffort: bestEffort,
    NotBestEffort: !bestEffort,
    CrossNamespacePodAffinity: crossNamespace,
  };
  // A scope of another kind is not about pods.
  const isIn = (scope: Json | undefined): boolean => simple[`${scope}`] ?? false;
  const selected = objectsAt(quota, 'spec', 'scopeSelector', 'matchExpressions').every(({ scopeName, operator, values }) => {
    if (scopeName !== 'PriorityClass') return isIn(scopeName);
    const named = priorityClass !== undefined && textsAt(values).includes(priorityClass);
    if (operator === 'In') return named;
    if (operator === 'NotIn') return !named;
    return (priorityClass !== undefined) === (operator === 'Exists');
  });
  return selected && itemsAt(quota, 'spec', 'scopes').every(isIn);
}

/** A resource that a quota bounds and a workload says nothing about, so that its pods are refused. */
export interface UnmetDemand {
  readonly quota: string;
  readonly workload: string;
  readonly resource: string;
}

/** What quotas ask of workloads that does not stand in their containers, nor comes from a LimitRange. */
export function quotaDemands(set: ManifestSet, workloads: readonly WorkloadCapacity[]): UnmetDemand[] {
  const byNamespace = groupedBy(workloads, ({ namespace }) => namespace);
  return set.of('ResourceQuota', '').flatMap((quota) => {
    const hard = objectAt(quota.body, 'spec', 'hard');
    const counted = (byNamespace.get(quota.namespace ?? 'default') ?? []).filter((workload) => isInScope(workload, quota.body));
    return counted.flatMap(({ object, pod }) =>
      pod.unstated
        .filter((resource) => hard[resource] !== undefined)
        .map((resource) => ({ quota: identityOf(quota), workload: object, resource })),
    );
  });
}
