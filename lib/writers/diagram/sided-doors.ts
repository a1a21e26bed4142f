import { groupedBy } from '../../core/groups';
import type { Diagram, Door, Line } from './diagram';
import type { SidedDoor } from './sizes';

/**
 * Doors by the side on which their lines come. A graph without circles flows downward and has all its doors on top; a
 * line that closes a circle goes upward, into a door of its own below. The shop's own graph has no circle, but that of two
 * versions together may have one.
 */
export function sidedDoors({ boxes, doors }: Diagram): SidedDoor[] {
  const upward = closingLines(
    boxes.map(({ id }) => id),
    doors,
  );
  return doors.flatMap((door) => {
    const sides = groupedBy(
      door.lines.filter(({ from }) => from.id !== door.to.id),
      (line) => (upward.has(line) ? ('bottom' as const) : ('top' as const)),
    );
    return [...sides].map(([side, lines]) => ({ ...door, side, lines }));
  });
}

/** The lines that lead back to where a walk along the lines is coming from. */
function closingLines(ids: readonly string[], doors: readonly Door[]): ReadonlySet<Line> {
  const outgoing = groupedBy(
    doors.flatMap((door) => door.lines.map((line) => ({ line, from: line.from.id, to: door.to.id }))),
    ({ from }) => from,
  );
  const closing = new Set<Line>();
  const state = new Map<string, 'open' | 'done'>();
  const walk = (id: string): void => {
    state.set(id, 'open');
    for (const { line, to } of outgoing.get(id) ?? []) {
      if (state.get(to) === 'open') closing.add(line);
      else if (!state.has(to)) walk(to);
    }
    state.set(id, 'done');
  };
  for (const id of ids) if (!state.has(id)) walk(id);
  return closing;
}
