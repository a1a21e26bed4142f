import { MAX_DEPTH, RefusedYaml, tooDeep } from './yaml-refusal';

/** What the loader puts for a plain `<<`, which it must not take for a key of that name. */
export const MERGE = '\0<<';

/** How much aliases and merge keys may add to a document, in values: enough for any manifest that a person wrote. */
export const MAX_ADDED = 100_000;

/** A value that was read with its aliases, each a reference to one object that may occur many times. */
type Shared = readonly unknown[] | Readonly<Record<string, unknown>>;

interface Expanded {
  readonly value: unknown;
  /** Values in it, each alias counted as often as it occurs. */
  readonly size: number;
  readonly levels: number;
  /** Of a map: what a merge key takes from it. */
  readonly fields?: ReadonlyMap<string, Expanded>;
}

/**
 * Carries out merge keys, and refuses a document that its aliases make too large, too deep or endless. Merging is
 * go-yaml 2's: what a merge key brings replaces what stands before it.
 */
export function expand(loaded: unknown, lines: Map<unknown, number>): unknown {
  return new Expansion(lines).of(loaded, 0).value;
}

class Expansion {
  private readonly done = new Map<Shared, Expanded | 'under way'>();
  private readonly lines: Map<unknown, number>;
  private added = 0;

  public constructor(lines: Map<unknown, number>) {
    this.lines = lines;
  }

  public of(value: unknown, level: number): Expanded {
    if (value === MERGE) return { value: '<<', size: 1, levels: 0 };
    if (typeof value !== 'object' || value === null) return { value, size: 1, levels: 0 };
    const shared = value as Shared;
    const before = this.done.get(shared);
    if (before === 'under way') throw new RefusedYaml('aliases', 'an anchor that contains itself');
    if (before) return this.again(before, level);
    if (level >= MAX_DEPTH) throw tooDeep();
    this.done.set(shared, 'under way');
    const expanded = Array.isArray(shared) ? this.list(shared, level) : this.map(shared as Record<string, unknown>, level);
    this.done.set(shared, expanded);
    const line = this.lines.get(shared);
    if (line !== undefined) this.lines.set(expanded.value, line);
    return expanded;
  }

  private again(before: Expanded, level: number): Expanded {
    if (level + before.levels > MAX_DEPTH) throw tooDeep();
    this.charge(before.size);
    return before;
  }

  private charge(size: number): void {
    this.added += size;
    if (this.added > MAX_ADDED) throw new RefusedYaml('aliases', `aliases that add more than ${MAX_ADDED} values`);
  }

  private list(items: readonly unknown[], level: number): Expanded {
    const inner = items.map((item) => this.of(item, level + 1));
    return sum(
      inner.map((i) => i.value),
      inner,
    );
  }

  private map(fields: Readonly<Record<string, unknown>>, level: number): Expanded {
    const result = new Map<string, Expanded>();
    for (const [key, value] of Object.entries(fields)) {
      if (key === '[object Object]') throw new RefusedYaml('syntax', 'a map that stands as a key, as the braces of a template do');
      if (key === MERGE) this.merge(result, value, level);
      else result.set(key, this.of(value, level + 1));
    }
    // fromEntries defines its keys, so that none of them is the prototype.
    const value = Object.fromEntries([...result].map(([key, inner]) => [key, inner.value]));
    return { ...sum(value, [...result.values()]), fields: result };
  }

  /** Of several maps the first one wins; its key replaces one that stands before, and is replaced by one after. */
  private merge(into: Map<string, Expanded>, value: unknown, level: number): void {
    const sources = Array.isArray(value) ? [...value].reverse() : [value];
    for (const source of sources) {
      const { fields } = this.of(source, level);
      if (!fields) throw new RefusedYaml('syntax', 'a merge key << without a map or a list of maps');
      for (const [key, inner] of fields) {
        this.charge(inner.size);
        into.set(key, inner);
      }
      this.charge(1);
    }
  }
}

function sum(value: unknown, inner: readonly Expanded[]): Expanded {
  let size = 1;
  let levels = 0;
  for (const i of inner) {
    size += i.size;
    levels = Math.max(levels, i.levels);
  }
  return { value, size, levels: levels + 1 };
}

/** Whether a tree has more levels; it is not asked of what has aliases. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  const waiting: Array<readonly [unknown, number]> = [[value, 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [inner, level] = next;
    if (typeof inner !== 'object' || inner === null) continue;
    if (level > levels) return true;
    for (const each of Object.values(inner)) waiting.push([each, level + 1]);
  }
  return false;
}
