import { oncePerSet } from '../checks/once-per-set';
import { append } from '../core/groups';
import { objectAt, objectsAt } from '../manifests/json';
import type { ManifestSet } from '../manifests/manifest-set';
import type { ContainerView, PodsView } from '../manifests/pods';
import { quantityOf } from '../manifests/quantity';

/** Amounts of resources by name: cores of `cpu`, bytes of `memory`. */
export type Amounts = Readonly<Record<string, number>>;

/** What one pod asks for, and the most that it may take. */
export interface PodResources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/**
 * What one pod counts for, as the scheduler and the quota count it: its containers and sidecars together or its largest
 * init container, whichever is more, and the overhead of its runtime class. What a container leaves open is what the
 * namespace's LimitRange gives it.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podResources(pods: PodsView, set: ManifestSet): PodResources {
  const defaults = defaultsIn(set).get(pods.namespace) ?? [];
  const of = (bound: Bound): Amounts => {
    const stated = amounts(objectAt(pods.spec, 'resources', bound));
    const own = byRole(pods.containers, (container) => containerAmounts(container, bound, defaults));
    return sum({ ...own, ...stated }, amounts(objectAt(pods.spec, 'overhead')));
  };
  return { requests: of('requests'), limits: of('limits') };
}

type Bound = 'requests' | 'limits';

/** What a LimitRange gives containers that say nothing. */
interface Defaults {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

const defaultsIn = oncePerSet((set) => {
  const byNamespace = new Map<string, Defaults[]>();
  for (const { body, namespace = 'default' } of set.of('LimitRange', ''))
    for (const limit of objectsAt(body, 'spec', 'limits').filter(({ type }) => type === 'Container')) {
      const limits = amounts(objectAt(limit, 'default'));
      append(byNamespace, namespace, { limits, requests: { ...limits, ...amounts(objectAt(limit, 'defaultRequest')) } });
    }
  return byNamespace;
});

/** A request that is not stated is the limit, if that is stated; else what the LimitRange gives. */
function containerAmounts({ body }: ContainerView, bound: Bound, defaults: readonly Defaults[]): Amounts {
  const given = Object.assign({}, ...defaults.map((d) => d[bound])) as Amounts;
  const limits = amounts(objectAt(body, 'resources', 'limits'));
  return bound === 'limits' ? { ...given, ...limits } : { ...given, ...limits, ...amounts(objectAt(body, 'resources', 'requests')) };
}

/** What one container asks for and may take, with what the LimitRange of its namespace gives it. */
export function containerResources(container: ContainerView, { namespace }: PodsView, set: ManifestSet): PodResources {
  const defaults = defaultsIn(set).get(namespace) ?? [];
  return { requests: containerAmounts(container, 'requests', defaults), limits: containerAmounts(container, 'limits', defaults) };
}

/** Compute resources that a container says nothing about and no LimitRange gives it, as a quota calls them. */
export function unstatedResources(pods: PodsView, set: ManifestSet): string[] {
  const defaults = defaultsIn(set).get(pods.namespace) ?? [];
  const missing = pods.containers.flatMap((container) =>
    (['requests', 'limits'] as const).flatMap((bound) => {
      const own = { ...containerAmounts(container, bound, defaults), ...amounts(objectAt(pods.spec, 'resources', bound)) };
      const none = ['cpu', 'memory'].filter((name) => own[name] === undefined);
      return none.flatMap((name) => [`${bound}.${name}`, ...(bound === 'requests' ? [name] : [])]);
    }),
  );
  return [...new Set(missing)];
}

/** Init containers run one after the other, each beside the sidecars that have begun before it. */
function byRole(containers: readonly ContainerView[], of: (container: ContainerView) => Amounts): Amounts {
  let sidecars: Amounts = {};
  let starting: Amounts = {};
  for (const container of containers) {
    if (container.role === 'sidecar') sidecars = sum(sidecars, of(container));
    if (container.role === 'init') starting = most(starting, sum(sidecars, of(container)));
  }
  const running = containers.filter(({ role }) => role === 'main').reduce((total, container) => sum(total, of(container)), sidecars);
  return most(starting, running);
}

/** The quantities of a record as numbers. */
export function amounts(record: Readonly<Record<string, unknown>>): Amounts {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const amount = typeof value === 'string' || typeof value === 'number' ? quantityOf(value) : undefined;
      return amount === undefined ? [] : [[name, amount]];
    }),
  );
}

/** Two records added up, name by name. */
export function sum(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, (x, y) => x + y);
}

function most(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, Math.max);
}

function merged(a: Amounts, b: Amounts, of: (x: number, y: number) => number): Amounts {
  return Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [name, of(a[name] ?? 0, b[name] ?? 0)]));
}

/** Every amount so many times. */
export function times(a: Amounts, count: number): Amounts {
  return Object.fromEntries(Object.entries(a).map(([name, amount]) => [name, amount * count]));
}
