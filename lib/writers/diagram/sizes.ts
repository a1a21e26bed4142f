import { groupedBy } from '../../core/groups';
import type { Box, Diagram, Door } from './diagram';
import { signed } from './marks';
import { fitted, TEXT_SIZES, textWidth } from './text-size';
import type { Zone } from './zones';

/** Lengths of a picture, in pixels. */
export const LENGTHS = {
  margin: 24,
  /** Height of a box without its doors, and of a row of doors. */
  body: 46,
  door: 20,
  /** Between doors of one box, between boxes of a row, between lines of a row. */
  doorGap: 6,
  boxGap: 32,
  lineGap: 14,
  /** Between rows, for lines to turn in. */
  rowGap: 54,
  /** From the border of a zone to what is in it, and at its top, where its label stands. */
  zonePad: 14,
  zoneTop: 30,
  /** Beside a text. */
  textPad: 12,
  /** Least width of a box. */
  box: 120,
} as const;

/** The side of its box that a door is on: lines come from above, but for those that close a circle. */
export type Side = 'top' | 'bottom';

/** A door with the lines that come to one side. */
export interface SidedDoor extends Door {
  readonly side: Side;
}

/** A box and its doors, before they have a place. */
export interface SizedBox {
  readonly box: Box;
  readonly doors: readonly SidedDoor[];
  readonly width: number;
  readonly height: number;
  /** Width that is kept free for it: that of the box, or what its zone's label takes. */
  readonly room: number;
}

/**
 * Every box with its size. One of each zone has the room that the zone's label takes; where it is alone there, twice that
 * room, because lines come to its middle and the label is beside them.
 */
export function sizedBoxes({ boxes }: Pick<Diagram, 'boxes'>, doors: readonly SidedDoor[]): SizedBox[] {
  const doorsOf = groupedBy(doors, ({ to }) => to.id);
  const members = groupedBy(
    boxes.flatMap(({ zone }) => zonesAround(zone)),
    ({ id }) => id,
  );
  const labelled = new Set<string>();
  return boxes.map((box) => {
    const own = doorsOf.get(box.id) ?? [];
    const fresh = zonesAround(box.zone).filter(({ id }) => !labelled.has(id));
    for (const { id } of fresh) labelled.add(id);
    const widths = [
      LENGTHS.box,
      textWidth(signed(fitted(box.name), box.mark), TEXT_SIZES.name) + 4 * LENGTHS.textPad,
      textWidth(fitted(box.detail), TEXT_SIZES.detail) + 4 * LENGTHS.textPad,
      doorsWidth(own, 'top'),
      doorsWidth(own, 'bottom'),
    ];
    const labels = fresh.map(({ id, label }) => textWidth(fitted(label), TEXT_SIZES.zone) * (members.get(id)?.length === 1 ? 2 : 1));
    const width = Math.ceil(Math.max(...widths));
    const sides = new Set(own.map(({ side }) => side)).size;
    const room = Math.ceil(Math.max(width, ...labels.map((label) => label + LENGTHS.textPad)));
    return { box, doors: own, width, height: LENGTHS.body + sides * LENGTHS.door, room };
  });
}

/** A zone and those around it, from within. */
export function zonesAround(zone: Zone | undefined): Zone[] {
  return zone ? [zone, ...zonesAround(zone.parent)] : [];
}

/** Width of a door: that of its label. */
export function doorWidth({ label, mark }: Door): number {
  return Math.ceil(textWidth(signed(fitted(label), mark), TEXT_SIZES.door) + LENGTHS.textPad);
}

/** Width of a row of doors. */
export function doorsWidth(doors: readonly SidedDoor[], side: Side): number {
  const widths = doors.filter((d) => d.side === side).map(doorWidth);
  return widths.reduce((sum, width) => sum + width + LENGTHS.doorGap, LENGTHS.doorGap);
}
