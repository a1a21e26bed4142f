import type { Verdict } from '../../review/acceptance';
import { githubReview } from '../../review/reports/github';
import { htmlReview } from '../../review/reports/html';
import { jsonReview } from '../../review/reports/json';
import { markdownReview } from '../../review/reports/markdown';
import { sarifReview } from '../../review/reports/sarif';
import { textReview } from '../../review/reports/text';
import type { Review } from '../../review/review';
import { UsageError } from '../usage-error';

/** What a report of a review is made of. */
export interface ReviewReport {
  readonly review: Review;
  readonly verdict: Verdict;
  readonly color: boolean;
  readonly width: number;
  /** What tells the comments of a pull request apart. */
  readonly name: string;
}

type ReviewWriter = (report: ReviewReport) => string;

const FORMATS: Readonly<Record<string, ReviewWriter>> = {
  text: ({ review, verdict, color, width }) => textReview(review, verdict, { color, width }),
  markdown: ({ review, verdict, name }) => markdownReview(review, verdict, { name }),
  html: ({ review, verdict }) => htmlReview(review, verdict),
  json: ({ review, verdict }) => jsonReview(review, verdict),
  sarif: ({ review, verdict }) => sarifReview(review, verdict),
  github: ({ review, verdict }) => githubReview(review, verdict),
};

/** Formats by the ends of file names. */
const ENDS: ReadonlyArray<readonly [string, string]> = [
  ['.md', 'markdown'],
  ['.html', 'html'],
  ['.json', 'json'],
  ['.sarif', 'sarif'],
  ['.txt', 'text'],
];

/** Names of the formats, as the help lists them. */
export const REVIEW_FORMATS: readonly string[] = Object.keys(FORMATS);

/** The writer of a format. */
export function writerOf(format: string): ReviewWriter {
  const writer = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (writer) return writer;
  throw new UsageError(`no format "${format}": one of ${REVIEW_FORMATS.join(', ')} is wanted`);
}

/** The writer of a file, by how its name ends. */
export function writerFor(file: string): ReviewWriter {
  const found = ENDS.find(([end]) => file.endsWith(end));
  if (found) return writerOf(found[1]);
  throw new UsageError(`no format goes with the name ${file}: one that ends with ${ENDS.map(([end]) => end).join(', ')} is wanted`);
}
