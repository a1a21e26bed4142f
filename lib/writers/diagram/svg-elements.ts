import type { PlacedBox, PlacedDoor } from './layout';
import type { Piece, PlacedLine } from './line-places';
import { type Mark, signed } from './marks';
import { at, outline, RIM, rounded } from './shapes';
import { LENGTHS } from './sizes';
import { fitted } from './text-size';
import { type Tier, tierOf } from './theme';
import { xmlText } from './xml';
import type { PlacedZone } from './zone-places';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One line of text. */
export function textElement(classes: string, { x, y }: Point, text: string): string {
  return `<text class="${classes}" x="${at(x)}" y="${at(y)}">${xmlText(text)}</text>`;
}

/** The area of a zone. */
export function zoneElement({ zone, rect }: PlacedZone): string {
  return `<path class="zone zone-${zone.kind}" d="${rounded(rect, 10)}"/>`;
}

/** The label of a zone, over lines that cross it. */
export function zoneLabel({ zone, rect }: PlacedZone): string {
  return textElement(`zone-label label-${zone.kind}`, { x: rect.x + LENGTHS.zonePad, y: rect.y + 19 }, fitted(zone.label));
}

/** A box with its doors and texts; the whole texts are in its title, which pointing devices show. */
export function boxElement({ box, body, doors }: PlacedBox): string {
  const middle = body.x + body.width / 2;
  const tier = tierOf(box);
  const low = box.shape === 'database' ? RIM : 0;
  return [
    `<g><title>${xmlText(`${box.name}: ${box.detail}${box.mark ? ` (${box.mark})` : ''}`)}</title>`,
    ...doors.map((door) => doorElement(door, tier)),
    `<path class="${marked(`box box-${tier}`, box.mark)}" d="${outline(box.shape, body)}"/>`,
    textElement('name', { x: middle, y: body.y + 21 + low }, signed(fitted(box.name), box.mark)),
    textElement('detail', { x: middle, y: body.y + 36 + low }, fitted(box.detail)),
    '</g>',
  ].join('');
}

function doorElement({ door, rect }: PlacedDoor, tier: Tier): string {
  const label = textElement('door-label', { x: rect.x + rect.width / 2, y: rect.y + 14 }, signed(fitted(door.label), door.mark));
  return `<path class="${marked(`box door door-${tier}`, door.mark)}" d="${rounded(rect, 4)}"/>${label}`;
}

/** A line with its tip; what it is for is in its title. */
export function lineElement({ from, to, label, mark, pieces }: PlacedLine): string {
  const tip = pieces.at(-1);
  const title = `${from.name} → ${to.name}: ${label}${mark ? ` (${mark})` : ''}`;
  const path = `<path class="${marked('line', mark)}" d="${way(pieces)}"/>`;
  return `<g><title>${xmlText(title)}</title>${path}${tip ? tipElement(tip, mark) : ''}</g>`;
}

/** Straight through rows; between them a curve that leaves and comes straight. */
function way(pieces: readonly Piece[]): string {
  return pieces
    .map(({ x, from, to }, i) => {
      const before = pieces[i - 1];
      if (!before) return `M${at(x)} ${at(from)}V${at(to)}`;
      const middle = at((before.to + from) / 2);
      const turn = before.x === x ? `V${at(from)}` : `C${at(before.x)} ${middle} ${at(x)} ${middle} ${at(x)} ${at(from)}`;
      return `${turn}V${at(to)}`;
    })
    .join('');
}

/** The head of an arrow at the end of a line, pointing the way the line comes. */
function tipElement({ x, from, to }: Piece, mark: Mark | undefined): string {
  const back = from <= to ? -8 : 8;
  return `<path class="${mark ? `tip tip-${mark}` : 'tip'}" d="M${at(x)} ${at(to)}l-4 ${back}h8z"/>`;
}

function marked(classes: string, mark: Mark | undefined): string {
  return mark ? `${classes} ${mark}` : classes;
}
