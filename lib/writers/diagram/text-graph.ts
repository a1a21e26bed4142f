import { groupedBy } from '../../core/groups';
import type { Box, Diagram, Door } from './diagram';
import type { Mark } from './marks';
import { zonesAround } from './sizes';
import type { Zone } from './zones';

/** A node of a language that draws graphs: a box, or a door that several lines share. */
export interface TextNode {
  readonly id: string;
  readonly zone?: Zone;
  readonly of: Box | Door;
}

/** An arrow from node to node; what leads to a shared door has no label, and its last part none either. */
export interface TextArrow {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly mark?: Mark;
  /** Whether it ends at a box and not at a shared door. */
  readonly ends: boolean;
}

/** A zone with its nodes and the zones in it; the outermost block is no zone. */
export interface ZoneBlock {
  readonly zone?: Zone;
  readonly nodes: readonly TextNode[];
  readonly inner: readonly ZoneBlock[];
}

/** A diagram for languages that know nodes and arrows: a label that many lines share is a node of its own, so that it stands there once. */
export interface TextGraph {
  readonly root: ZoneBlock;
  readonly arrows: readonly TextArrow[];
}

/** The nodes of a diagram by zone, and its arrows. */
export function textGraph({ boxes, doors }: Diagram): TextGraph {
  const ids = new Map(boxes.map((box, i) => [box.id, `b${i}`]));
  const idOf = ({ id }: Box) => ids.get(id) ?? id;
  const shared = doors.filter(({ lines }) => lines.length > 1);
  const nodes = [
    ...boxes.map((box) => ({ id: idOf(box), zone: box.zone, of: box })),
    ...shared.map((door, i) => ({ id: `d${i}`, zone: door.to.zone, of: door })),
  ];
  const arrows = doors.flatMap((door) => {
    const place = shared.indexOf(door);
    return place < 0 ? ownArrows(door, idOf) : sharedArrows(door, `d${place}`, idOf);
  });
  return { root: block(nodes, undefined), arrows };
}

function ownArrows({ to, label, lines }: Door, idOf: (box: Box) => string): TextArrow[] {
  return lines.map(({ from, mark }) => ({ from: idOf(from), to: idOf(to), label, mark, ends: true }));
}

function sharedArrows({ to, lines, mark }: Door, door: string, idOf: (box: Box) => string): TextArrow[] {
  const arriving = lines.map((line) => ({ from: idOf(line.from), to: door, mark: line.mark, ends: false }));
  return [...arriving, { from: door, to: idOf(to), mark, ends: true }];
}

function block(nodes: readonly TextNode[], zone: Zone | undefined): ZoneBlock {
  const depth = zonesAround(zone).length;
  const next = ({ zone: own }: TextNode) => zonesAround(own).at(-depth - 1);
  const inner = groupedBy(
    nodes.filter((node) => next(node) !== undefined),
    (node) => next(node)?.id,
  );
  return {
    zone,
    nodes: nodes.filter((node) => next(node) === undefined),
    inner: [...inner.values()].flatMap((list) => (list[0] ? [block(list, next(list[0]))] : [])),
  };
}
