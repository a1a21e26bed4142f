import { counted } from '../../../core/counted';
import type { Review } from '../../review';
import { connectionChangesOf } from '../../topology/topology';
import { capacityChangesOf, capacityTexts } from '../capacity-rows';
import { connectionRows } from '../connection-rows';
import { code, type Html, tag, text } from './html';

/** Most rows of a table that is there beside the effects. */
const MOST_ROWS = 500;

/** A table with its title; nothing where it has no rows. */
export interface PageTable {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: ReadonlyArray<readonly Html[]>;
  /** Said where there are no rows. */
  readonly none: string;
}

/** A section that is a table. */
export function tableSection({ id, title, caption, heads, rows, none }: PageTable): Html {
  const left = rows.length - MOST_ROWS;
  return tag(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    tag('h2', { id: `${id}-title` }, title),
    rows.length === 0 ? tag('p', {}, none) : scrolled(title, tableOf(caption, heads, rows.slice(0, MOST_ROWS))),
    left > 0 ? tag('p', { class: 'left' }, `${counted(left, 'row')} more are left out here; the JSON report has all of them.`) : '',
  );
}

function scrolled(label: string, table: Html): Html {
  return tag('div', { class: 'scrolled', tabindex: 0, role: 'group', 'aria-label': label }, table);
}

function tableOf(caption: string, heads: readonly string[], rows: ReadonlyArray<readonly Html[]>): Html {
  return tag(
    'table',
    {},
    tag('caption', {}, caption),
    tag('thead', {}, tag('tr', {}, ...heads.map((head) => tag('th', { scope: 'col' }, head)))),
    tag('tbody', {}, ...rows.map((cells) => `\n${tag('tr', {}, ...cells.map((cell) => tag('td', {}, cell)))}`)),
  );
}

/** Which connections are opened and closed. */
export function connectionsSection(review: Review): Html {
  const rows = connectionRows(connectionChangesOf(review));
  return tableSection({
    id: 'connections',
    title: 'Connections',
    caption: 'Connections that are opened or closed',
    heads: ['Change', 'From', 'To', 'Port', 'By'],
    rows: rows.map(({ change, from, to, ports, by }) => [
      tag('span', { class: `pill ${change}` }, change),
      code(from),
      code(to),
      text(ports),
      text(by),
    ]),
    none: 'None is opened and none is closed.',
  });
}

/** How much runs and is allowed, before and after. */
export function capacitySection(review: Review): Html {
  const rows = capacityTexts(capacityChangesOf(review));
  return tableSection({
    id: 'capacity',
    title: 'Capacity',
    caption: 'What is more or less than before',
    heads: ['Of', 'What', 'Before', 'After'],
    rows: rows.map(({ name, what, before, after }) => [code(name), text(what), text(before), tag('strong', {}, text(after))]),
    none: 'Neither pods nor resources, quotas or pools change.',
  });
}
