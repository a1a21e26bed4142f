import type { Severity } from '../../checks/finding';
import { countsOf, countsText, placeText } from '../../checks/reports/report';
import { groupedBy } from '../../core/groups';
import { readable } from '../../core/readable';
import { wrapped } from '../../core/wrapped';
import type { Verdict } from '../acceptance';
import type { Effect } from '../effect';
import type { Review } from '../review';
import { foldedNotes, type NoteGroup, objectsText } from './folded-notes';
import { kindLabel } from './kind-texts';
import { sentence } from './sentence';
import { summaryOf } from './summary';
import { type ToldWaiver, toldWaivers } from './told-waivers';

/** How a review is written for a terminal. */
export interface TextReviewOptions {
  /**
   * Characters of a line; longer text is broken between words, and a word is never broken.
   *
   * @default 100
   */
  readonly width?: number;
  /**
   * Whether severities and headings are coloured, by the escape sequences of terminals.
   *
   * @default false
   */
  readonly color?: boolean;
}

const COLORS = { error: 31, warning: 33, note: 36, heading: 1, faint: 2 } as const;

type Style = keyof typeof COLORS;

/** Where lines end, and how they are coloured. */
interface Page {
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
}

/** A review for people: what it comes to, then what is in the way by component, the heaviest first, and what is only to be known, folded. */
export function textReview(review: Review, verdict: Verdict, { width = 100, color = false }: TextReviewOptions = {}): string {
  const page: Page = { width, paint: (style, text) => (color ? `\u001b[${COLORS[style]}m${text}\u001b[0m` : text) };
  const heavy = verdict.open.filter(({ severity }) => severity !== 'note');
  const blocks = [
    headOf(review, verdict, page),
    ...[...groupedBy(heavy, ({ component }) => component)].map(([component, own]) => componentBlock(component, own, page)),
    ...notesBlock(verdict, page),
    ...waiverBlocks(verdict, page),
    ...(verdict.open.length > 0 ? [[countsText(countsOf(verdict.open))]] : []),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headOf(review: Review, verdict: Verdict, page: Page): string[] {
  const { outcome, headline, line } = summaryOf(review, verdict);
  const style = ({ stop: 'error', decide: 'warning', go: 'note', same: 'note' } as const)[outcome];
  const ends = `${readable(review.before.name)} → ${readable(review.after.name)}`;
  if (line === '')
    return wrapped(`no difference between ${ends.replace(' → ', ' and ')}`, page.width).map((text) => page.paint('heading', text));
  return [
    ...inParts(line, page.width).map((text) => page.paint('heading', text)),
    ...wrapped(`${ends}: ${headline.replace(/^./, (c) => c.toLowerCase())}`, page.width).map((text) => page.paint(style, text)),
  ];
}

/** A line that is broken between its parts. */
function inParts(line: string, width: number): string[] {
  const parts = line.split(' · ').map((part) => part.replaceAll(' ', '\u00a0'));
  return wrapped(parts.join(' · '), width).map((text) => text.replaceAll('\u00a0', ' '));
}

function componentBlock(component: string, effects: readonly Effect[], page: Page): string[] {
  return [
    page.paint('heading', component === '' ? '(no component)' : readable(component)),
    ...effects.flatMap((effect) => effectLines(effect, page)),
  ];
}

function effectLines(effect: Effect, page: Page): string[] {
  const { severity, rule, kind, object, summary, reason, recipe, fields } = effect;
  const place = placeText(effect);
  return [
    ...hung(`${severity} ${kindLabel(kind)} ${readable(object)} (${rule})`, page, 2).map((line, i) =>
      i === 0 ? headed(line, severity, page) : line,
    ),
    ...hung(`${readable(summary)}.`, page, 4),
    ...hung(sentence(reason), page, 4),
    ...(fields.length > 0 ? hung(`By ${fields.map(readable).join(', ')}`, page, 4).map((line) => page.paint('faint', line)) : []),
    ...(place === '' ? [] : hung(`At ${readable(place)}`, page, 4).map((line) => page.paint('faint', line))),
    ...recipe.flatMap((step, i) => hung(`${i + 1}. ${sentence(step)}`, page, 4, `${i + 1}. `.length)),
  ];
}

function headed(line: string, severity: Severity, page: Page): string {
  return line.replace(severity, page.paint(severity, severity));
}

/** Lines at an indent; those after the first hang below the text that follows a number. */
function hung(text: string, { width }: Page, indent: number, hang = 0): string[] {
  return wrapped(text, width - indent - hang).map((line, i) => `${' '.repeat(indent + (i === 0 ? 0 : hang))}${line}`);
}

function notesBlock({ open }: Verdict, page: Page): string[][] {
  const groups = foldedNotes(open);
  if (groups.length === 0) return [];
  return [[page.paint('heading', 'To be known'), ...groups.flatMap((group) => noteLines(group, page))]];
}

function noteLines({ kind, count, told, left }: NoteGroup, page: Page): string[] {
  return [
    `  ${page.paint('note', kindLabel(kind))} (${count})`,
    ...told.flatMap((note) => hung(`${readable(objectsText(note))}: ${readable(note.summary)}`, page, 4, 2)),
    ...(left > 0 ? [`    and ${left} more`] : []),
  ];
}

function waiverBlocks(verdict: Verdict, page: Page): string[][] {
  return toldWaivers(verdict).map(({ title, lines }: ToldWaiver) => [
    page.paint('heading', title),
    ...lines.flatMap((line) => hung(readable(line), page, 2, 2)),
  ]);
}
