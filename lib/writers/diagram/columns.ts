import { graphlib, layout } from '@dagrejs/dagre';
import { groupedBy } from '../../core/groups';
import { LENGTHS, type SizedBox, zonesAround } from './sizes';

/** In which row a box is, and where in it. */
export interface Column {
  readonly row: number;
  /** Middle of the box. */
  readonly x: number;
}

/** What the library decides: rows, the order in each, and the places along it. Lines have a place in every row that they cross. */
export interface Columns {
  readonly boxes: ReadonlyMap<string, Column>;
  /** Places of the line between two boxes in the rows between them, by the ids of both, from above. */
  crossings(upper: string, lower: string): readonly Column[];
  /** Where each zone begins and ends, by its id. */
  readonly zones: ReadonlyMap<string, { readonly left: number; readonly right: number }>;
}

/** How the library is asked: the first way gives the best pictures, but not of every graph. */
export interface Arrangement {
  readonly ranker: 'network-simplex' | 'tight-tree' | 'longest-path';
  /** Whether the edges of the shop are kept above all else. */
  readonly waysInOnTop: boolean;
}

/** What the library says where it has found no number for a place, as it does with one in fifty of random graphs with zones. */
const NO_PLACE = 'Not possible to find intersection inside of the rectangle';

/** Asks the library for rows and places; what is drawn there is not its concern. Undefined where it finds none. */
export function columnsOf(sized: readonly SizedBox[], { ranker, waysInOnTop }: Arrangement): Columns | undefined {
  const graph = new graphlib.Graph({ compound: true });
  graph.setGraph({ rankdir: 'TB', ranker, nodesep: LENGTHS.boxGap, edgesep: LENGTHS.lineGap, ranksep: LENGTHS.rowGap });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { box, room, height } of sized) {
    graph.setNode(box.id, { width: room, height });
    const chain = [box.id, ...zonesAround(box.zone).map(({ id }) => zoneNode(id))];
    for (const [i, id] of chain.entries()) {
      if (i > 0 && !graph.hasNode(id)) graph.setNode(id, {});
      const inner = chain[i - 1];
      if (inner !== undefined) graph.setParent(inner, id);
    }
  }
  const lines = flowsOf(sized);
  for (const { upper, lower } of lines) graph.setEdge(upper, lower, {});
  for (const { upper, lower } of waysInOnTop ? belowEdges(sized, lines) : []) graph.setEdge(upper, lower, { weight: 0 });
  try {
    layout(graph);
  } catch (error) {
    if ((error as Error).message === NO_PLACE) return undefined;
    throw error;
  }
  return read(graph, sized);
}

/** Two boxes, one above the other. */
export interface Flow {
  readonly upper: string;
  readonly lower: string;
}

/** Pairs of boxes between which a line runs, from above: the line of a door below runs from the box of the door. */
export function flowsOf(sized: readonly SizedBox[]): Flow[] {
  return sized.flatMap(({ box, doors }) =>
    doors.flatMap(({ side, lines }) =>
      lines.map(({ from }) => (side === 'top' ? { upper: from.id, lower: box.id } : { upper: box.id, lower: from.id })),
    ),
  );
}

/** The way in is above the shop: what nobody calls is kept below the edges as if they called it, at no cost. */
function belowEdges(sized: readonly SizedBox[], lines: readonly Flow[]): Flow[] {
  const called = new Set(lines.map(({ lower }) => lower));
  const actors = new Set(sized.filter(({ box }) => box.shape === 'actor').map(({ box }) => box.id));
  const calledFromWithin = new Set(lines.filter(({ upper }) => !actors.has(upper)).map(({ lower }) => lower));
  const edges = sized.filter(({ box }) => box.shape === 'edge' && !calledFromWithin.has(box.id));
  const uncalled = sized.filter(({ box }) => !called.has(box.id) && box.shape !== 'edge' && box.shape !== 'actor');
  return edges.flatMap((edge) => uncalled.map(({ box }) => ({ upper: edge.box.id, lower: box.id })));
}

/** Boxes are named `namespace/name`, zones never so. */
function zoneNode(id: string): string {
  return `zone ${id}`;
}

function read(graph: graphlib.Graph, sized: readonly SizedBox[]): Columns {
  const heights = [...groupedBy(sized, ({ box }) => Math.round(graph.node(box.id).y)).keys()].sort((a, b) => a - b);
  const rows = new Map(heights.map((y, row) => [y, row]));
  const rowAt = (y: number) => rows.get(Math.round(y));
  const boxes = new Map(sized.map(({ box }) => [box.id, { row: rowAt(graph.node(box.id).y) ?? 0, x: graph.node(box.id).x }]));
  const zones = new Map(sized.flatMap(({ box }) => zonesAround(box.zone)).map(({ id }) => [id, extent(graph.node(zoneNode(id)))]));
  return {
    boxes,
    zones,
    crossings: (upper, lower) => {
      const points: ReadonlyArray<{ x: number; y: number }> = graph.edge(upper, lower).points;
      return points.slice(1, -1).flatMap(({ x, y }) => {
        const row = rowAt(y);
        return row === undefined ? [] : [{ row, x }];
      });
    },
  };
}

function extent({ x, width }: { readonly x: number; readonly width: number }) {
  return { left: x - width / 2, right: x + width / 2 };
}
