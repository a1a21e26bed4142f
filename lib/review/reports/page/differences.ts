import { counted } from '../../../core/counted';
import { changedObject } from '../../diff/field-text';
import type { ObjectChange } from '../../diff/object-diff';
import type { Review } from '../../review';
import { cut, diffLines } from '../diff-lines';
import { shownFields } from '../hidden-values';
import { code, type Html, tag, text } from './html';

/** Most characters of all differences together, so that the page stays one that a browser opens at once. */
const MOST = 700_000;

/** Most lines of one object. */
const MOST_LINES = 400;

/** In what the objects differ, each folded. */
export function differencesSection({ changes }: Review): Html {
  const { items, left } = inRoom(changes.map(difference));
  return tag(
    'section',
    { id: 'differences', 'aria-labelledby': 'differences-title' },
    tag('h2', { id: 'differences-title' }, 'Differences'),
    items.length === 0 ? tag('p', {}, 'None.') : items.join('\n'),
    left > 0
      ? tag(
          'p',
          { class: 'left' },
          `The differences of ${counted(left, 'object')} more are left out here; the JSON report has all of them.`,
        )
      : '',
  );
}

/** A difference that has no room is left out, and those behind it that have are told. */
function inRoom(all: readonly Html[]): { readonly items: readonly Html[]; readonly left: number } {
  let free = MOST;
  const items = all.filter((item) => {
    const fits = item.length <= free;
    if (fits) free -= item.length;
    return fits;
  });
  return { items, left: all.length - items.length };
}

const WORDS = { added: 'new', removed: 'gone', renamed: 'renamed' } as const;

function difference(change: ObjectChange): Html {
  const { kind, fields } = change;
  const said = kind === 'changed' ? counted(fields.length, 'field') : WORDS[kind];
  const head = [tag('span', { class: `pill ${kind}` }, said), ' ', code(cut(changedObject(change)))];
  if (fields.length === 0) return tag('p', { class: 'whole' }, ...head);
  return tag('details', {}, tag('summary', {}, ...head), tag('pre', {}, ...lines(change)));
}

function lines(change: ObjectChange): Html[] {
  const all = shownFields(change).flatMap(diffLines);
  const shown = all.slice(0, MOST_LINES).map(({ sign, text: line }) => {
    const content = text(`${sign} ${line}`);
    return sign === ' ' ? `${content}\n` : tag(sign === '+' ? 'ins' : 'del', {}, content, '\n');
  });
  return all.length > MOST_LINES ? [...shown, `  ${counted(all.length - MOST_LINES, 'line')} more\n`] : shown;
}
