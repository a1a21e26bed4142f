import { sameJson } from '../../checks/schemas/custom-resources';
import { sortedBy } from '../../core/order';
import { identityOf, type Manifest } from '../../manifests/manifest';
import type { ManifestSet } from '../../manifests/manifest-set';
import { type FieldChange, fieldChanges } from './field-diff';
import { componentOf, type Rename, renamesBetween } from './renames';

/** An object that is in one set alone, or that differs between them. */
export interface ObjectChange {
  /** Its identity: `apps/Deployment/shop/orders`. */
  readonly object: string;
  /** The component it belongs to, by its recommended labels; empty where they say none. */
  readonly component: string;
  /** A renamed object is one that goes and one that comes, which are the same thing to whoever made them. */
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed';
  /** What differs; nothing where the whole object is new or gone. */
  readonly fields: readonly FieldChange[];
  /** The object as it was; undefined for one that is new. */
  readonly before?: Manifest;
  /** The object as it will be; undefined for one that is gone. */
  readonly after?: Manifest;
}

/** In what two sets of manifests differ, by identity: the order of objects and of fields means nothing. */
export function objectChanges(before: ManifestSet, after: ManifestSet): ObjectChange[] {
  const both = after.all.map((manifest) => ({ manifest, old: before.identified(identityOf(manifest)) }));
  const gone = before.all.filter((manifest) => !after.identified(identityOf(manifest)));
  const come = both.flatMap(({ manifest, old }) => (old ? [] : [manifest]));
  const stays = both.flatMap(({ manifest, old }) => (old ? [manifest] : []));
  const renames = renamesBetween(gone, come, stays);
  const renamed = new Set(renames.flatMap((rename) => [rename.before, rename.after]));
  const changes = [
    ...gone
      .filter((manifest) => !renamed.has(manifest))
      .map((manifest) => ({ ...about(manifest), kind: 'removed' as const, before: manifest })),
    ...come
      .filter((manifest) => !renamed.has(manifest))
      .map((manifest) => ({ ...about(manifest), kind: 'added' as const, after: manifest })),
    ...renames.map((rename) => ({ ...about(rename.after), kind: 'renamed' as const, ...rename, fields: besideIdentity(rename) })),
    ...both.flatMap(({ manifest, old }) => (old ? changed(old, manifest) : [])),
  ];
  return sortedBy(changes, ({ component, object }) => `${component}\0${object}`);
}

/** An object that is the same at both ends, for what happens to it all the same. */
export function unchanged(manifest: Manifest): ObjectChange {
  return { ...about(manifest), kind: 'changed', before: manifest, after: manifest };
}

function about(manifest: Manifest): Pick<ObjectChange, 'object' | 'component' | 'fields'> {
  return { object: identityOf(manifest), component: componentOf(manifest), fields: [] };
}

function changed(before: Manifest, after: Manifest): ObjectChange[] {
  // Most objects are equal to the letter, which is found out faster than in what they differ.
  if (sameJson(before.body, after.body)) return [];
  const fields = fieldChanges(before.body, after.body);
  return fields.length > 0 ? [{ ...about(after), kind: 'changed', fields, before, after }] : [];
}

/** What differs beside the name and the namespace. */
function besideIdentity({ before, after }: Rename): FieldChange[] {
  return fieldChanges(before.body, after.body).filter(({ field: [first, second] }) => !(first === 'metadata' && IDENTITY.has(second)));
}

const IDENTITY: ReadonlySet<unknown> = new Set(['name', 'namespace']);
