import { placeText } from '../../checks/reports/report';
import { counted } from '../../core/counted';
import type { Verdict } from '../acceptance';
import { changedObject } from '../diff/field-text';
import type { Effect } from '../effect';
import type { Review } from '../review';
import { diffLines } from './diff-lines';
import { foldedNotes, objectsText } from './folded-notes';
import { shownFields } from './hidden-values';
import { kindLabel } from './kind-texts';
import type { Section } from './markdown-room';
import { diffBlock, markdownCode, markdownText } from './markdown-text';
import { sentence } from './sentence';
import { toldWaivers } from './told-waivers';

/** Signs of severities beside their words. */
const SIGNS = { error: '🛑', warning: '⚠️' } as const;

/** How much of one effect or object is told here; the other formats tell all. */
const MOST_STEPS = 20;
const MOST_FIELDS = 12;
const MOST_LINES = 60;

/** What says that something has no room. */
export function leftOut(what: string, rest: string): (count: number) => string {
  return (count) => (count === 0 ? '' : `\n_${count} more left out (${what}): see ${markdownText(rest, 100)}._\n`);
}

/** What is in the way: each effect a fold of its own, errors unfolded. */
export function markdownHeavy({ open }: Verdict, rest: string): Section {
  const heavy = open.filter((effect): effect is Effect & { severity: keyof typeof SIGNS } => effect.severity !== 'note');
  return { open: '\n', items: heavy.map((effect) => () => heavyItem(effect)), close: '', left: leftOut('errors and warnings', rest) };
}

function heavyItem(effect: Effect & { severity: keyof typeof SIGNS }): string {
  const { severity, kind, object, summary, reason, recipe, rule } = effect;
  const head = `${SIGNS[severity]} <b>${severity}: ${kindLabel(kind)}</b> ${markdownCode(object, 300)}: ${markdownText(summary)}`;
  const steps = recipe.slice(0, MOST_STEPS).map((step, i) => `${i + 1}. ${markdownText(sentence(step))}`);
  const more = recipe.length > MOST_STEPS ? [`\n${recipe.length - MOST_STEPS} more steps are left out.`] : [];
  return `<details${severity === 'error' ? ' open' : ''}><summary>${head}</summary>

${markdownText(sentence(reason), 1000)}
${steps.length === 0 ? '' : `\n${[...steps, ...more].join('\n')}\n`}
<sub>${[`rule ${markdownCode(rule)}`, ...byFields(effect), ...place(effect)].join(' · ')}</sub>

</details>
`;
}

function byFields({ fields }: Effect): string[] {
  const told = fields.slice(0, MOST_FIELDS).map((field) => markdownCode(field, 200));
  const more = fields.length > MOST_FIELDS ? ` and ${fields.length - MOST_FIELDS} more` : '';
  return told.length === 0 ? [] : [`by ${told.join(', ')}${more}`];
}

function place(effect: Effect): string[] {
  const text = placeText(effect);
  return text === '' ? [] : [`at ${markdownCode(text, 300)}`];
}

/** What is only to be known, a fold a kind. */
export function markdownNotes({ open }: Verdict, rest: string): Section {
  const items = foldedNotes(open).map(({ kind, count, told, left }) => () => {
    const lines = told.map((note) => `- ${markdownCode(objectsText(note))}: ${markdownText(note.summary)}`);
    const all = left > 0 ? [...lines, `- and ${left} more`] : lines;
    return `<details><summary>ℹ️ <b>${kindLabel(kind)}</b> (${count})</summary>\n\n${all.join('\n')}\n\n</details>\n`;
  });
  return { open: '\n', items, close: '', left: leftOut('kinds of notes', rest) };
}

/** What waivers accept, and which of them want to be looked at. */
export function markdownWaivers(verdict: Verdict, rest: string): Section {
  const items = toldWaivers(verdict).flatMap(({ title, lines }) => [
    () => `\n**${title}** (${lines.length})\n\n`,
    ...lines.map((line) => () => `- ${markdownText(line, 1500)}\n`),
  ]);
  return { open: '', items, close: '', left: leftOut('lines about waivers', rest) };
}

/** In what the objects differ, an object after the other in one fold. */
export function markdownDiffs({ changes }: Review, rest: string): Section {
  const told = changes.filter(({ kind }) => kind === 'changed' || kind === 'renamed');
  const items = told.map((change) => () => {
    const lines = shownFields(change).flatMap(diffLines);
    const shown = lines.slice(0, MOST_LINES).map(({ sign, text }) => `${sign} ${text}`);
    const more = lines.length > MOST_LINES ? [`  ${lines.length - MOST_LINES} more lines`] : [];
    return `${markdownCode(changedObject(change), 500)}\n\n${diffBlock([...shown, ...more])}\n\n`;
  });
  const open = `\n<details><summary>Differences in ${counted(told.length, 'object')}</summary>\n\n`;
  return { open, items, close: '</details>\n', left: leftOut('objects that differ', rest) };
}
