import type { Manifest } from '../manifests/manifest';
import type { FieldStep } from './diff/field-diff';
import type { ObjectChange } from './diff/object-diff';

/** An object that stays under its name and is other than before. */
export interface Update extends ObjectChange {
  readonly before: Manifest;
  readonly after: Manifest;
}

/** The change as an update; undefined for an object that is new, gone or renamed. */
export function updateOf(change: ObjectChange): Update | undefined {
  return isUpdate(change) ? change : undefined;
}

function isUpdate(change: ObjectChange): change is Update {
  return change.kind === 'changed' && change.before !== undefined && change.after !== undefined;
}

/** Whether a field is the one of a path (`spec.template`) or below it; items of lists are no part of a path. */
export function isWithin(field: readonly FieldStep[], path: string): boolean {
  const names = field.filter((step) => typeof step === 'string');
  return path.split('.').every((name, i) => names[i] === name);
}

/** The fields of a change that are within one of the paths. */
export function fieldsWithin({ fields }: Pick<ObjectChange, 'fields'>, ...paths: readonly string[]): (readonly FieldStep[])[] {
  return fields.map(({ field }) => field).filter((field) => paths.some((path) => isWithin(field, path)));
}
