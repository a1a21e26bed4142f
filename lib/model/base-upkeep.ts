import { BASE_IMAGES } from './base-image-catalogue';

/** The day after which a base gets no security fixes any more, and what of it is the first that gets none. */
export interface UpkeepEnd {
  readonly day: string;
  readonly part: 'runtime' | 'system';
}

const ENDS: ReadonlyMap<string, UpkeepEnd> = new Map(
  BASE_IMAGES.flatMap(({ reference, runtimeUntil, systemUntil }) => {
    const ends = [
      ...(runtimeUntil === undefined ? [] : [{ day: runtimeUntil, part: 'runtime' as const }]),
      ...(systemUntil === undefined ? [] : [{ day: systemUntil, part: 'system' as const }]),
    ];
    const first = ends.reduce<UpkeepEnd | undefined>((least, end) => (least && least.day <= end.day ? least : end), undefined);
    return first ? [[reference, first] as const] : [];
  }),
);

/** Until when the upkeep of an image lasts; undefined where the catalogue does not know it, or no end is set. */
export function upkeepEnd(reference: string): UpkeepEnd | undefined {
  return ENDS.get(reference);
}
