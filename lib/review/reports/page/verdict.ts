import type { Verdict } from '../../acceptance';
import type { Review } from '../../review';
import { cut } from '../diff-lines';
import { KIND_TEXTS } from '../kind-texts';
import { summaryOf } from '../summary';
import { toldWaivers } from '../told-waivers';
import { code, type Html, tag, text } from './html';

/** What a review comes to, before anything else. */
export function verdictPart(review: Review, verdict: Verdict): Html {
  const { outcome, headline, kinds } = summaryOf(review, verdict);
  const chips = kinds.map(({ kind, text: said }) => tag('li', { title: KIND_TEXTS[kind].meaning }, text(said)));
  return tag(
    'div',
    { class: `verdict ${outcome}` },
    tag('h1', {}, text(headline)),
    tag('p', {}, 'From ', code(cut(review.before.name)), ' to ', code(cut(review.after.name))),
    chips.length > 0 ? tag('ul', { class: 'kinds', 'aria-label': 'Kinds of effects' }, ...chips) : '',
  );
}

/** What waivers accept, and which of them want to be looked at; nothing where there is none. */
export function waiversSection(verdict: Verdict): Html {
  const lists = toldWaivers(verdict).map(({ title, lines }) =>
    [tag('h3', {}, title), tag('ul', {}, ...lines.map((line) => tag('li', {}, text(cut(line, 2000)))))].join(''),
  );
  if (lists.length === 0) return '';
  return tag('section', { id: 'waivers', 'aria-labelledby': 'waivers-title' }, tag('h2', { id: 'waivers-title' }, 'Waivers'), ...lists);
}
