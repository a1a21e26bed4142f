import { groupedBy } from '../../core/groups';
import { isObject, type Json, type JsonObject } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import type { Rename } from './renames';

/** A component of which every object goes, or every one comes. */
export interface WholeComponent {
  readonly name: string;
  readonly objects: readonly Manifest[];
}

/** Of more components with objects of the same names than this on a side, none is looked for: which is which would be a guess. */
const MOST_ALIKE = 4;

/**
 * The objects of components that have another name and are the same in everything else: each object has its counterpart,
 * and every value is the same when the new name stands for the old one. Annotations may differ, which hold digests.
 */
export function componentRenames(gone: readonly WholeComponent[], come: readonly WholeComponent[]): Rename[] {
  const coming = groupedBy(come, shapeOf);
  return [...groupedBy(gone, shapeOf)].flatMap(([shape, old]) => {
    const fresh = coming.get(shape) ?? [];
    if (old.length > MOST_ALIKE || fresh.length > MOST_ALIKE) return [];
    const pairs = old.flatMap((before) =>
      fresh.flatMap((after) => counterparts(before, after).map((renames) => ({ before, after, renames }))),
    );
    const isOnly = (pair: (typeof pairs)[number]): boolean =>
      pairs.every((other) => other === pair || (other.before !== pair.before && other.after !== pair.after));
    return pairs.filter(isOnly).flatMap(({ renames }) => renames);
  });
}

/** The kinds and names of the objects, without the name of the component. */
function shapeOf({ name, objects }: WholeComponent): string {
  return objects
    .map((object) => placeOf(object, object.name.replaceAll(name, '')))
    .sort()
    .join('\0\0');
}

function placeOf({ group, kind, namespace }: Manifest, name: string): string {
  return [group, kind, namespace, name].join('\0');
}

/** Nothing where any two differ, and else all of them at once. */
function counterparts(before: WholeComponent, after: WholeComponent): Rename[][] {
  const words = new Words(before.name, after.name);
  const fresh = new Map(after.objects.map((object) => [placeOf(object, words.old(object.name)), object]));
  const pairs = before.objects.flatMap((old) => {
    const found = fresh.get(placeOf(old, old.name));
    return found && words.same(old.body, found.body) ? [{ before: old, after: found }] : [];
  });
  return pairs.length === before.objects.length ? [pairs] : [];
}

/** Values in which a new name may stand for an old one, as it is or as variables have it: `orders-db`, `ORDERS_DB`. */
class Words {
  private readonly names: readonly (readonly [old: string, fresh: string])[];

  constructor(old: string, fresh: string) {
    this.names = [[old, fresh], [old, fresh].map((name) => name.toUpperCase().replaceAll('-', '_')) as [string, string]];
  }

  /** A text with the old names in the place of the new ones. */
  public old(text: string): string {
    return this.names.reduce((sum, [old, fresh]) => sum.replaceAll(fresh, old), text);
  }

  public same(before: Json | undefined, after: Json | undefined): boolean {
    if (Array.isArray(before) && Array.isArray(after)) return this.sameList(before, after);
    if (isObject(before) && isObject(after)) return this.sameFields(before, after);
    return before === after || (typeof after === 'string' && before === this.old(after));
  }

  private sameFields(before: JsonObject, after: JsonObject): boolean {
    const [old, fresh] = [before, after].map((body) =>
      Object.entries(body).filter(([field, value]) => field !== 'annotations' && value !== undefined),
    );
    const named = new Map((fresh ?? []).flatMap(([field, value]) => [[this.old(field), value] as const, [field, value] as const]));
    return old?.length === fresh?.length && (old ?? []).every(([field, value]) => named.has(field) && this.same(value, named.get(field)));
  }

  /** Lists are in the order of names, which are others. */
  private sameList(before: readonly Json[], after: readonly Json[]): boolean {
    const old = sortedTexts(before, (text) => text);
    const fresh = sortedTexts(after, (text) => this.old(text));
    return old.length === fresh.length && old.every(({ value }, i) => this.same(value, fresh[i]?.value));
  }
}

function sortedTexts(list: readonly Json[], told: (text: string) => string): { readonly text: string; readonly value: Json }[] {
  return list.map((value) => ({ text: told(JSON.stringify(value)), value })).sort((a, b) => (a.text < b.text ? -1 : 1));
}
