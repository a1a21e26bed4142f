import type { Diagram } from './diagram';
import { type Layout, layoutOf, type Rect } from './layout';
import { legend, legendWidth } from './legend';
import { at } from './shapes';
import { LENGTHS } from './sizes';
import { styleSheet } from './style';
import { boxElement, lineElement, textElement, zoneElement, zoneLabel } from './svg-elements';
import { TEXT_SIZES, textWidth } from './text-size';
import { xmlText } from './xml';

/** Class of every picture, below which its styles hold. */
export const ROOT = 'shop-diagram';

/** Heights of the title over what is placed, and of the legend under it. */
const TITLE = 40;
const LEGEND = 32;

/** How a picture is written. */
export interface SvgOptions {
  /**
   * Whether it brings its styles; a page with several pictures has them once.
   *
   * @default true
   */
  readonly styled?: boolean;
}

/**
 * A diagram as SVG that stands for itself: no script, no font, nothing loaded; light and dark as its reader has it. Texts
 * are texts, and the picture is told in words.
 */
export function diagramSvg(diagram: Diagram, { styled = true }: SvgOptions = {}): string {
  const layout = layoutOf(diagram);
  const frame = framed(layout, diagram);
  const id = `${ROOT}-${diagram.name.replace(/[^A-Za-z0-9-]/g, '-')}`;
  const size = [frame.x, frame.y, frame.width, frame.height].map(at).join(' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="${ROOT}" role="img" lang="en" aria-labelledby="${id}-title" aria-describedby="${id}-desc" width="${at(frame.width)}" height="${at(frame.height)}" viewBox="${size}">`,
    `<title id="${id}-title">${xmlText(diagram.title)}</title>`,
    `<desc id="${id}-desc">${xmlText(told(diagram))}</desc>`,
    ...(styled ? [`<style>\n${styleSheet(ROOT)}\n</style>`] : []),
    `<rect class="background" x="${at(frame.x)}" y="${at(frame.y)}" width="${at(frame.width)}" height="${at(frame.height)}"/>`,
    textElement('title', { x: frame.x + LENGTHS.margin, y: frame.y + LENGTHS.margin + TEXT_SIZES.title }, diagram.title),
    ...layout.zones.map(zoneElement),
    ...layout.lines.filter(({ mark }) => !mark).map(lineElement),
    ...layout.lines.filter(({ mark }) => mark).map(lineElement),
    ...layout.zones.map(zoneLabel),
    ...layout.boxes.map(boxElement),
    ...legend(diagram.marks, { x: frame.x + LENGTHS.margin, y: frame.y + frame.height - LENGTHS.margin }),
    '</svg>',
    '',
  ].join('\n');
}

/** The picture with its margins, title and legend. */
function framed({ frame: { x, y, width, height } }: Layout, { title, marks }: Diagram): Rect {
  const { margin } = LENGTHS;
  const widest = Math.max(width, textWidth(title, TEXT_SIZES.title), legendWidth(marks));
  const below = marks.length > 0 ? LEGEND : 0;
  return { x: x - margin, y: y - margin - TITLE, width: widest + 2 * margin, height: height + TITLE + below + 2 * margin };
}

/** Everything that the picture shows, for a reader who hears it. */
function told({ summary, doors }: Diagram): string {
  const lines = doors.flatMap(({ to, label, lines }) =>
    lines.map(({ from, mark }) => `${mark ? `${mark}: ` : ''}${from.name} to ${to.name}, ${label}.`),
  );
  return [summary, ...lines].join(' ');
}
