import { groupedBy } from '../../core/groups';
import type { Columns } from './columns';
import { LENGTHS, type SizedBox, zonesAround } from './sizes';
import type { Zone } from './zones';

/** Heights in the picture that all boxes of a row keep. */
export interface Row {
  /** Where doors begin. */
  readonly top: number;
  readonly bodyTop: number;
  readonly bodyBottom: number;
  /** Where doors below end. */
  readonly bottom: number;
}

/** The first and the last row that a zone reaches. */
interface Reach {
  readonly zone: Zone;
  readonly first: number;
  readonly last: number;
}

/** The rows from above, far enough apart for lines to turn and for the borders and labels of the zones between them. */
export function rowsOf(sized: readonly SizedBox[], columns: Columns): Row[] {
  const byRow = groupedBy(sized, ({ box }) => columns.boxes.get(box.id)?.row ?? 0);
  const reaches = reachesOf(sized, columns);
  const rows: Row[] = [];
  for (let i = 0; i < byRow.size; i++) {
    const doors = (byRow.get(i) ?? []).flatMap((s) => s.doors);
    const above = rows[i - 1]?.bottom;
    const begin =
      (above === undefined ? 0 : above + depth(reaches, i - 1, 'last') * LENGTHS.zonePad + LENGTHS.rowGap) +
      depth(reaches, i, 'first') * LENGTHS.zoneTop;
    const bodyTop = begin + (doors.some(({ side }) => side === 'top') ? LENGTHS.door : 0);
    const bodyBottom = bodyTop + LENGTHS.body;
    rows.push({ top: begin, bodyTop, bodyBottom, bottom: bodyBottom + (doors.some(({ side }) => side === 'bottom') ? LENGTHS.door : 0) });
  }
  return rows;
}

function reachesOf(sized: readonly SizedBox[], columns: Columns): Reach[] {
  const members = groupedBy(
    sized.flatMap(({ box }) => zonesAround(box.zone).map((zone) => ({ zone, row: columns.boxes.get(box.id)?.row ?? 0 }))),
    ({ zone }) => zone.id,
  );
  return [...members.values()].flatMap((list) => {
    const rows = list.map(({ row }) => row);
    const [member] = list;
    return member ? [{ zone: member.zone, first: Math.min(...rows), last: Math.max(...rows) }] : [];
  });
}

/** How many borders, one in another, lie at one side of a row. */
function depth(reaches: readonly Reach[], row: number, end: 'first' | 'last'): number {
  const here = new Set(reaches.filter((r) => r[end] === row).map(({ zone }) => zone.id));
  const depths = reaches
    .filter(({ zone }) => here.has(zone.id))
    .map(({ zone }) => zonesAround(zone).filter(({ id }) => here.has(id)).length);
  return Math.max(0, ...depths);
}
