import { isObject, type Json, textAt } from '../manifests/json';

/** What a document or an item of a list holds, and where it begins. */
export interface PlacedValue {
  readonly value: Json;
  /** From 1. */
  readonly line: number;
  /** Where it stands in its document. */
  readonly path: readonly (string | number)[];
}

/**
 * The objects of a document: itself, or the items of a list (`List`, `DeploymentList`), which kubectl applies one by
 * one. Items of a typed list may leave out their apiVersion and kind.
 */
export function* objectsIn(document: PlacedValue, lineOf: (item: Json) => number | undefined): Iterable<PlacedValue> {
  const lists: PlacedValue[] = [document];
  // A loop and not a recursion: lists of lists are one more way to nest.
  for (let list = lists.pop(); list; list = lists.pop()) {
    const items = itemsOf(list.value);
    if (!items) yield list;
    else for (const item of placedItems(items, list, lineOf).reverse()) lists.push(item);
  }
}

function placedItems(items: readonly Json[], list: PlacedValue, lineOf: (item: Json) => number | undefined): PlacedValue[] {
  return items.map((item, index) => ({
    value: typed(item, list.value),
    line: lineOf(item) ?? list.line,
    path: [...list.path, 'items', index],
  }));
}

function itemsOf(value: Json): readonly Json[] | undefined {
  if (!isObject(value)) return undefined;
  const kind = textAt(value, 'kind');
  if (!kind?.endsWith('List') || !('items' in value)) return undefined;
  const items = value.items ?? [];
  if (!Array.isArray(items)) return undefined;
  return items;
}

function typed(item: Json, list: Json): Json {
  const kind = textAt(list, 'kind') ?? '';
  const apiVersion = textAt(list, 'apiVersion');
  if (kind === 'List' || !isObject(item)) return item;
  return { ...(apiVersion !== undefined && { apiVersion }), kind: kind.slice(0, -'List'.length), ...item };
}
