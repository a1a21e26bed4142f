import { zonesAreClear } from './clear-zones';
import { type Arrangement, type Columns, columnsOf, flowsOf } from './columns';
import type { Box, Diagram } from './diagram';
import { type PlacedLine, placedLines } from './line-places';
import { packedColumns } from './packed-columns';
import { type Row, rowsOf } from './rows';
import { sidedDoors } from './sided-doors';
import { doorsWidth, doorWidth, LENGTHS, type Side, type SidedDoor, type SizedBox, sizedBoxes } from './sizes';
import { hull, type PlacedZone, placedZones } from './zone-places';

/** A rectangle in pixels, from its upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box with its place: its body, and its doors along its upper or lower side. */
export interface PlacedBox {
  readonly box: Box;
  readonly row: number;
  readonly body: Rect;
  readonly doors: readonly PlacedDoor[];
  /** The box with its doors, and what is kept free beside it. */
  readonly room: Rect;
}

/** A door with its place. */
export interface PlacedDoor {
  readonly door: SidedDoor;
  readonly rect: Rect;
}

/** A picture with everything in its place. */
export interface Layout {
  /** What is around everything. */
  readonly frame: Rect;
  /** An outer zone comes before those in it. */
  readonly zones: readonly PlacedZone[];
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
}

/** Places boxes, doors, zones and lines. Nothing overlaps, but that lines cross each other and the borders of zones. */
export function layoutOf(diagram: Diagram): Layout {
  const sized = sizedBoxes(diagram, sidedDoors(diagram));
  let found: Layout | undefined;
  for (const arrangement of ARRANGEMENTS) {
    const columns = columnsOf(sized, arrangement);
    if (!columns) continue;
    found = arranged(sized, packedColumns(sized, flowsOf(sized), columns));
    if (zonesAreClear(found)) break;
  }
  if (!found) throw new Error(`no place was found for the boxes of ${diagram.name}`);
  return found;
}

/** Ways to ask the library, the best first; a later one is for graphs that an earlier one cannot place. */
const ARRANGEMENTS: readonly Arrangement[] = [true, false].flatMap((waysInOnTop) =>
  (['network-simplex', 'tight-tree', 'longest-path'] as const).map((ranker) => ({ ranker, waysInOnTop })),
);

function arranged(sized: readonly SizedBox[], columns: Columns): Layout {
  const rows = rowsOf(sized, columns);
  const boxes = sized.map((s) => placedBox(s, columns, rows));
  const zones = placedZones(boxes.map(({ box, room }) => ({ zone: box.zone, rect: room })));
  const lines = placedLines(boxes, columns, rows);
  const ways = lines.flatMap(({ pieces }) =>
    pieces.map(({ x, from, to }) => ({ x, y: Math.min(from, to), width: 0, height: Math.abs(to - from) })),
  );
  return { frame: hull([...zones.map(({ rect }) => rect), ...boxes.map(({ room }) => room), ...ways]), zones, boxes, lines };
}

function placedBox({ box, doors, width, room }: SizedBox, columns: Columns, rows: readonly Row[]): PlacedBox {
  const { row, x } = columns.boxes.get(box.id) ?? { row: 0, x: 0 };
  const body = { x: x - width / 2, y: rows[row]?.bodyTop ?? 0, width, height: LENGTHS.body };
  const before = (door: SidedDoor) => meanPlace(door, columns);
  const placed = (['top', 'bottom'] as const).flatMap((side) => {
    const own = doors.filter((d) => d.side === side).sort((a, b) => before(a) - before(b));
    return placedDoors(own, side, body);
  });
  const around = { ...body, x: x - room / 2, width: room };
  return { box, row, body, doors: placed, room: hull([around, ...placed.map(({ rect }) => rect)]) };
}

/** Doors of one side beside each other, over the middle of their box. */
function placedDoors(doors: readonly SidedDoor[], side: Side, body: Rect): PlacedDoor[] {
  const y = side === 'top' ? body.y - LENGTHS.door : body.y + body.height;
  let x = body.x + (body.width - doorsWidth(doors, side)) / 2 + LENGTHS.doorGap;
  return doors.map((door) => {
    const rect = { x, y, width: doorWidth(door), height: LENGTHS.door };
    x += rect.width + LENGTHS.doorGap;
    return { door, rect };
  });
}

/** Where the lines of a door come from, so that doors stand in the order in which they are reached. */
function meanPlace({ to, side, lines }: SidedDoor, columns: Columns): number {
  const places = lines.map(({ from }) => {
    const [upper, lower] = side === 'top' ? [from.id, to.id] : [to.id, from.id];
    const crossings = columns.crossings(upper, lower);
    return (side === 'top' ? crossings.at(-1) : crossings[0])?.x ?? columns.boxes.get(from.id)?.x ?? 0;
  });
  return places.reduce((sum, x) => sum + x, 0) / Math.max(1, places.length);
}
