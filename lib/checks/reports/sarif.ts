import { describeFinding, type Finding } from '../finding';
import type { RuleText } from '../rule';
import { exactSource } from './report';
import { type SarifResult, type SarifRule, sarifLog } from './sarif-log';

/**
 * Findings as SARIF 2.1.0, which code hosts and editors read.
 *
 * @param rules the rules that were run, which the report describes
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(findings: readonly Finding[], rules: readonly RuleText[]): string {
  return sarifLog(findings.map(resultOf), rules.map(ruleOf));
}

function ruleOf({ id, severity, why, wanted, fix, see }: RuleText): SarifRule {
  return { id, severity, short: `Wanted: ${wanted}.`, full: why, help: `${why} Fix: ${fix}.`, see };
}

function resultOf(finding: Finding): SarifResult {
  const { rule, severity, object, field, origin } = finding;
  const source = exactSource(finding);
  return {
    rule,
    severity,
    text: describeFinding(finding),
    place: field === '' ? object : `${object} ${field}`,
    // Lines move; a rule, an object and a field stay the same finding. A text that is no object has its file alone.
    fingerprint: ['objectField/v1', `${rule} ${object === '' ? (source?.file ?? '') : object} ${field}`],
    ...(origin && { origin }),
    ...(source && { source }),
  };
}
