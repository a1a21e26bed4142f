import type { FieldChange } from '../diff/field-diff';
import type { ObjectChange } from '../diff/object-diff';

/** Fields of a Secret whose values are for nobody who reads a report; tools copy all of them into annotations. */
const HIDDEN: readonly string[] = ['data', 'stringData', 'binaryData', 'metadata.annotations'];

/** The fields of a change as reports may show them: of a Secret, that a value differs, and never the value. */
export function shownFields({ object, fields }: ObjectChange): readonly FieldChange[] {
  return object.startsWith('/Secret/') ? fields.map(withoutValues) : fields;
}

function withoutValues(change: FieldChange): FieldChange {
  const [first, second] = change.field;
  const hidden = HIDDEN.includes(`${first}`) || HIDDEN.includes(`${first}.${second}`) || change.field.length < 2;
  if (!hidden) return change;
  return {
    field: change.field,
    ...(change.before !== undefined && { before: 'a value that is not shown' }),
    ...(change.after !== undefined && { after: change.before === undefined ? 'a value that is not shown' : 'another value' }),
  };
}
