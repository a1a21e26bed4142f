import { MARK_SIGNS, type Mark } from './marks';
import { at } from './shapes';
import { textElement } from './svg-elements';
import { TEXT_SIZES, textWidth } from './text-size';

/** Length of the sample of a line, and what is between it, its word and the next. */
const SAMPLE = 36;
const GAP = 10;

/** What the marks mean, beside each other from a place; a picture without marks has none. */
export function legend(marks: readonly Mark[], { x, y }: { readonly x: number; readonly y: number }): string[] {
  return marks.map((mark, i) => {
    const begin = x + legendWidth(marks.slice(0, i));
    const sample = `<path class="line ${mark}" d="M${at(begin)} ${at(y - 4)}h${SAMPLE}"/>`;
    return `<g>${sample}${textElement('legend', { x: begin + SAMPLE + GAP, y }, word(mark))}</g>`;
  });
}

/** How wide the legend of some marks is. */
export function legendWidth(marks: readonly Mark[]): number {
  return marks.reduce((sum, mark) => sum + SAMPLE + 3 * GAP + textWidth(word(mark), TEXT_SIZES.zone), 0);
}

function word(mark: Mark): string {
  return `${MARK_SIGNS[mark]} ${mark}`;
}
