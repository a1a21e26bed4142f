import type { Mark } from './marks';

/** How a mark looks where the colours of the page are not ours. */
export interface MarkStyle {
  /** Contrast of 3 at least to the pages of both schemes (WCAG 2.2, 1.4.11). */
  readonly colour: string;
  /** Lengths of dash and gap; left out for a whole line. */
  readonly dashes?: string;
}

/** The look of each mark in languages that have their own theme. */
export const MARK_STYLES: Readonly<Record<Mark, MarkStyle>> = {
  added: { colour: '#1f883d' },
  removed: { colour: '#d1242f', dashes: '7 4' },
  changed: { colour: '#8250df', dashes: '2 3' },
};
