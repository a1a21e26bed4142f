import { groupedBy } from '../../core/groups';
import { type JsonObject, objectAt, objectsAt } from '../../manifests/json';
import { identityOf } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { amountText } from './amount-text';
import { type Amounts, amounts, containerResources, type PodResources, podResources } from './pod-resources';

/** Something about the pods of a workload that a LimitRange does not let in. */
export interface LimitFault {
  /** Identity of the LimitRange. */
  readonly range: string;
  /** Identity of the workload. */
  readonly workload: string;
  /** `container app: limits.memory 4Gi, at most 2Gi`. */
  readonly told: string;
}

/**
 * Pods of a set that its LimitRanges refuse.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function limitFaults(set: ManifestSet): LimitFault[] {
  const byNamespace = groupedBy(set.pods, ({ namespace }) => namespace);
  return set.of('LimitRange', '').flatMap((range) =>
    objectsAt(range.body, 'spec', 'limits')
      .filter(bounds)
      .flatMap((limit) =>
        (byNamespace.get(range.namespace ?? 'default') ?? []).flatMap((pods) => {
          const workload = identityOf(pods.manifest);
          const ends: readonly (readonly [string, PodResources])[] =
            limit.type === 'Pod'
              ? [['each pod', podResources(pods, set)]]
              : limit.type === 'Container'
                ? pods.containers.map((c) => [`container ${c.name}`, containerResources(c, pods, set)])
                : [];
          return ends.flatMap(([end, resources]) =>
            breaches(limit, resources).map((told) => ({ range: identityOf(range), workload, told: `${end}: ${told}` })),
          );
        }),
      ),
  );
}

/** Whether it allows less than everything; one with defaults alone refuses nobody. */
function bounds(limit: JsonObject): boolean {
  return BOUNDS.some((field) => limit[field] !== undefined);
}

const BOUNDS = ['max', 'min', 'maxLimitRequestRatio'];

/** The maximum is held against limits and requests, the minimum against requests, the ratio between the two. */
function breaches(limit: JsonObject, { requests, limits }: PodResources): string[] {
  const over = (bound: Amounts, name: string) =>
    Object.entries(amounts(objectAt(limit, 'max'))).flatMap(([resource, most]) => {
      const amount = bound[resource];
      return amount !== undefined && amount > most
        ? [`${name}.${resource} ${amountText(resource, amount)}, at most ${amountText(resource, most)}`]
        : [];
    });
  const under = Object.entries(amounts(objectAt(limit, 'min'))).flatMap(([resource, least]) => {
    const amount = requests[resource];
    return amount !== undefined && amount < least
      ? [`requests.${resource} ${amountText(resource, amount)}, at least ${amountText(resource, least)}`]
      : [];
  });
  const apart = Object.entries(amounts(objectAt(limit, 'maxLimitRequestRatio'))).flatMap(([resource, most]) => {
    const [low, high] = [requests[resource], limits[resource]];
    return low && high && high / low > most
      ? [`limits.${resource} ${amountText(resource, high)}, at most ${most} times the request of ${amountText(resource, low)}`]
      : [];
  });
  // A request above the maximum has a limit above it too, unless it has none.
  const unlimited = Object.fromEntries(Object.entries(requests).filter(([resource]) => limits[resource] === undefined));
  return [...over(limits, 'limits'), ...over(unlimited, 'requests'), ...under, ...apart];
}
