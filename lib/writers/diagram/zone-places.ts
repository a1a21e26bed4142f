import { groupedBy } from '../../core/groups';
import type { Rect } from './layout';
import { LENGTHS, zonesAround } from './sizes';
import type { Zone } from './zones';

/** A zone with the area that it takes. */
export interface PlacedZone {
  readonly zone: Zone;
  readonly rect: Rect;
}

/** What a zone has to be around. */
interface Content {
  readonly zone?: Zone;
  readonly rect: Rect;
}

/** The area of every zone, an outer one before those in it. */
export function placedZones(boxes: readonly Content[]): PlacedZone[] {
  const zones = new Map(boxes.flatMap(({ zone }) => zonesAround(zone)).map((zone) => [zone.id, zone]));
  const inward = [...zones.values()].sort((a, b) => zonesAround(a).length - zonesAround(b).length);
  const contents = groupedBy(boxes, ({ zone }) => zone?.id);
  const placed: PlacedZone[] = [];
  for (const zone of inward.reverse()) {
    const inner = placed.filter((p) => p.zone.parent?.id === zone.id);
    placed.push({ zone, rect: bordered([...(contents.get(zone.id) ?? []), ...inner].map(({ rect }) => rect)) });
  }
  return placed.reverse();
}

/** The smallest rectangle around others. */
export function hull(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((r) => r.x));
  const y = Math.min(...rects.map((r) => r.y));
  const right = Math.max(...rects.map((r) => r.x + r.width));
  const bottom = Math.max(...rects.map((r) => r.y + r.height));
  return { x, y, width: right - x, height: bottom - y };
}

function bordered(rects: readonly Rect[]): Rect {
  const { x, y, width, height } = hull(rects);
  const { zonePad, zoneTop } = LENGTHS;
  return { x: x - zonePad, y: y - zoneTop, width: width + 2 * zonePad, height: height + zoneTop + zonePad };
}
