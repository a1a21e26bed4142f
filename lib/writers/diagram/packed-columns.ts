import { groupedBy } from '../../core/groups';
import type { Column, Columns, Flow } from './columns';
import { type Apart, type Item, pack } from './packing';
import { LENGTHS, type SizedBox, zonesAround } from './sizes';
import type { Zone } from './zones';

/** An item in its row. A line between two boxes of a zone does not leave it: it would tell of a boundary that nobody crosses. */
interface Placed {
  readonly item: Item;
  readonly row: number;
  readonly box?: SizedBox;
  /** Ids of the zones that it has to stay in. */
  readonly zones: ReadonlySet<string>;
}

/** Borders of a zone, and the rows that it reaches. */
interface Border {
  readonly zone: Zone;
  readonly left: Item;
  readonly right: Item;
  readonly first: number;
  readonly last: number;
}

/** The same rows in the same order, packed. */
export function packedColumns(sized: readonly SizedBox[], flows: readonly Flow[], columns: Columns): Columns {
  const boxes = new Map(sized.map((s) => [s.box.id, placedBox(s, columns)]));
  const chains = new Map(
    flows.map(({ upper, lower }) => [
      `${upper}\n${lower}`,
      columns.crossings(upper, lower).map((c) => crossing(c, common(boxes.get(upper), boxes.get(lower)))),
    ]),
  );
  for (const { upper, lower } of new Map(flows.map((flow) => [`${flow.upper}\n${flow.lower}`, flow])).values())
    join([boxes.get(upper), ...(chains.get(`${upper}\n${lower}`) ?? []), boxes.get(lower)]);
  const placed = [...boxes.values(), ...[...chains.values()].flat()];
  const borders = bordersOf([...boxes.values()], columns);
  pack(
    [...placed.map(({ item }) => item), ...borders.flatMap(({ left, right }) => [left, right])],
    [...rowAparts(placed), ...borders.flatMap((border) => [...insideAparts(border, placed), ...zoneAparts(border, borders)])],
  );
  const columnOf = ({ item, row }: Placed): Column => ({ row, x: item.x });
  return {
    ...columns,
    boxes: new Map([...boxes].map(([id, p]) => [id, columnOf(p)])),
    crossings: (upper, lower) => (chains.get(`${upper}\n${lower}`) ?? []).map(columnOf),
  };
}

function placedBox(box: SizedBox, columns: Columns): Placed {
  const { row, x } = columns.boxes.get(box.box.id) ?? { row: 0, x: 0 };
  return {
    item: { key: x, half: box.room / 2, joined: [], pull: 'joined', x },
    row,
    box,
    zones: new Set(zonesAround(box.box.zone).map(({ id }) => id)),
  };
}

function common(upper: Placed | undefined, lower: Placed | undefined): ReadonlySet<string> {
  return new Set([...(upper?.zones ?? [])].filter((id) => lower?.zones.has(id)));
}

function crossing({ row, x }: Column, zones: ReadonlySet<string>): Placed {
  return { item: { key: x, half: 0, joined: [], pull: 'joined', x }, row, zones };
}

/** Joins each with the next: lines are drawn straight where there is room. */
function join(chain: ReadonlyArray<Placed | undefined>): void {
  for (const [i, upper] of chain.entries()) {
    const lower = chain[i + 1];
    if (!upper || !lower) continue;
    upper.item.joined.push(lower.item);
    lower.item.joined.push(upper.item);
  }
}

function bordersOf(boxes: readonly Placed[], columns: Columns): Border[] {
  const members = groupedBy(
    boxes.flatMap(({ row, box }) => zonesAround(box?.box.zone).map((zone) => ({ zone, row }))),
    ({ zone }) => zone.id,
  );
  return [...members.values()].flatMap((list) => {
    const [member] = list;
    const extent = member && columns.zones.get(member.zone.id);
    if (!member || !extent) return [];
    const rows = list.map(({ row }) => row);
    const item = (key: number, pull: Item['pull']): Item => ({ key, half: 0, joined: [], pull, x: key });
    return [
      {
        zone: member.zone,
        left: item(extent.left, 'right'),
        right: item(extent.right, 'left'),
        first: Math.min(...rows),
        last: Math.max(...rows),
      },
    ];
  });
}

/** What follows each other in a row. */
function rowAparts(placed: readonly Placed[]): Apart[] {
  return [...groupedBy(placed, ({ row }) => row).values()].flatMap((row) => {
    const ordered = [...row].sort((a, b) => a.item.key - b.item.key);
    return ordered.slice(1).map((right, i) => {
      const left = ordered[i] ?? right;
      const gap = left.box && right.box ? LENGTHS.boxGap : LENGTHS.lineGap;
      return { left: left.item, right: right.item, least: left.item.half + right.item.half + gap };
    });
  });
}

/** What is within the borders of a zone stays there, what is beside them stays out, in every row that the zone reaches. */
function insideAparts({ zone, left, right, first, last }: Border, placed: readonly Placed[]): Apart[] {
  // The library's borders are not straight: who is in the row tells where the zone is there.
  const members = placed.filter(({ zones }) => zones.has(zone.id));
  const middle = (row: number) => mean(members.filter((m) => m.row === row)) ?? (left.key + right.key) / 2;
  const reached = placed.filter(({ row }) => row >= first && row <= last);
  return reached.flatMap(({ item, row, box, zones }): Apart[] => {
    const member = zones.has(zone.id);
    const least = item.half + (member ? LENGTHS.zonePad : LENGTHS.lineGap);
    const around = members.filter((m) => m.row === row).map((m) => m.item.key);
    const [begin, end] = around.length > 0 ? [Math.min(...around), Math.max(...around)] : [left.key, right.key];
    if (member || (!box && item.key > begin && item.key < end))
      return [
        { left, right: item, least },
        { left: item, right, least },
      ];
    return item.key < middle(row) ? [{ left: item, right: left, least }] : [{ left: right, right: item, least }];
  });
}

/** Zones beside each other stay apart; one in another stays within. */
function zoneAparts(border: Border, borders: readonly Border[]): Apart[] {
  return borders.flatMap((other): Apart[] => {
    if (other === border || other.first > border.last || other.last < border.first) return [];
    if (zonesAround(other.zone).some(({ id }) => id === border.zone.id))
      return [
        { left: border.left, right: other.left, least: LENGTHS.zonePad },
        { left: other.right, right: border.right, least: LENGTHS.zonePad },
      ];
    const within = zonesAround(border.zone).some(({ id }) => id === other.zone.id);
    return !within && border.left.key < other.left.key ? [{ left: border.right, right: other.left, least: LENGTHS.boxGap }] : [];
  });
}

function mean(placed: readonly Placed[]): number | undefined {
  return placed.length === 0 ? undefined : placed.reduce((sum, { item }) => sum + item.key, 0) / placed.length;
}
