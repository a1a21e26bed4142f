/** Something with a place along its row: a box, the place where a line crosses, a border of a zone. */
export interface Item {
  /** Where the library had it: the order is the library's, and is kept. */
  readonly key: number;
  readonly half: number;
  /** What it is joined to by a line, in the rows above and below. */
  readonly joined: Item[];
  /** Borders of zones are drawn to what is in them, and what is joined lies under each other. */
  readonly pull: 'left' | 'right' | 'joined';
  x: number;
}

/** Two items of which one stays to the left of the other. */
export interface Apart {
  readonly left: Item;
  readonly right: Item;
  /** Least distance of their middles. */
  readonly least: number;
}

/** Walks along the rows, there and back; after a few, nothing moves any more. */
const WALKS = 12;

/**
 * Packs items as densely as their distances allow, without changing their order. The library places rows well and keeps
 * zones apart, but spreads them: pictures of 30 components were three times as wide as their widest row.
 */
export function pack(items: readonly Item[], aparts: readonly Apart[]): void {
  const ordered = orderOf(items, aparts);
  const reversed = [...ordered].reverse();
  const place = new Map(ordered.map((item, i) => [item, i]));
  const inOrder = aparts.filter(({ left, right }) => (place.get(left) ?? 0) < (place.get(right) ?? 0));
  const before = grouped(ordered, inOrder, 'right');
  const after = grouped(ordered, inOrder, 'left');
  const least = new Map<Item, number>();
  for (const item of ordered)
    least.set(item, Math.max(item.half, ...(before.get(item) ?? []).map((a) => (least.get(a.left) ?? 0) + a.least)));
  const width = Math.max(0, ...ordered.map((item) => (least.get(item) ?? 0) + item.half));
  const most = new Map<Item, number>();
  for (const item of reversed)
    most.set(item, Math.min(width - item.half, ...(after.get(item) ?? []).map((a) => (most.get(a.right) ?? width) - a.least)));
  // Both keep every distance, and so does the middle between them.
  for (const item of ordered) item.x = ((least.get(item) ?? 0) + (most.get(item) ?? 0)) / 2;
  for (let walk = 0; walk < WALKS; walk++)
    for (const item of walk % 2 === 0 ? ordered : reversed) move(item, before.get(item) ?? [], after.get(item) ?? [], width);
}

/** An order that keeps every distance; where distances contradict each other, the library's order is kept instead. */
function orderOf(items: readonly Item[], aparts: readonly Apart[]): Item[] {
  const waiting = [...items].sort((a, b) => a.key - b.key);
  const before = grouped(items, aparts, 'right');
  const done = new Set<Item>();
  const ordered: Item[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex((item) => (before.get(item) ?? []).every(({ left }) => done.has(left)));
    const [next] = waiting.splice(Math.max(0, free), 1);
    if (!next) break;
    done.add(next);
    ordered.push(next);
  }
  return ordered;
}

/** Moves one item to where it is drawn, as far as its neighbours let it. */
function move(item: Item, before: readonly Apart[], after: readonly Apart[], width: number): void {
  const least = Math.max(item.half, ...before.map((a) => a.left.x + a.least));
  const most = Math.min(width - item.half, ...after.map((a) => a.right.x - a.least));
  item.x = Math.max(least, Math.min(most, wished(item, least, most)));
}

function wished({ pull, joined, x }: Item, least: number, most: number): number {
  if (pull !== 'joined') return pull === 'left' ? least : most;
  return joined.length === 0 ? x : joined.reduce((sum, other) => sum + other.x, 0) / joined.length;
}

function grouped(items: readonly Item[], aparts: readonly Apart[], end: 'left' | 'right'): ReadonlyMap<Item, readonly Apart[]> {
  const groups = new Map<Item, Apart[]>(items.map((item) => [item, []]));
  for (const apart of aparts) groups.get(apart[end])?.push(apart);
  return groups;
}
