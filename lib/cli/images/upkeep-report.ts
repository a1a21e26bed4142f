import { sortedBy } from '../../core/order';
import { type UpkeepEnd, upkeepEnd } from '../../model/base-upkeep';

/** Days before the end of a base's upkeep from which on it is told: time to test another and to roll it out. */
const AHEAD_DAYS = 90;

const DAY_MS = 86_400_000;

/** An image that the catalogue knows, whose upkeep has ended or ends soon. */
export interface FadingImage extends UpkeepEnd {
  readonly image: string;
  readonly isOver: boolean;
}

/** Those of the images whose upkeep has ended by today, or will within a quarter. */
export function fadingImages(images: Iterable<string>, today: string): FadingImage[] {
  const horizon = new Date(Date.parse(today) + AHEAD_DAYS * DAY_MS).toISOString().slice(0, 10);
  return sortedBy(images, (image) => image).flatMap((image) => {
    const end = upkeepEnd(image);
    return end && end.day <= horizon ? [{ image, ...end, isOver: end.day < today }] : [];
  });
}

/** A line each. */
export function upkeepReport(fading: readonly FadingImage[]): string {
  return fading
    .map(({ image, day, part, isOver }) =>
      isOver
        ? `ended    ${image}: its ${part} has had no security fixes since ${day}; ShopImage.compare() lists others\n`
        : `ending   ${image}: its ${part} gets security fixes until ${day}\n`,
    )
    .join('');
}
