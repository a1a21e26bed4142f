import { BOTH_DIRECTIONS, endOf } from '../../checks/network-cover';
import { oncePer } from '../../checks/once-per-set';
import { SelectorIndex } from '../../checks/selector-index';
import { append } from '../../core/groups';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type Direction, networkPolicyOf } from '../../manifests/network-policy';
import type { PodsView } from '../../manifests/pods';
import { less } from '../../manifests/port-range';
import type { ObjectChange } from '../diff/object-diff';
import type { ReviewTarget } from '../effect-rule';
import { oldIdentities } from '../old-names';
import { podsIn } from '../set-pods';
import { type Connection, type ConnectionEnd, connectionKey } from './connection';
import { policyChanges } from './connections';

/** Pods of which some policy decided in a direction and none does any more, or the other way round. */
export interface IsolationChange {
  readonly direction: Direction;
  readonly before: PodsView;
  readonly after: PodsView;
}

/** What opens and closes between workloads, each by the change that does it. */
export interface DoorChanges {
  readonly opened: ReadonlyMap<ObjectChange, readonly Connection[]>;
  readonly closed: ReadonlyMap<ObjectChange, readonly Connection[]>;
  readonly lost: ReadonlyMap<ObjectChange, readonly IsolationChange[]>;
  readonly added: ReadonlyMap<ObjectChange, readonly IsolationChange[]>;
}

/** Who may connect to whom and could not before, or no longer; nothing is looked at where no change could do it. */
export const doorChanges = oncePer((target: ReviewTarget): DoorChanges => {
  const doors = { opened: new Map(), closed: new Map(), lost: new Map(), added: new Map() };
  if (!target.changes.some(mayMoveDoors)) return doors;
  const causes = new Causes(target);
  const isolated = isolationChanges(target, causes, doors);
  const { opened, closed } = policyChanges(target.before, target.after, doors.added.size > 0);
  const wasOpen = openByOldName(closed, target);
  for (const connection of opened)
    if (!isolated.has(connection) && !wasOpen(connection)) place(doors.opened, connection, causes.ofConnection(connection));
  // What connected with a workload that goes is told with the workload.
  for (const connection of closed) if (bothStay(connection, target)) place(doors.closed, connection, causes.ofConnection(connection));
  return doors;
});

function place<T>(doors: Map<ObjectChange, T[]>, item: T, cause: ObjectChange | undefined): void {
  if (cause) append(doors, cause, item);
}

/** Whether ends that have other names now were connected under their old ones, which counts as closed. */
function openByOldName(closed: readonly Connection[], review: ReviewTarget): (connection: Connection) => boolean {
  const old = oldIdentities(review);
  const gone = new Map(closed.map((connection) => [connectionKey(connection), connection.ports]));
  const called = (end: ConnectionEnd): ConnectionEnd => {
    const object = old.get(end.object ?? '');
    return object === undefined ? end : { ...end, object };
  };
  return ({ client, target, ports, by }) => {
    const before = gone.get(connectionKey({ client: called(client), target: called(target), ports, by }));
    return before !== undefined && less(ports, before).length === 0;
  };
}

function bothStay({ client, target }: Connection, { before, after }: ReviewTarget): boolean {
  return [client, target].every(({ object }) => object === undefined || (after.identified(object) && before.identified(object)));
}

/** Policies, labels of pods and namespaces, and ports of containers decide; a change of nothing else opens or closes anything. */
function mayMoveDoors({ kind, object, before, after, fields }: ObjectChange): boolean {
  if (/^(networking\.k8s\.io\/NetworkPolicy|\/Namespace)\//.test(object)) return true;
  const manifest = after ?? before;
  if (!manifest || !WORKLOADS.has(`${manifest.group}/${manifest.kind}`)) return false;
  return kind !== 'changed' || fields.some(({ field }) => field.some((step) => DECIDING.has(step as string)));
}

const WORKLOADS: ReadonlySet<string> = new Set([
  '/Pod',
  '/ReplicationController',
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => `apps/${kind}`),
  ...['Job', 'CronJob'].map((kind) => `batch/${kind}`),
]);

