import { sortedBy } from '../core/order';
import { identityOf } from '../manifests/manifest';
import { type Finding, fieldText } from './finding';
import { positionsOf } from './positions';
import type { Breach, CheckTarget, Rule } from './rule';

/** Runs rules over manifests; the findings are in the order of object, rule and field. */
export function runRules(rules: Iterable<Rule>, target: CheckTarget): Finding[] {
  const breaches: Breach[] = [];
  const findings: Finding[] = [];
  for (const rule of rules)
    for (const breach of rule.find(target)) {
      breaches.push(breach);
      findings.push(findingOf(rule, breach));
    }
  const positions = positionsOf(breaches);
  return inOrder(
    findings.map((finding, index) => {
      const position = positions[index];
      return position ? { ...finding, position } : finding;
    }),
  );
}

function findingOf({ id, severity, wanted, fix }: Rule, { manifest, field, ...breach }: Breach): Finding {
  return {
    rule: id,
    severity: breach.severity ?? severity,
    object: identityOf(manifest),
    field: fieldText(field),
    got: breach.got,
    wanted: breach.wanted ?? wanted,
    fix: breach.fix ?? fix,
    ...(manifest.origin && { origin: manifest.origin }),
    ...(manifest.source && { source: manifest.source }),
  };
}

/** Findings in their one order: by object, rule and field. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return sortedBy(findings, ({ object, rule, field }) => `${object}\0${rule}\0${field}`);
}
