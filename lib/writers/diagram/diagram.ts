import { counted } from '../../core/counted';
import { groupedBy } from '../../core/groups';
import { sortedBy } from '../../core/order';
import type { Component, ConnectionRecord, Role } from '../../model/component';
import { componentKey, connectionKey, type GraphView } from './graph-view';
import { withMachinery, withoutMachinery } from './machinery';
import { type Mark, type Marks, NO_MARKS } from './marks';
import { placeOf, type Zone, zoneOf } from './zones';

/** The form of a box, by which the data tier is known without its colour. */
export type Shape = 'actor' | 'edge' | 'service' | 'worker' | 'job' | 'database' | 'cache' | 'queue';

/** One component in a diagram. */
export interface Box {
  readonly id: string;
  readonly name: string;
  /** What it is, in words. */
  readonly detail: string;
  readonly shape: Shape;
  /** Left out for the internet. */
  readonly zone?: Zone;
  readonly mark?: Mark;
}

/** One way into a box: all lines that come for the same thing at the same port share it, and its label. */
export interface Door {
  readonly to: Box;
  /** Intent, scheme and port. */
  readonly label: string;
  readonly lines: readonly Line[];
  /** That of its lines, where all have the same. */
  readonly mark?: Mark;
}

/** Who comes through a door. */
export interface Line {
  readonly from: Box;
  readonly mark?: Mark;
}

/** What a picture shows, before anything is placed. */
export interface Diagram {
  /** The shop's name. */
  readonly name: string;
  readonly title: string;
  /** The picture in a sentence, for those who do not see it. */
  readonly summary: string;
  readonly boxes: readonly Box[];
  readonly doors: readonly Door[];
  /** Marks that are used, in the order in which they are explained. */
  readonly marks: readonly Mark[];
}

/** What of a graph is drawn. */
export interface DiagramOptions {
  /** Whether Jobs that make passwords, backups, and what every pod does (DNS, metrics, the API server) are drawn. */
  readonly machinery?: boolean;
  /** What a change does to the graph. */
  readonly marks?: Marks;
}

/** A shop's graph as boxes and doors; a pure function, so that two versions of it can be drawn beside each other. */
export function diagramOf(view: GraphView, { machinery = false, marks = NO_MARKS }: DiagramOptions = {}): Diagram {
  const { name, namespace, components, connections } = machinery ? withMachinery(view) : withoutMachinery(view);
  const found = new Map(components.map((c) => [componentKey(c), boxOf(c, namespace, marks)]));
  const edges = components.filter((c) => c.role === 'edge').flatMap((c) => found.get(componentKey(c)) ?? []);
  const boxes = [...(edges.length > 0 ? [INTERNET] : []), ...found.values()];
  const ways = [...edges.map(fromInternet), ...connections.flatMap((c) => wayOf(found, c, marks))];
  const used = new Set([...boxes, ...ways].map(({ mark }) => mark));
  return {
    name,
    title: `${name}: who talks to whom`,
    summary: `${counted(boxes.length, 'box', 'boxes')} and ${counted(ways.length, 'connection')} of the shop ${name} in the namespace ${namespace}.`,
    boxes: sortedBy(boxes, ({ id }) => id),
    doors: doorsOf(ways),
    marks: (['added', 'removed', 'changed'] as const).filter((mark) => used.has(mark)),
  };
}

/** One line with the door that it takes. */
export interface Way extends Line {
  readonly to: Box;
  readonly label: string;
}

const INTERNET: Box = { id: 'internet', name: 'internet', detail: 'anybody', shape: 'actor' };

/** Edges answer HTTPS; what comes without is sent there. */
function fromInternet(to: Box): Way {
  return { from: INTERNET, to, label: 'call https:443', mark: to.mark };
}

function wayOf(boxes: ReadonlyMap<string, Box>, connection: ConnectionRecord, marks: Marks): Way[] {
  const from = boxes.get(componentKey(connection.from));
  const to = boxes.get(componentKey(connection.to));
  const { intent, endpoint } = connection;
  if (!from || !to) return [];
  return [{ from, to, label: `${intent} ${endpoint.scheme}:${endpoint.port}`, mark: marks.connections.get(connectionKey(connection)) }];
}

/** Lines by the doors that they share. */
export function doorsOf(ways: readonly Way[]): Door[] {
  const groups = groupedBy(
    sortedBy(ways, ({ from, to, label }) => `${to.id} ${label} ${from.id}`),
    ({ to, label }) => `${to.id} ${label}`,
  );
  return [...groups.values()].flatMap((lines) => {
    const [first] = lines;
    const distinct = new Map(lines.map(({ from, mark }) => [from.id, { from, mark }]));
    const mark = lines.every((line) => line.mark === first?.mark) ? first?.mark : undefined;
    return first ? [{ to: first.to, label: first.label, lines: [...distinct.values()], mark }] : [];
  });
}

function boxOf(component: Component, shopNamespace: string, marks: Marks): Box {
  const { name, role, host, location } = component;
  // Where something in a namespace is, its zone says.
  const place = role === 'edge' ? [placeOf(location)] : location.kind === 'addresses' ? [host ?? placeOf(location)] : [];
  const key = componentKey(component);
  return {
    id: key,
    name,
    detail: [WORDS[role], ...place].join(' · '),
    shape: SHAPES[role],
    zone: zoneOf(component, shopNamespace),
    mark: marks.components.get(key),
  };
}

const SHAPES: Readonly<Record<Role, Shape>> = {
  web: 'service',
  worker: 'worker',
  job: 'job',
  database: 'database',
  queue: 'queue',
  cache: 'cache',
  store: 'database',
  service: 'service',
  edge: 'edge',
  backup: 'job',
  credentials: 'job',
};

const WORDS: Readonly<Record<Role, string>> = {
  web: 'web tier',
  worker: 'worker',
  job: 'job',
  database: 'database',
  queue: 'queue',
  cache: 'cache',
  store: 'store',
  service: 'service',
  edge: 'edge',
  backup: 'backup',
  credentials: 'makes a password',
};
