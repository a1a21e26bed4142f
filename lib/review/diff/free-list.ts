import { isObject, type Json } from '../../manifests/json';
import type { KindMeaning } from './kind-meaning';
import { numberOf } from './same-value';

/** Two items that are set against each other because nothing is equal to either; one is undefined where there are more of the others. */
export interface UnequalItems {
  readonly before?: Json;
  readonly after?: Json;
  /** In the new list, or in the old one where the item is gone. */
  readonly place: number;
}

/** In what two lists differ whose order means nothing: what is left when equal items are set against each other. */
export function unequalItems(before: readonly Json[], after: readonly Json[], meaning: KindMeaning): UnequalItems[] {
  const [old, fresh] = [before, after].map((list) => list.map((item) => textOf(item, [], meaning))) as [string[], string[]];
  const [gone, come] = [withoutOthers(old, fresh), withoutOthers(fresh, old)];
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => {
    const [from, to] = [gone[i], come[i]];
    return {
      ...(from !== undefined && { before: before[from] }),
      ...(to !== undefined && { after: after[to] }),
      place: (to ?? from) as number,
    };
  });
}

/** The places of those texts that the other list does not have, or not as many times. */
function withoutOthers(texts: readonly string[], others: readonly string[]): number[] {
  const spare = new Map<string, number>();
  for (const text of others) spare.set(text, (spare.get(text) ?? 0) + 1);
  return texts.flatMap((text, place) => {
    const count = spare.get(text) ?? 0;
    spare.set(text, count - 1);
    return count <= 0 ? [place] : [];
  });
}

/** The same text for values that mean the same. */
function textOf(value: Json, field: readonly string[], meaning: KindMeaning): string {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => textOf(item, [], meaning));
    return `[${(meaning.free.has(`${field.at(-1)}`) ? items.sort() : items).join()}]`;
  }
  if (!isObject(value)) return `${numberOf(value, field, meaning) ?? JSON.stringify(value)}`;
  const fields = Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined ? [] : [`${JSON.stringify(name)}:${textOf(inner, [...field.slice(-1), name], meaning)}`],
  );
  return `{${fields.sort().join()}}`;
}
