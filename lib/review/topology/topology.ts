import { groupedBy } from '../../core/groups';
import { compareText, sortedBy } from '../../core/order';
import type { Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type Box, type Diagram, doorsOf, type Way } from '../../writers/diagram/diagram';
import type { Mark } from '../../writers/diagram/marks';
import { type Connection, type ConnectionEnd, endKey, portNumbers } from '../doors/connection';
import { type ConnectionChanges, connectionChanges } from '../doors/connections';
import type { Review } from '../review';
import { componentName, edgeBox, INTERNET, isMachinery, outsideBox, workloadBox } from './topology-boxes';
import { inScope } from './topology-scope';

/** Who talks to whom, before and after a change. */
export interface Topology {
  /** Both in one, with what a change adds, takes away and changes marked. */
  readonly both: Diagram;
  readonly before: Diagram;
  readonly after: Diagram;
  /** Components that are not drawn, because the picture would be too large. */
  readonly left: number;
}

/** The picture of a review; undefined where there is nothing to draw, or more than a picture can show. */
export function topologyOf(review: Review, connections: ConnectionChanges = connectionChangesOf(review)): Topology | undefined {
  const [old, fresh] = [boxesOf(review.before.manifests), boxesOf(review.after.manifests)];
  const all = new Map([...old, ...fresh]);
  const changed = changedBoxes(review);
  const marked = [...all.values()].map((box) => withMark(box, markOf(old.has(box.id), fresh.has(box.id), changed.has(box.id))));
  const ends = new Ends(review, new Map(marked.map((box) => [box.id, box])), changed);
  const { boxes, ways, left } = inScope(
    marked,
    waysOf(connections, ends, (id) => old.has(id) && fresh.has(id)),
  );
  if (boxes.length === 0) return undefined;
  return {
    both: diagram('both', 'Who talks to whom, and what changes', boxes, ways),
    before: diagram('before', 'Who talks to whom before', ...oneEnd(old, 'added', boxes, ways)),
    after: diagram('after', 'Who talks to whom after', ...oneEnd(fresh, 'removed', boxes, ways)),
    left,
  };
}

/** The connections of the two ends of a review. */
export function connectionChangesOf({ before, after }: Review): ConnectionChanges {
  return connectionChanges(before.manifests, after.manifests);
}

type Boxes = ReadonlyMap<string, Box>;

/** What runs in a set, and its edges. */
function boxesOf(set: ManifestSet): Boxes {
  const home = homeOf(set);
  const workloads = set.pods.filter((pods) => !isMachinery(pods)).map((pods) => workloadBox(pods, home));
  return new Map(sortedBy(workloads, ({ id }) => id).map((box) => [box.id, box]));
}

/** The namespace that most workloads are in. */
function homeOf({ pods }: ManifestSet): string {
  const groups = [...groupedBy(pods, ({ namespace }) => namespace)];
  return groups.sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b))[0]?.[0] ?? '';
}

/** Identities of the objects whose change does more than nothing, and ids of their boxes. */
function changedBoxes({ changes, effects }: Review): ReadonlySet<string> {
  const felt = new Set(effects.filter(({ kind }) => kind !== 'no-restart').map(({ object }) => object));
  const manifests = changes.filter(({ object }) => felt.has(object)).flatMap(({ before, after }) => [before, after]);
  return new Set([...felt, ...manifests.filter((manifest) => manifest !== undefined).map(boxId)]);
}

function boxId(manifest: Manifest): string {
  return `${manifest.namespace ?? 'default'}/${componentName(manifest)}`;
}

/** What is at one end alone is new or gone; one that is at both may have changed. */
function markOf(old: boolean, fresh: boolean, changed: boolean): Mark | undefined {
  if (!old) return 'added';
  if (!fresh) return 'removed';
  return changed ? 'changed' : undefined;
}

type Keys = Pick<ReadonlySet<string>, 'has'>;

function withMark(box: Box, mark: Mark | undefined): Box {
  return mark ? { ...box, mark } : box;
}

/** The boxes at the ends of connections; those that are no workloads are made when they are asked for. */
class Ends {
  private readonly outside = new Map<string, Box>();

  constructor(
    private readonly review: Review,
    private readonly components: Boxes,
    private readonly changed: Keys,
  ) {}

