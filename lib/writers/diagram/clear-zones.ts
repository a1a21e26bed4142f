import type { Layout, Rect } from './layout';
import { zonesAround } from './sizes';
import type { Zone } from './zones';

/** Whether no zone reaches over another one or over a box that is not in it, and no line leaves one that both its ends are in: a border that cannot be trusted is worse than none. */
export function zonesAreClear({ zones, boxes, lines }: Layout): boolean {
  return zones.every(({ zone, rect }, i) => {
    const strangers = boxes.filter(({ box, room }) => !isWithin(box.zone, zone) && overlap(rect, room));
    const others = zones
      .slice(i + 1)
      .filter((other) => !isWithin(other.zone, zone) && !isWithin(zone, other.zone) && overlap(rect, other.rect));
    const leaving = lines.filter(
      ({ from, to, pieces }) =>
        isWithin(from.zone, zone) && isWithin(to.zone, zone) && pieces.some(({ x }) => x < rect.x || x > rect.x + rect.width),
    );
    return strangers.length === 0 && others.length === 0 && leaving.length === 0;
  });
}

function isWithin(inner: Zone | undefined, outer: Zone): boolean {
  return zonesAround(inner).some(({ id }) => id === outer.id);
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
