import { sortedBy } from '../../core/order';
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../../manifests/json';
import { identityOf } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { PodsView } from '../../manifests/pods';
import { type DatabaseLoad, databaseLoads } from './database-loads';
import { type PodCounts, podCounts } from './pod-counts';
import { podResources, type StatedResources } from './pod-resources';
import { type QuotaUse, quotaUses } from './quota-use';

/** How many pods a workload has, and what each of them takes. */
export interface WorkloadCapacity extends PodCounts {
  /** Identity of the workload. */
  readonly object: string;
  readonly namespace: string;
  readonly name: string;
  readonly pod: StatedResources;
  readonly priorityClass?: string;
  /** Whether its pods have a deadline, after which they are ended. */
  readonly deadline: boolean;
  /** Whether its pods want to be near pods of other namespaces, or far from them. */
  readonly crossNamespace: boolean;
}

/** What a set of manifests takes and is allowed. */
export interface Capacity {
  /** In the order of their identities. */
  readonly workloads: readonly WorkloadCapacity[];
  readonly quotas: readonly QuotaUse[];
  readonly databases: readonly DatabaseLoad[];
}

/** The same thing before and after; undefined where it is not there. */
export interface CapacityRow<T> {
  readonly object: string;
  readonly before?: T;
  readonly after?: T;
}

/** What two sets take and allow, side by side, in the order of their identities. */
export interface CapacityRows {
  readonly workloads: readonly CapacityRow<WorkloadCapacity>[];
  readonly quotas: readonly CapacityRow<QuotaUse>[];
  readonly databases: readonly CapacityRow<DatabaseLoad>[];
}

/** How much runs by the manifests of a set, how much is allowed, and how many connections its databases must carry. */
export function capacityOf(set: ManifestSet): Capacity {
  const workloads = sortedBy(
    set.pods.map((pods) => workloadCapacity(pods, set)),
    ({ object }) => object,
  );
  return { workloads, quotas: quotaUses(set, workloads), databases: databaseLoads(set) };
}

function workloadCapacity(pods: PodsView, set: ManifestSet): WorkloadCapacity {
  const { manifest, namespace, name, spec } = pods;
  const priorityClass = textAt(spec, 'priorityClassName');
  return {
    object: identityOf(manifest),
    namespace,
    name,
    ...podCounts(pods, set),
    pod: podResources(pods, set),
    ...(priorityClass !== undefined && { priorityClass }),
    deadline: numberAt(spec, 'activeDeadlineSeconds') !== undefined,
    crossNamespace: affinityTerms(spec).some(
      ({ namespaces, namespaceSelector }) => namespaces !== undefined || namespaceSelector !== undefined,
    ),
  };
}

/** What pods want of other pods, whether they must or would rather. */
function affinityTerms(spec: JsonObject): JsonObject[] {
  return ['podAffinity', 'podAntiAffinity'].flatMap((kind) => {
    const affinity = objectAt(spec, 'affinity', kind);
    const preferred = objectsAt(affinity, 'preferredDuringSchedulingIgnoredDuringExecution');
    return [
      ...objectsAt(affinity, 'requiredDuringSchedulingIgnoredDuringExecution'),
      ...preferred.map((weighted) => objectAt(weighted, 'podAffinityTerm')),
    ];
  });
}

/** The capacity of two sets, each row the same object of both. */
export function capacityRows(before: Capacity, after: Capacity): CapacityRows {
  const object = (item: { readonly object: string }): string => item.object;
  return {
    workloads: rows(before.workloads, after.workloads, object),
    quotas: rows(before.quotas, after.quotas, ({ object: quota, resource }) => `${quota} ${resource}`),
    databases: rows(before.databases, after.databases, object),
  };
}

function rows<T extends { readonly object: string }>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): CapacityRow<T>[] {
  const byKey = (items: readonly T[]) => new Map(items.map((item) => [keyOf(item), item]));
  const [old, fresh] = [byKey(before), byKey(after)];
  return sortedBy(new Map([...old, ...fresh]), ([key]) => key).map(([key, { object }]) => {
    const [was, is] = [old.get(key), fresh.get(key)];
    return { object, ...(was && { before: was }), ...(is && { after: is }) };
  });
}
