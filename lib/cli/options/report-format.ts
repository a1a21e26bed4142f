import type { Finding } from '../../checks/finding';
import { githubReport } from '../../checks/reports/github';
import { jsonReport } from '../../checks/reports/json';
import { junitReport } from '../../checks/reports/junit';
import { sarifReport } from '../../checks/reports/sarif';
import { textReport } from '../../checks/reports/text';
import type { RuleText } from '../../checks/rule';
import { UsageError } from '../usage-error';

/** What a report is made of. */
interface Report {
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleText[];
  readonly color: boolean;
  readonly width: number;
}

const FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  text: ({ findings, color, width }) => textReport(findings, { color, width }),
  json: ({ findings }) => jsonReport(findings),
  sarif: ({ findings, rules }) => sarifReport(findings, rules),
  junit: ({ findings }) => junitReport(findings),
  github: ({ findings }) => githubReport(findings),
};

/** Names of the formats, as the help lists them. */
export const FORMAT_LIST: readonly string[] = Object.keys(FORMATS);

/** The writer of reports of a format. */
export function reportWriter(format: string): (report: Report) => string {
  const writer = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (writer) return writer;
  throw new UsageError(`no format "${format}": one of ${FORMAT_LIST.join(', ')} is wanted`);
}
