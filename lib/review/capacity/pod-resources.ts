import { oncePerSet } from '../../checks/once-per-set';
import { append } from '../../core/groups';
import { type JsonObject, objectAt, objectsAt } from '../../manifests/json';
import type { ManifestSet } from '../../manifests/manifest-set';
import type { ContainerView, PodsView } from '../../manifests/pods';
import { quantityOf } from '../../manifests/quantity';

/** Amounts of resources by name: cores of `cpu`, bytes of `memory`. */
export type Amounts = Readonly<Record<string, number>>;

/** What one pod asks for, and the most that it may take. */
export interface PodResources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** The same, with what is not said. */
export interface StatedResources extends PodResources {
  /** Compute resources that some container says nothing about, as a quota calls them: `limits.memory`. */
  readonly unstated: readonly string[];
}

/**
 * What one pod counts for, as the scheduler and the quota count it: its containers and sidecars together or its largest
 * init container, whichever is more, and the overhead of its runtime class. What a container leaves open is what the
 * namespace's LimitRange gives it.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podResources(pods: PodsView, set: ManifestSet): StatedResources {
  const { spec, containers } = pods;
  const whole = { requests: amounts(objectAt(spec, 'resources', 'requests')), limits: amounts(objectAt(spec, 'resources', 'limits')) };
  const overhead = amounts(objectAt(spec, 'overhead'));
  const own = containers.map((container) => ({ container, resources: containerResources(container, pods, set) }));
  const of = (bound: Bound): Amounts => sum({ ...byRole(own, bound), ...whole[bound] }, overhead);
  const unstated = ASKED.filter(
    ({ bound, name }) => whole[bound][name] === undefined && own.some(({ resources }) => resources[bound][name] === undefined),
  );
  return { requests: of('requests'), limits: of('limits'), unstated: unstated.flatMap(({ called }) => called) };
}

type Bound = 'requests' | 'limits';

/** What a quota asks every container for as soon as it bounds it. */
const ASKED: readonly { readonly bound: Bound; readonly name: string; readonly called: readonly string[] }[] = [
  { bound: 'requests', name: 'cpu', called: ['cpu', 'requests.cpu'] },
  { bound: 'requests', name: 'memory', called: ['memory', 'requests.memory'] },
  { bound: 'limits', name: 'cpu', called: ['limits.cpu'] },
  { bound: 'limits', name: 'memory', called: ['limits.memory'] },
];

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

/** What one container asks for and may take: a request that is not stated is the limit, if that is; else what is given. */
export function containerResources({ body }: ContainerView, { namespace }: PodsView, set: ManifestSet): PodResources {
  const stated = objectAt(body, 'resources');
  const [limits, requests] = [amounts(objectAt(stated, 'limits')), amounts(objectAt(stated, 'requests'))];
  const given = defaultsIn(set).get(namespace) ?? [];
  if (given.length === 0) return { limits, requests: { ...limits, ...requests } };
  const standard = (bound: Bound): Amounts => Object.assign({}, ...given.map((defaults) => defaults[bound]));
  return { limits: { ...standard('limits'), ...limits }, requests: { ...standard('requests'), ...limits, ...requests } };
}

interface ContainerResources {
  readonly container: ContainerView;
  readonly resources: PodResources;
}

/** Init containers run one after the other, each beside the sidecars that have begun before it. */
function byRole(containers: readonly ContainerResources[], bound: Bound): Amounts {
  let sidecars: Amounts = {};
  let starting: Amounts = {};
  let running: Amounts = {};
  for (const { container, resources } of containers) {
    if (container.role === 'sidecar') sidecars = sum(sidecars, resources[bound]);
    if (container.role === 'init') starting = most(starting, sum(sidecars, resources[bound]));
    if (container.role === 'main') running = sum(running, resources[bound]);
  }
  return most(starting, sum(sidecars, running));
}

/** The quantities of a record as numbers. */
export function amounts(record: JsonObject): Amounts {
  const found: Record<string, number> = {};
  for (const name of Object.keys(record)) {
    const amount = quantityOf(record[name]);
    if (amount !== undefined) found[name] = amount;
  }
  return found;
}

/** Two records added up, name by name. */
export function sum(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, (x, y) => x + y);
}

function most(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, Math.max);
}

function merged(a: Amounts, b: Amounts, of: (x: number, y: number) => number): Amounts {
  const all: Record<string, number> = { ...a };
  for (const [name, amount] of Object.entries(b)) all[name] = of(a[name] ?? 0, amount);
  return all;
}

/** Every amount so many times. */
export function times(a: Amounts, count: number): Amounts {
  return Object.fromEntries(Object.entries(a).map(([name, amount]) => [name, amount * count]));
}
