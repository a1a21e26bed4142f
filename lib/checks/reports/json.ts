import type { Finding } from '../finding';
import { countsOf } from './report';

/** Findings for programs: the counts of each severity, and the findings as they are. The format is public API. */
export function jsonReport(findings: readonly Finding[]): string {
  return `${JSON.stringify({ version: 1, counts: countsOf(findings), findings }, null, 2)}\n`;
}
