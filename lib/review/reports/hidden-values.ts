import type { FieldChange } from '../diff/field-diff';
import type { ObjectChange } from '../diff/object-diff';

/** Fields of a Secret that say what it is. All others are for nobody who reads a report, those too whose names are misspelt. */
const SHOWN: readonly string[] = ['apiVersion', 'kind', 'type', 'immutable', 'metadata'];

/** The fields of a change as reports may show them: of a Secret, that a value differs, and never the value. */
export function shownFields({ object, fields }: ObjectChange): readonly FieldChange[] {
  return object.startsWith('/Secret/') ? fields.map(withoutValues) : fields;
}

function withoutValues(change: FieldChange): FieldChange {
  const [first, second] = change.field;
  // Tools copy all of a Secret into annotations.
  if (SHOWN.includes(`${first}`) && second !== 'annotations') return change;
  return {
    field: change.field,
    ...(change.before !== undefined && { before: 'a value that is not shown' }),
    ...(change.after !== undefined && { after: change.before === undefined ? 'a value that is not shown' : 'another value' }),
  };
}
