import type { FieldChange } from '../diff/field-diff';
import type { ObjectChange } from '../diff/object-diff';
import { OF_NO_VALUE } from '../hidden-secrets';

/** The fields of a change as reports may show them: of a Secret, that a value differs, and never the value. */
export function shownFields({ object, fields }: ObjectChange): readonly FieldChange[] {
  return object.startsWith('/Secret/') ? fields.map(withoutValues) : fields;
}

function withoutValues(change: FieldChange): FieldChange {
  const [first, second] = change.field;
  // Tools copy all of a Secret into annotations.
  if (OF_NO_VALUE.has(`${first}`) && second !== 'annotations') return change;
  return {
    field: change.field,
    ...(change.before !== undefined && { before: 'a value that is not shown' }),
    ...(change.after !== undefined && { after: change.before === undefined ? 'a value that is not shown' : 'another value' }),
  };
}
