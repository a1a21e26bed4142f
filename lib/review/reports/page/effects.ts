import { SEVERITIES } from '../../../checks/finding';
import { placeText } from '../../../checks/reports/report';
import type { Waiver } from '../../../checks/waiver';
import { counted } from '../../../core/counted';
import type { Verdict } from '../../acceptance';
import { EFFECT_KINDS, type Effect } from '../../effect';
import { cut } from '../diff-lines';
import { kindLabel } from '../kind-texts';
import { sentence } from '../sentence';
import { code, type Html, tag, text } from './html';

/** Most rows of the table; more than that nobody reads, and no browser searches at once. */
const MOST_ROWS = 2000;

/** Errors that are unfolded when the page opens: with more of them, the list matters more than each. */
const MOST_OPEN = 5;

interface Row {
  readonly effect: Effect;
  readonly waiver?: Waiver;
}

/** The effects: a table, and what it is searched and sorted with. */
export function effectsSection({ open, accepted }: Verdict): Html {
  const rows: readonly Row[] = [...open.map((effect) => ({ effect })), ...accepted];
  const shown = rows.slice(0, MOST_ROWS);
  const left = rows.length - shown.length;
  const errors = open.filter(({ severity }) => severity === 'error').length;
  return tag(
    'section',
    { id: 'effects', 'aria-labelledby': 'effects-title' },
    tag('h2', { id: 'effects-title' }, 'Effects'),
    rows.length === 0 ? tag('p', {}, 'None.') : controls(rows) + table(shown, errors <= MOST_OPEN),
    left > 0 ? tag('p', { class: 'left' }, `${counted(left, 'effect')} more are left out here; the JSON report has all of them.`) : '',
  );
}

/** Hidden until the script is there, which they need. */
function controls(rows: readonly Row[]): Html {
  const kinds = EFFECT_KINDS.filter((kind) => rows.some(({ effect }) => effect.kind === kind));
  const states = [
    ...SEVERITIES.filter((severity) => rows.some(({ effect, waiver }) => !waiver && effect.severity === severity)),
    ...(rows.some(({ waiver }) => waiver) ? ['accepted'] : []),
  ];
  return tag(
    'form',
    { id: 'filter', class: 'filter', role: 'search', 'aria-label': 'Effects', hidden: true },
    tag(
      'p',
      { class: 'search' },
      tag('label', { for: 'search' }, 'Search'),
      tag('input', {
        id: 'search',
        type: 'search',
        autocomplete: 'off',
        spellcheck: 'false',
        'aria-keyshortcuts': '/',
        placeholder: 'press / to search',
      }),
    ),
    tag(
      'p',
      {},
      tag('label', { for: 'kind' }, 'Kind'),
      tag(
        'select',
        { id: 'kind' },
        tag('option', { value: '' }, 'all'),
        ...kinds.map((kind) => tag('option', { value: kind }, kindLabel(kind))),
      ),
    ),
    tag(
      'fieldset',
      {},
      tag('legend', {}, 'Show'),
      ...states.map((state) =>
        tag('label', {}, tag('input', { type: 'checkbox', name: 'state', value: state, checked: true }), ` ${state}`),
      ),
    ),
    tag('button', { type: 'button', id: 'show-all' }, 'Show all'),
    tag('output', { id: 'count', role: 'status', 'aria-live': 'polite' }, counted(rows.length, 'effect')),
  );
}

/** The roles are those that the elements have anyway: a narrow page shows rows as blocks, and browsers then forget them. */
function table(rows: readonly Row[], unfolded: boolean): Html {
  const heads = ['Severity', 'Kind', 'Where', 'What happens'].map((head) => tag('th', { scope: 'col', role: 'columnheader' }, head));
  return tag(
    'table',
    { id: 'effects-table', class: 'effects', role: 'table' },
    tag('caption', {}, 'What the change does, the heaviest first'),
    tag('thead', { role: 'rowgroup' }, tag('tr', { role: 'row' }, ...heads)),
    tag('tbody', { role: 'rowgroup' }, ...rows.map((row) => `\n${tableRow(row, unfolded)}`)),
  );
}

const SIGNS = { error: '×', warning: '!', note: 'i' } as const;

function tableRow({ effect, waiver }: Row, unfolded: boolean): Html {
  const { severity, kind, component, object, summary } = effect;
  const state = waiver ? 'accepted' : severity;
  const cell = (attributes: Readonly<Record<string, string>>, ...content: readonly Html[]) =>
    tag('td', { role: 'cell', ...attributes }, ...content);
  const sign = tag('span', { 'aria-hidden': 'true' }, waiver ? '✓' : SIGNS[severity]);
  return tag(
    'tr',
    {
      role: 'row',
      'data-state': state,
      'data-kind': kind,
      'data-rank': waiver ? SEVERITIES.length : SEVERITIES.indexOf(severity),
      'data-weight': EFFECT_KINDS.indexOf(kind),
    },
    cell({ class: 'state' }, tag('span', { class: `pill ${state}` }, sign, ` ${state}`)),
    cell({ class: 'kind' }, kindLabel(kind)),
    cell({ class: 'where' }, component === '' ? '' : tag('strong', {}, text(cut(component))), ' ', code(cut(object))),
    cell({ class: 'what' }, tag('p', {}, text(`${cut(summary, 4000)}.`)), told(effect, waiver, unfolded && state === 'error')),
  );
}

function told(effect: Effect, waiver: Waiver | undefined, open: boolean): Html {
  const { reason, recipe, fields, rule } = effect;
  const place = placeText(effect);
  return tag(
    'details',
    { open },
    tag('summary', {}, recipe.length > 0 ? 'Why, and how to do it safely' : 'Why'),
    tag('p', {}, text(sentence(reason))),
    recipe.length > 0 ? tag('ol', {}, ...recipe.map((step) => tag('li', {}, text(sentence(step))))) : '',
    waiver ? tag('p', {}, `Accepted until ${text(waiver.until)}: ${text(sentence(waiver.reason))}`) : '',
    tag(
      'dl',
      {},
      term('Rule', code(rule)),
      fields.length > 0 ? term('Fields', fields.map((field) => code(cut(field))).join(', ')) : '',
      place === '' ? '' : term('Place', code(place)),
    ),
  );
}

function term(name: string, ...content: readonly Html[]): Html {
  return tag('div', {}, tag('dt', {}, name), tag('dd', {}, ...content));
}
