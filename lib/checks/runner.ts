import { sortedBy } from '../core/order';
import { identityOf } from '../manifests/manifest';
import { type Finding, fieldText } from './finding';
import type { CheckTarget, Rule } from './rule';

/** Runs rules over manifests; the findings are in the order of object, rule and field. */
export function runRules(rules: Iterable<Rule>, target: CheckTarget): Finding[] {
  const findings: Finding[] = [];
  for (const { id, severity, wanted, fix, find } of rules)
    for (const { manifest, field, ...breach } of find(target))
      findings.push({
        rule: id,
        severity: breach.severity ?? severity,
        object: identityOf(manifest),
        field: fieldText(field),
        got: breach.got,
        wanted: breach.wanted ?? wanted,
        fix: breach.fix ?? fix,
        ...(manifest.origin && { origin: manifest.origin }),
        ...(manifest.source && { source: manifest.source }),
      });
  return inOrder(findings);
}

/** Findings in their one order: by object, rule and field. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return sortedBy(findings, ({ object, rule, field }) => `${object}\0${rule}\0${field}`);
}
