import { sortedBy } from '../core/order';
import { identityOf, type Manifest } from '../manifests/manifest';
import type { ManifestSet } from '../manifests/manifest-set';
import { type FieldChange, fieldChanges } from './field-diff';

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
  const old = new Map(before.all.map((manifest) => [identityOf(manifest), manifest]));
  const fresh = new Map(after.all.map((manifest) => [identityOf(manifest), manifest]));
  const changes = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((object) => changeOf(object, old.get(object), fresh.get(object)));
  return sortedBy(changes, ({ component, object }) => `${component}\0${object}`);
}

function changeOf(object: string, before: Manifest | undefined, after: Manifest | undefined): ObjectChange[] {
  const component = componentOf((after ?? before)?.labels ?? {});
  if (!before || !after) {
    const kind = before ? 'removed' : 'added';
    return [{ object, component, kind, fields: [], ...(before && { before }), ...(after && { after }) }];
  }
  const fields = fieldChanges(before.body, after.body);
  return fields.length > 0 ? [{ object, component, kind: 'changed', fields, before, after }] : [];
}

function componentOf(labels: Manifest['labels']): string {
  return labels['app.kubernetes.io/name'] ?? labels['app.kubernetes.io/instance'] ?? labels['app.kubernetes.io/part-of'] ?? '';
}
