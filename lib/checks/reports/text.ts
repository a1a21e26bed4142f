import { groupedBy } from '../../core/groups';
import { readable } from '../../core/readable';
import { wrapped } from '../../core/wrapped';
import { describeFinding, type Finding, type Severity } from '../finding';
import { countsOf, countsText, placeText } from './report';

export interface TextOptions {
  /**
   * Characters of a line; longer text is broken between words, and a word is never broken.
   *
   * @default 100
   */
  readonly width?: number;
  /**
   * Whether severities are coloured, by the escape sequences of terminals.
   *
   * @default false
   */
  readonly color?: boolean;
}

const COLORS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, note: 36 };

/** Findings for people: an object once, with all that is found in it, and the sum in the last line. */
export function textReport(findings: readonly Finding[], { width = 100, color = false }: TextOptions = {}): string {
  const groups = [...groupedBy(findings, headingOf)].map(([heading, group]) =>
    [heading, ...group.flatMap((f) => linesOf(f, width, color))].join('\n'),
  );
  return `${[...groups, countsText(countsOf(findings))].join('\n\n')}\n`;
}

function headingOf(finding: Finding): string {
  const place = placeText(finding);
  // A text that could not be read has a place and no object.
  if (finding.object === '') return readable(place);
  return place === '' ? readable(finding.object) : `${readable(finding.object)} (${readable(place)})`;
}

function linesOf(finding: Finding, width: number, color: boolean): string[] {
  const { severity, rule, field, position } = finding;
  const place = position ? ` (line ${position.line}, column ${position.column})` : '';
  const painted = color ? `\u001b[${COLORS[severity]}m${severity}\u001b[0m` : severity;
  return [
    `  ${painted} ${rule}${field === '' ? '' : ` at ${readable(field)}${place}`}`,
    ...wrapped(readable(describeFinding(finding)), width - 4).map((line) => `    ${line}`),
  ];
}
