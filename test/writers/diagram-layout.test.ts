import fc from 'fast-check';
import { diagramOf } from '../../lib/writers/diagram/diagram';
import type { GraphView } from '../../lib/writers/diagram/graph-view';
import { type Layout, layoutOf, type Rect } from '../../lib/writers/diagram/layout';
import { zonesAround } from '../../lib/writers/diagram/sizes';
import { fitted, TEXT_SIZES, textWidth } from '../../lib/writers/diagram/text-size';
import { circularGraphs, randomGraphs } from '../support/random-graph';

/** A rectangle of a picture that nothing else may cover. */
interface Named {
  readonly name: string;
  readonly rect: Rect;
}

const boxesOf = ({ boxes }: Layout): Named[] => boxes.map(({ box, body }) => ({ name: box.id, rect: body }));
const doorsOf = ({ boxes }: Layout): Named[] =>
  boxes.flatMap(({ doors }) => doors.map(({ door, rect }) => ({ name: `${door.to.id} ${door.label} ${door.side}`, rect })));
const labelsOf = ({ zones }: Layout): Named[] =>
  zones.map(({ zone, rect }) => ({
    name: zone.id,
    rect: { x: rect.x + 14, y: rect.y + 19 - 12, width: textWidth(fitted(zone.label), TEXT_SIZES.zone), height: 15 },
  }));

function overlap(a: Rect, b: Rect): boolean {
  const [across, down] = [
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  ];
  return across > 0.01 && down > 0.01;
}

/** Pairs that overlap. */
function overlaps(things: readonly Named[]): string[] {
  return things.flatMap((a, i) => things.slice(i + 1).flatMap((b) => (overlap(a.rect, b.rect) ? [`${a.name} and ${b.name}`] : [])));
}

function contains(outer: Rect, { x, y, width, height }: Rect): boolean {
  return (
    x >= outer.x - 0.01 && y >= outer.y - 0.01 && x + width <= outer.x + outer.width + 0.01 && y + height <= outer.y + outer.height + 0.01
  );
}

/** What of a layout a reader could not read, or would read wrongly. */
function faultsOf(layout: Layout): string[] {
  const things = [...boxesOf(layout), ...doorsOf(layout), ...labelsOf(layout)];
  const left = things.filter(({ rect }) => !contains(layout.frame, rect)).map(({ name }) => `${name} leaves the picture`);
  return [...overlaps(things), ...left, ...zoneFaults(layout), ...lineFaults(layout), ...excursions(layout)];
}

/** Every box is in its zones and in no other; two zones share no area unless one is in the other. */
function zoneFaults({ zones, boxes }: Layout): string[] {
  return zones.flatMap(({ zone, rect }, i) => {
    const strangers = boxes.flatMap(({ box, body }) => {
      const within = zonesAround(box.zone).some(({ id }) => id === zone.id);
      return within === contains(rect, body) && (within || !overlap(rect, body)) ? [] : [`${box.id} at the border of ${zone.id}`];
    });
    const others = zones.slice(i + 1).filter((o) => !zonesAround(o.zone).some(({ id }) => id === zone.id) && overlap(rect, o.rect));
    return [...strangers, ...others.map((o) => `${zone.id} and ${o.zone.id}`)];
  });
}

/** A straight piece of a line runs over no box but its own. */
function lineFaults({ lines, boxes }: Layout): string[] {
  return lines.flatMap(({ from, to, pieces }) =>
    pieces.flatMap((piece) => {
      const way = { x: piece.x - 0.5, y: Math.min(piece.from, piece.to), width: 1, height: Math.abs(piece.to - piece.from) };
      const under = boxes.filter(({ box, body }) => box.id !== from.id && box.id !== to.id && overlap(way, body));
      return under.map(({ box }) => `${from.id} to ${to.id} over ${box.id}`);
    }),
  );
}

/** A line between two boxes of a zone stays in it. */
function excursions({ lines, zones }: Layout): string[] {
  return lines.flatMap(({ from, to, pieces }) => {
    const common = zones.filter(({ zone }) => [from, to].every((end) => zonesAround(end.zone).some(({ id }) => id === zone.id)));
    const left = common.filter(({ rect }) => pieces.some(({ x }) => x < rect.x || x > rect.x + rect.width));
    return left.map(({ zone }) => `${from.id} to ${to.id} leaves ${zone.id}`);
  });
}

const layoutFaults = (view: GraphView) => faultsOf(layoutOf(diagramOf(view)));

test('nothing overlaps and nothing leaves the picture, in shops of up to 30 components', () => {
  fc.assert(
    fc.property(randomGraphs(30), (view) => {
      expect(layoutFaults(view)).toEqual([]);
    }),
    { numRuns: 20, seed: 3 },
  );
}, 60_000);

test('nor where connections go in circles', () => {
  fc.assert(
    fc.property(circularGraphs(30), (view) => {
      expect(layoutFaults(view)).toEqual([]);
    }),
    { numRuns: 10, seed: 3 },
  );
}, 60_000);
