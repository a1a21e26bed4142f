import { groupedBy } from '../../core/groups';
import type { Columns } from './columns';
import type { Box } from './diagram';
import type { PlacedBox, PlacedDoor } from './layout';
import type { Mark } from './marks';
import type { Row } from './rows';

/** A line with its way: straight through the rows, and turning between them, where no box is. */
export interface PlacedLine {
  readonly from: Box;
  readonly to: Box;
  readonly label: string;
  readonly mark?: Mark;
  /** From the client to the door; the next piece is reached in a curve. */
  readonly pieces: readonly Piece[];
}

/** A straight piece of a line, down or up. */
export interface Piece {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** Most pixels between the beginnings of two lines at one box. */
const SPREAD = 16;

/** Pixels before a door in which a line no longer turns, so that its tip stands straight. */
const STRAIGHT = 10;

/** A line that still lacks the place at its client. */
interface Approach {
  readonly line: Omit<PlacedLine, 'pieces'>;
  readonly client: PlacedBox;
  readonly down: boolean;
  readonly pieces: readonly [Piece, ...Piece[]];
}

/** Every line; those of one client begin beside each other, in the order of where they go. */
export function placedLines(boxes: readonly PlacedBox[], columns: Columns, rows: readonly Row[]): PlacedLine[] {
  const byId = new Map(boxes.map((placed) => [placed.box.id, placed]));
  const approaches = boxes.flatMap((target) =>
    target.doors.flatMap((placed) =>
      placed.door.lines.flatMap(({ from, mark }) => {
        const client = byId.get(from.id);
        return client ? [approach(client, target, placed, mark, columns, rows)] : [];
      }),
    ),
  );
  const fans = groupedBy(approaches, ({ client, down }) => `${client.box.id} ${down}`);
  return [...fans.values()].flatMap((fan) => begun(fan, rows));
}

function approach(
  client: PlacedBox,
  target: PlacedBox,
  { door, rect }: PlacedDoor,
  mark: Mark | undefined,
  columns: Columns,
  rows: readonly Row[],
): Approach {
  const down = door.side === 'top';
  const [upper, lower] = down ? [client, target] : [target, client];
  const crossed = columns.crossings(upper.box.id, lower.box.id).map(({ row, x }) => through(rows[row], x, down));
  const end = rows[target.row];
  const x = rect.x + rect.width / 2;
  const last = down
    ? { x, from: (end?.top ?? rect.y) - STRAIGHT, to: rect.y }
    : { x, from: (end?.bottom ?? rect.y) + STRAIGHT, to: rect.y + rect.height };
  const [first, ...more] = [...(down ? crossed : crossed.reverse()), last];
  return { line: { from: client.box, to: target.box, label: door.label, mark }, client, down, pieces: [first ?? last, ...more] };
}

function through(row: Row | undefined, x: number, down: boolean): Piece {
  const { top, bottom } = row ?? { top: 0, bottom: 0 };
  return down ? { x, from: top, to: bottom } : { x, from: bottom, to: top };
}

/** The lines of one client at one side, begun at its box. */
function begun(fan: readonly Approach[], rows: readonly Row[]): PlacedLine[] {
  const ordered = [...fan].sort((a, b) => a.pieces[0].x - b.pieces[0].x);
  return ordered.map(({ line, client, down, pieces }, i) => {
    const { body, row } = client;
    const gap = Math.min(SPREAD, (body.width * 0.8) / ordered.length);
    const x = body.x + body.width / 2 + (i - (ordered.length - 1) / 2) * gap;
    const { top, bottom } = rows[row] ?? { top: body.y, bottom: body.y + body.height };
    const first = down ? { x, from: body.y + body.height, to: bottom } : { x, from: body.y, to: top };
    return { ...line, pieces: [first, ...pieces] };
  });
}
