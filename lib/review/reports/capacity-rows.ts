import { groupedBy } from '../../core/groups';
import { sortedBy } from '../../core/order';
import { bytesQuantity, cpuQuantity } from '../../core/units';
import { type CapacityRow, type CapacityRows, capacityOf, capacityRows, type WorkloadCapacity } from '../capacity/capacity';
import type { DatabaseLoad } from '../capacity/database-loads';
import type { QuotaUse } from '../capacity/quota-use';
import type { Review } from '../review';

/** Something of which there is more or less after a change, in words. */
export interface CapacityText {
  /** `shop/storefront`, `namespace shop` */
  readonly name: string;
  /** `pods`, `CPU requests` */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** What is said where there is nothing. */
const NOTHING = '–';

/** The capacity of both ends of a review, side by side. */
export function capacityChangesOf({ before, after }: Review): CapacityRows {
  return capacityRows(capacityOf(before.manifests), capacityOf(after.manifests));
}

/** What differs in how much runs, how much is allowed, and what databases must carry: sums of namespaces first. */
export function capacityTexts({ workloads, quotas, databases }: CapacityRows): CapacityText[] {
  const rows = [...namespaceRows(workloads), ...quotas.map(quotaRow), ...databases.map(databaseRow), ...workloads.flatMap(workloadRows)];
  return rows.filter(({ before, after }) => before !== after);
}

const TOTALS = [
  ['CPU requests', ({ pod, most }: WorkloadCapacity) => (pod.requests.cpu ?? 0) * most, cores],
  ['memory requests', ({ pod, most }: WorkloadCapacity) => (pod.requests.memory ?? 0) * most, bytes],
  ['memory limits', ({ pod, most }: WorkloadCapacity) => (pod.limits.memory ?? 0) * most, bytes],
  ['pods', ({ most }: WorkloadCapacity) => most, String],
] as const;

/** With every workload at its most pods, when nothing is being replaced. */
function namespaceRows(workloads: CapacityRows['workloads']): CapacityText[] {
  const namespaces = sortedBy(groupedBy(workloads, (row) => present(row).namespace).entries(), ([name]) => name);
  return namespaces.flatMap(([name, own]) =>
    TOTALS.map(([what, of, written]) => {
      const sum = (end: 'before' | 'after'): string => written(own.reduce((total, row) => total + (row[end] ? of(row[end]) : 0), 0));
      return { name: `namespace ${name}`, what: `${what} at full scale`, before: sum('before'), after: sum('after') };
    }),
  );
}

/** What a row is about, which is there at one end at least. */
function present<T>({ before, after }: CapacityRow<T>): T {
  return (after ?? before) as T;
}

function workloadRows(workload: CapacityRow<WorkloadCapacity>): CapacityText[] {
  const { before, after } = workload;
  const is = present(workload);
  const row = (what: string, of: (workload: WorkloadCapacity) => string): CapacityText => ({
    name: `${is.namespace}/${is.name}`,
    what,
    before: before ? of(before) : NOTHING,
    after: after ? of(after) : NOTHING,
  });
  return [
    row('pods', podsText),
    row('CPU of a pod', ({ pod }) => range(pod.requests.cpu, pod.limits.cpu, cores)),
    row('memory of a pod', ({ pod }) => range(pod.requests.memory, pod.limits.memory, bytes)),
  ];
}

function podsText({ least, most, surge, perNode }: WorkloadCapacity): string {
  if (perNode) return 'one a node';
  return `${least === most ? most : `${least} to ${most}`}${surge > 0 ? `, ${surge} more in a rollout` : ''}`;
}

/** What is asked for, and the most that may be taken. */
function range(request: number | undefined, limit: number | undefined, written: (amount: number) => string): string {
  return [request === undefined ? 'no request' : written(request), limit === undefined ? 'no limit' : `at most ${written(limit)}`].join(
    ', ',
  );
}

function quotaRow(row: CapacityRow<QuotaUse>): CapacityText {
  const { namespace, name, resource } = present(row);
  const text = (quota: QuotaUse | undefined): string =>
    quota ? `${amount(quota.resource, quota.used)} of ${amount(quota.resource, quota.hard)}` : NOTHING;
  return { name: `quota ${namespace}/${name}`, what: resource, before: text(row.before), after: text(row.after) };
}

function databaseRow(row: CapacityRow<DatabaseLoad>): CapacityText {
  const { namespace, name } = present(row);
  const text = (load: DatabaseLoad | undefined): string => (load ? `${load.connections} of ${load.limit}` : NOTHING);
  return { name: `${namespace}/${name}`, what: 'connections at the most', before: text(row.before), after: text(row.after) };
}

function amount(resource: string, value: number): string {
  if (/cpu$/.test(resource)) return cores(value);
  return /memory$|storage$/.test(resource) ? bytes(value) : `${value}`;
}

/** Sums of binary fractions: a thousandth of a core is the least that Kubernetes knows. */
function cores(value: number): string {
  return cpuQuantity(Math.round(value * 1000));
}

function bytes(value: number): string {
  return bytesQuantity(Math.round(value));
}
