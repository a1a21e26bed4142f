import { isObject, type Json, type JsonObject } from '../../manifests/json';

/** One step of a JSON Patch (RFC 6902). */
export interface PatchStep {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: Json;
}

/**
 * The steps that make `after` of `before`. Lists whose items have names (containers, env, ports, volumes) are followed
 * item by item, so that a patch says which variable is new and not what the whole container looks like.
 */
export function jsonPatch(before: JsonObject, after: JsonObject): PatchStep[] {
  return fields(before, after, '');
}

function steps(before: Json, after: Json, path: string): PatchStep[] {
  if (isObject(before) && isObject(after)) return fields(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return items(before, after, path);
  return before === after ? [] : [{ op: 'replace', path, value: after }];
}

function fields(before: JsonObject, after: JsonObject, path: string): PatchStep[] {
  const removed = Object.keys(before).filter((key) => before[key] !== undefined && after[key] === undefined);
  return [
    ...removed.map((key): PatchStep => ({ op: 'remove', path: `${path}/${pointer(key)}` })),
    ...Object.entries(after).flatMap(([key, value]): PatchStep[] => {
      if (value === undefined) return [];
      const inner = `${path}/${pointer(key)}`;
      const old = before[key];
      return old === undefined ? [{ op: 'add', path: inner, value }] : steps(old, value, inner);
    }),
  ];
}

/** Items with names are the same item wherever they stand; without, those at one place are, as in a command. */
function items(before: readonly Json[], after: readonly Json[], path: string): PatchStep[] {
  const old = byName(before);
  const wanted = byName(after);
  if (!old || !wanted || inPlace(old, wanted)) return unnamedItems(before, after, path);
  const kept = [...old.keys()].filter((name) => wanted.has(name));
  const stay = [...wanted.keys()].filter((name) => old.has(name));
  if (kept.some((name, i) => name !== stay[i])) return [{ op: 'replace', path, value: after }];
  return [...removals(old, wanted, path), ...insertions(old, wanted, path)];
}

function unnamedItems(before: readonly Json[], after: readonly Json[], path: string): PatchStep[] {
  if (before.length === after.length) return after.flatMap((value, i) => steps(before[i] ?? null, value, `${path}/${i}`));
  return [{ op: 'replace', path, value: after }];
}

/** Whether each item is where it was, or is gone and a new one has its place. */
function inPlace(old: ReadonlyMap<string, Json>, wanted: ReadonlyMap<string, Json>): boolean {
  const names = [...wanted.keys()];
  const renamed = (before: string, after: string) => !wanted.has(before) && !old.has(after);
  return old.size === wanted.size && [...old.keys()].every((name, i) => name === names[i] || renamed(name, names[i] ?? ''));
}

/** From the last to the first, so that each index still counts when its turn comes. */
function removals(old: ReadonlyMap<string, Json>, wanted: ReadonlyMap<string, Json>, path: string): PatchStep[] {
  const gone = [...old.keys()].flatMap((name, i) => (wanted.has(name) ? [] : [i]));
  return gone.reverse().map((i) => ({ op: 'remove', path: `${path}/${i}` }));
}

/** From the first to the last: before each step, all earlier items are as they shall be. */
function insertions(old: ReadonlyMap<string, Json>, wanted: ReadonlyMap<string, Json>, path: string): PatchStep[] {
  return [...wanted].flatMap(([name, value], i): PatchStep[] => {
    const there = old.get(name);
    return there === undefined ? [{ op: 'add', path: `${path}/${i}`, value }] : steps(there, value, `${path}/${i}`);
  });
}

/** Items by their name, or a text by itself; undefined where two are alike, or one has no name. */
function byName(list: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const named = new Map<string, Json>();
  for (const item of list) {
    const name = isObject(item) ? item.name : item;
    if (typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}

/** A key as a part of a JSON pointer (RFC 6901). */
function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
