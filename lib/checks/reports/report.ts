import { counted } from '../../core/counted';
import { type Finding, SEVERITIES, type Severity, type Source } from '../finding';

/** A place in a file, with the column where it is known. */
export interface ExactSource extends Source {
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<Severity, number>>;

export function countsOf(findings: ReadonlyArray<Pick<Finding, 'severity'>>): Counts {
  const counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** The counts as words: `2 errors, 1 warning`; `no findings`. */
export function countsText(counts: Counts): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((s) => counted(counts[s], s));
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

/** Where a finding stands in its file: at its field, or at its object where the field's place is not known. */
export function exactSource({ source, position }: Pick<Finding, 'source' | 'position'>): ExactSource | undefined {
  return source && { file: source.file, line: source.line, ...position };
}

/** The place of a finding in words: its construct or its file where that is known, and its object. */
export function placeText({ origin, source }: Pick<Finding, 'origin' | 'source'>): string {
  if (source) return `${source.file}:${source.line}`;
  return origin?.path ?? '';
}
