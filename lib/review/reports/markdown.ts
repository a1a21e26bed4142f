import type { Verdict } from '../acceptance';
import type { Review } from '../review';
import { markdownCapacity, markdownConnections, markdownPicture } from './markdown-graph';
import { markdownDiffs, markdownHeavy, markdownNotes, markdownWaivers } from './markdown-parts';
import { fitted } from './markdown-room';
import { markdownCode, markdownText } from './markdown-text';
import { severityRows } from './severity-rows';
import { type Outcome, type Summary, summaryOf } from './summary';

/**
 * Characters that a comment may have on GitHub. GitLab takes more.
 * @see https://github.com/orgs/community/discussions/41331
 */
export const COMMENT_LIMIT = 65_536;

/** What has to be said of a review anyway fits in this, however hostile its names are. */
const LEAST = 16_384;

/** How a review is written for a pull request. */
export interface MarkdownReviewOptions {
  /**
   * Most characters; what has no room is left out, and said to be. A limit below 16 384 is taken for that: what has to be
   * said anyway would not fit.
   *
   * @default 65536
   */
  readonly limit?: number;
  /**
   * Which comment this is, where a pull request gets several: the name is a part of the hidden first line, by which a job
   * finds its own comment again.
   *
   * @default ''
   */
  readonly name?: string;
  /**
   * Where the whole report is, told where something is left out: `the artifact review.html of this job`.
   *
   * @default 'the other formats of this report'
   */
  readonly rest?: string;
}

/** The signs of outcomes and severities; their words stand beside them. */
const OUTCOME_SIGNS: Readonly<Record<Outcome, string>> = { stop: '🛑', decide: '⚠️', go: '✅', same: '✅' };

/** The first line of a comment, which nobody sees: a job looks for it to write over its own comment. */
export function reviewMarker(name = ''): string {
  const plain = name
    .replace(/[^A-Za-z0-9._/ -]/g, '')
    .replace(/-{2,}/g, '-')
    .slice(0, 100);
  return `<!-- cdk8s-shop review${plain === '' ? '' : ` ${plain}`} -->`;
}

/** A review as a comment on a pull request, for GitHub and GitLab. It always fits: what matters most comes first, and what is left out is counted. */
export function markdownReview(review: Review, verdict: Verdict, options: MarkdownReviewOptions = {}): string {
  const { limit = COMMENT_LIMIT, name = '', rest = 'the other formats of this report' } = options;
  const summary = summaryOf(review, verdict);
  const head = `${[reviewMarker(name), ...headLines(review, verdict, summary)].join('\n')}\n`;
  const parts = [
    markdownHeavy(verdict, rest),
    markdownNotes(verdict, rest),
    markdownWaivers(verdict, rest),
    ...markdownPicture(review),
    ...markdownConnections(review, rest),
    ...markdownCapacity(review, rest),
    markdownDiffs(review, rest),
  ];
  return (
    head +
    fitted(
      parts.filter(({ items }) => items.length > 0),
      Math.max(limit, LEAST) - head.length,
    )
  );
}

function headLines(review: Review, verdict: Verdict, { outcome, headline, line }: Summary): string[] {
  const ends = `${markdownCode(review.before.name, 200)} → ${markdownCode(review.after.name, 200)}`;
  const title = `### ${OUTCOME_SIGNS[outcome]} ${markdownText(headline)}`;
  if (line === '') return [title, '', `No difference between ${ends.replace(' → ', ' and ')}.`];
  return [title, '', `**${markdownText(line, 2000)}**`, '', ends, '', ...severityTable(verdict)];
}

function severityTable(verdict: Verdict): string[] {
  const rows = severityRows(verdict).map(({ severity, count, kinds }) => `| ${severity} | ${count} | ${kinds} |`);
  return ['| Severity | Effects | What |', '| --- | ---: | --- |', ...rows];
}