const DECIDING: ReadonlySet<string> = new Set(['labels', 'ports', 'hostNetwork']);

/** Finds the change that opens or closes something. */
class Causes {
  private readonly policies: SelectorIndex<{ readonly change: ObjectChange; readonly directions: readonly Direction[] }>;
  private readonly byObject = new Map<string, ObjectChange>();
  private readonly sets: readonly ManifestSet[];

  constructor({ changes, before, after }: ReviewTarget) {
    this.sets = [before, after];
    const policies = changes.filter(({ object }) => object.startsWith('networking.k8s.io/NetworkPolicy/'));
    this.policies = new SelectorIndex(
      policies.flatMap((change) => [change.before, change.after].flatMap((end) => (end ? [filed(change, end)] : []))),
    );
    for (const change of changes) for (const end of [change.before, change.after]) if (end) this.byObject.set(identityOf(end), change);
  }

  /** A workload that is new has its own doors; else the policy of the target, that of the client, and the ends themselves. */
  public ofConnection({ client, target }: Connection): ObjectChange | undefined {
    const ends = [target, client];
    const fresh = [client, target].map((end) => this.ofEnd(end)).find((change) => change?.kind === 'added');
    return (
      fresh ??
      this.policyOf(target, 'ingress') ??
      this.policyOf(client, 'egress') ??
      first(ends.map((end) => this.ofEnd(end) ?? this.ofNamespace(end)))
    );
  }

  /** The policies over pods, and then the pods themselves. */
  public ofPods(pods: readonly PodsView[], direction: Direction): ObjectChange | undefined {
    return (
      first(pods.map((end) => this.policyOver(end, direction))) ??
      first(pods.map(({ manifest }) => this.byObject.get(identityOf(manifest))))
    );
  }

  private ofEnd({ object }: ConnectionEnd): ObjectChange | undefined {
    return object === undefined ? undefined : this.byObject.get(object);
  }

  private ofNamespace({ namespace }: ConnectionEnd): ObjectChange | undefined {
    return namespace === undefined ? undefined : this.byObject.get(`/Namespace//${namespace}`);
  }

  private policyOf(end: ConnectionEnd, direction: Direction): ObjectChange | undefined {
    const views = this.sets.flatMap((set) => podsIn(set).get(end.object ?? '') ?? []);
    return first(views.map((view) => this.policyOver(view, direction)));
  }

  private policyOver({ namespace, labels }: PodsView, direction: Direction): ObjectChange | undefined {
    return this.policies.selecting(namespace, labels).find(({ directions }) => directions.includes(direction))?.change;
  }
}

function first<T>(items: readonly (T | undefined)[]): T | undefined {
  return items.find((item) => item !== undefined);
}

function filed(change: ObjectChange, manifest: Manifest) {
  const policy = networkPolicyOf(manifest);
  const directions = BOTH_DIRECTIONS.filter((direction) => policy[direction] !== undefined);
  return { namespace: policy.namespace, selector: policy.pods, item: { change, directions } };
}

/** Files the workloads that are isolated now and were not, or were; gives what the connections of the latter are. */
function isolationChanges(
  { before, after }: ReviewTarget,
  causes: Causes,
  doors: { lost: Map<ObjectChange, IsolationChange[]>; added: Map<ObjectChange, IsolationChange[]> },
) {
  const open = { ingress: new Set<string>(), egress: new Set<string>() };
  for (const [object, fresh] of podsIn(after)) {
    const old = podsIn(before).get(object);
    if (!old) continue;
    for (const direction of BOTH_DIRECTIONS) {
      const [was, is] = [endOf(old, before)[direction] !== undefined, endOf(fresh, after)[direction] !== undefined];
      if (was === is) continue;
      if (was) open[direction].add(object);
      place(was ? doors.lost : doors.added, { direction, before: old, after: fresh }, causes.ofPods([old, fresh], direction));
    }
  }
  return {
    has: ({ client, target }: Connection): boolean => open.ingress.has(target.object ?? '') || open.egress.has(client.object ?? ''),
  };
}