  /** Undefined for a workload that is not drawn. */
  public boxOf(end: ConnectionEnd): Box | undefined {
    const { object } = end;
    if (object === undefined) return this.once(outsideBox(end));
    const [old, fresh] = [this.review.before, this.review.after].map(({ manifests }) => manifests.identified(object));
    // It is an object of one of the two ends.
    const manifest = (fresh ?? old) as Manifest;
    if (end.kind === 'workload') return this.components.get(boxId(manifest));
    return this.once(withMark(edgeBox(manifest), markOf(old !== undefined, fresh !== undefined, this.changed.has(object))));
  }

  private once(box: Box): Box {
    const known = this.outside.get(box.id) ?? box;
    this.outside.set(box.id, known);
    return known;
  }
}

/** The lines of a picture. */
function waysOf(changes: ConnectionChanges, ends: Ends, stays: (id: string) => boolean): Way[] {
  const wayOf = (connection: Connection, mark: Mark | undefined): Way[] => {
    const [from, to] = [ends.boxOf(connection.client), ends.boxOf(connection.target)];
    if (!from || !to || from.id === to.id || isNameLookup(connection, mark, stays(from.id))) return [];
    return [{ from, to, label: labelOf(connection), ...(mark && { mark }) }];
  };
  const { opened, closed, kept } = settled(changes);
  const ways = [
    ...kept.flatMap((connection) => wayOf(connection, undefined)),
    ...opened.flatMap((connection) => wayOf(connection, 'added')),
    ...closed.flatMap((connection) => wayOf(connection, 'removed')),
  ];
  return [...ways, ...fromClients(ways)];
}

/** What is closed by one means and opened by another is neither: policies now say what a reference said before. */
function settled({ opened, closed, kept }: ConnectionChanges): ConnectionChanges {
  const key = ({ client, target, ports }: Connection): string => JSON.stringify([endKey(client), endKey(target), portNumbers(ports)]);
  const [open, shut] = [new Set(opened.map(key)), new Set(closed.map(key))];
  return {
    opened: opened.filter((c) => !shut.has(key(c))),
    closed: closed.filter((c) => !open.has(key(c))),
    kept: [...kept, ...opened.filter((c) => shut.has(key(c)))],
  };
}

/** Every pod asks for names, so that a line for it tells nothing; where a client that stays begins or ends to, it does. */
function isNameLookup({ ports, target }: Connection, mark: Mark | undefined, stays: boolean): boolean {
  const isLookup = target.kind !== 'workload' && ports.length > 0 && ports.every(({ first, last }) => first === 53 && last === 53);
  return isLookup && !(mark && stays);
}

function labelOf({ ports }: Connection): string {
  if (ports.length === 0) return 'by name';
  const numbers = portNumbers(ports);
  return /^\d/.test(numbers) ? `${numbers.includes(',') ? 'ports' : 'port'} ${numbers}` : numbers;
}

/** Edges are there for clients; a door is new where all that it leads to is. */
function fromClients(ways: readonly Way[]): Way[] {
  const behind = groupedBy(
    ways.filter(({ from }) => from.shape === 'edge'),
    ({ from }) => from.id,
  );
  return [...behind.values()].flatMap((own) =>
    own.slice(0, 1).map((first) => {
      const mark = own.every((way) => way.mark === first.mark) ? first.mark : undefined;
      return { from: INTERNET, to: first.from, label: 'requests', ...(mark && { mark }) };
    }),
  );
}

/** One end as it is by itself: its components, what its lines reach, and no marks. */
function oneEnd(components: Boxes, absent: Mark, boxes: readonly Box[], ways: readonly Way[]): [Box[], Way[]] {
  const plain = (box: Box): Box => ({ ...box, mark: undefined });
  const kept = ways
    .filter(({ mark }) => mark !== absent)
    .map((way) => ({ ...way, from: plain(way.from), to: plain(way.to), mark: undefined }));
  const reached = new Set(kept.flatMap(({ from, to }) => [from.id, to.id]));
  return [boxes.filter(({ id }) => components.has(id) || reached.has(id)).map(plain), kept];
}

function diagram(name: string, title: string, boxes: readonly Box[], ways: readonly Way[]): Diagram {
  const used = new Set([...boxes, ...ways].map(({ mark }) => mark));
  return {
    name,
    title,
    summary: `${title}: ${boxes.length} boxes and ${ways.length} lines.`,
    boxes: sortedBy(boxes, ({ id }) => id),
    doors: doorsOf(ways),
    marks: (['added', 'removed', 'changed'] as const).filter((mark) => used.has(mark)),
  };
}
