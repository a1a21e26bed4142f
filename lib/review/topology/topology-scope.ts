import type { Box, Way } from '../../writers/diagram/diagram';

/** What of a graph is drawn. */
export interface Scope {
  readonly boxes: readonly Box[];
  readonly ways: readonly Way[];
  /** Components that are left out. */
  readonly left: number;
}

/** Boxes that a picture shows without being searched, and lines that it shows without being a thicket. */
const MOST_BOXES = 40;
const MOST_WAYS = 160;

/**
 * All of a graph where that can be read; else what changes with its neighbours, or what changes alone; else what comes and
 * goes; nothing where even that cannot be read.
 */
export function inScope(components: readonly Box[], ways: readonly Way[]): Scope {
  const all = new Set([...components.map(({ id }) => id), ...ways.flatMap(ends)]);
  const changed = marked(components, ways);
  const moved = marked(
    components.filter(({ mark }) => mark !== 'changed'),
    ways,
  );
  const scopes = [all, withNeighbours(changed, ways), changed, withNeighbours(moved, ways), moved].map((ids) =>
    drawn(ids, components, ways),
  );
  const found = [
    ...scopes,
    drawn(
      moved,
      components,
      ways.filter(({ mark }) => mark),
    ),
  ].find(isReadable);
  return found ?? { boxes: [], ways: [], left: components.length };
}

function isReadable({ boxes, ways }: Scope): boolean {
  return boxes.length <= MOST_BOXES && ways.length <= MOST_WAYS;
}

/** Boxes that are marked, and the ends of lines that are. */
function marked(components: readonly Box[], ways: readonly Way[]): ReadonlySet<string> {
  return new Set([...components.filter(({ mark }) => mark).map(({ id }) => id), ...ways.filter(({ mark }) => mark).flatMap(ends)]);
}

function withNeighbours(ids: ReadonlySet<string>, ways: readonly Way[]): ReadonlySet<string> {
  return new Set([...ids, ...ways.filter((way) => ends(way).some((id) => ids.has(id))).flatMap(ends)]);
}

function ends({ from, to }: Way): string[] {
  return [from.id, to.id];
}

/** The boxes of some ids, and the lines between them; what is none of the components is there for its lines alone. */
function drawn(ids: ReadonlySet<string>, components: readonly Box[], ways: readonly Way[]): Scope {
  const own = components.filter(({ id }) => ids.has(id));
  const kept = ways.filter((way) => ends(way).every((id) => ids.has(id)));
  const boxes = new Map([...own, ...kept.flatMap(({ from, to }) => [from, to])].map((box) => [box.id, box]));
  return { boxes: [...boxes.values()], ways: kept, left: components.length - own.length };
}
